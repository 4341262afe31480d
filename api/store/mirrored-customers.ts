import { customerKeys } from "../domain/match-customer.ts";
import type { MatchKeys } from "../domain/match-keys.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { CustomerFill } from "../ports/mirrored-customers.ts";
import type { PortalScope } from "./with-portal.ts";

type Seen = { at: Temporal.Instant; homeCountry: string };
type FillTableRow = {
  portal_id: string;
  connection_id: string;
  last_id: string | null;
  started_at: Temporal.Instant;
  filled_at: Temporal.Instant | null;
};

const MAX_VALUE = 500;
/** What more customers than this share tells nothing of one. */
const MOST_PER_KEY = 25;
const MOST_SIMILAR = 20;

/** Keeps the newest that we have seen of each customer, and its keys. */
export async function saveCustomers(
  scope: PortalScope,
  connectionId: string,
  customers: readonly ErpCustomer[],
  seen: Seen,
): Promise<void> {
  const { trx, portalId } = scope;
  if (customers.length === 0) return;
  const forgotten = await forgottenPeople(scope, connectionId);
  const { rows } = await trx.raw<{ rows: { record: ErpCustomer }[] }>(
    `insert into mirrored_customers as kept (portal_id, connection_id, customer_id, record, seen_at)
     select ?, ?, record ->> 'id', record, ?::timestamptz from jsonb_array_elements(?::jsonb) as record
     on conflict (portal_id, connection_id, customer_id) do update set seen_at = excluded.seen_at,
       record = case when ${versionIn("kept")} > ${versionIn("excluded")} then kept.record else excluded.record end
       where kept.seen_at <= excluded.seen_at
     returning record`,
    [portalId, connectionId, seen.at.toString(), JSON.stringify(customers.filter(({ id }) => !forgotten.has(id)))],
  );
  const kept = rows.map(({ record }) => record);
  const keys = kept.flatMap((customer) => keysOf(customer, seen.homeCountry));
  await trx("customer_keys")
    .where({ portal_id: portalId, connection_id: connectionId })
    .whereIn(
      "customer_id",
      kept.map(({ id }) => id),
    )
    .delete();
  await trx.raw(
    `insert into customer_keys (portal_id, connection_id, kind, value, customer_id)
     select ?, ?, kind, value, customer_id from jsonb_to_recordset(?::jsonb) as new (kind text, value text, customer_id text)
     on conflict do nothing`,
    [portalId, connectionId, JSON.stringify(keys)],
  );
}

/** QuickBooks counts a record's changes: a query that lags shows a count that is lower than what we have seen. */
const versionIn = (table: string) => `coalesce((${table}.record #>> '{details,version}')::bigint, -1)`;

/** The copies of these customers. */
export async function readCustomers(
  { trx, portalId }: PortalScope,
  connectionId: string,
  ids: string[],
): Promise<Map<string, ErpCustomer>> {
  const rows = await trx<{ portal_id: string; connection_id: string; customer_id: string; record: ErpCustomer }>("mirrored_customers")
    .where({ portal_id: String(portalId), connection_id: connectionId })
    .whereIn("customer_id", ids);
  return new Map(rows.map(({ customer_id, record }) => [customer_id, record]));
}

/** Customers of people who wished to be deleted: the books keep them, and we do not. */
async function forgottenPeople({ trx, portalId }: PortalScope, connectionId: string): Promise<ReadonlySet<string>> {
  const ids: string[] = await trx("forgotten_people")
    .join("links", (on) =>
      on.on("links.portal_id", "forgotten_people.portal_id").andOn("links.record_id", trx.raw("'contact:' || forgotten_people.contact_id")),
    )
    .where({ "forgotten_people.portal_id": portalId, "links.connection_id": connectionId, "links.record_type": "customer" })
    .pluck("links.external_id");
  return new Set(ids);
}

/** The customers exist as they were known. */
export async function customersStay(
  { trx, portalId }: PortalScope,
  connectionId: string,
  ids: string[],
  at: Temporal.Instant,
): Promise<void> {
  await trx("mirrored_customers")
    .where({ portal_id: portalId, connection_id: connectionId })
    .whereIn("customer_id", ids)
    .where("seen_at", "<", at.toString())
    .update({ seen_at: at.toString() });
}

/** The customer does not exist any more. */
export async function forgetCustomer({ trx, portalId }: PortalScope, connectionId: string, customerId: string): Promise<void> {
  await trx("mirrored_customers").where({ portal_id: portalId, connection_id: connectionId, customer_id: customerId }).delete();
}

/**
 * Customers that share a key, or have a similar name. Each is looked up by its id behind a limit, since a plain join is planned
 * for as many as a function may answer and reads all there are.
 */
export async function findCustomers({ trx, portalId }: PortalScope, connectionId: string, keys: MatchKeys): Promise<ErpCustomer[]> {
  const wanted = pairsOf(keys);
  const { rows } = await trx.raw<{ rows: { record: ErpCustomer }[] }>(
    `with found as (
       select key.customer_id from jsonb_to_recordset(?::jsonb) as wanted (kind text, value text)
       cross join lateral (
         select customer_id from customer_keys
         where portal_id = ? and connection_id = ? and kind = wanted.kind and value = wanted.value
         order by customer_id limit ?) as key
       union
       select alike.customer_id from unnest(?::text[]) as name cross join lateral similar_customers(?, name, ?) as alike)
     select kept.record from found cross join lateral (
       select record from mirrored_customers
       where portal_id = ? and connection_id = ? and customer_id = found.customer_id limit 1) as kept`,
    [
      JSON.stringify(wanted),
      portalId,
      connectionId,
      MOST_PER_KEY,
      wanted.filter(({ kind }) => kind === "name").map(({ value }) => value),
      connectionId,
      MOST_SIMILAR,
      portalId,
      connectionId,
    ],
  );
  return rows.map(({ record }) => record);
}

/** How far the reading of all customers has come; null when it was never begun. */
export async function readFill({ trx, portalId }: PortalScope, connectionId: string): Promise<CustomerFill | null> {
  const row = await trx<FillTableRow>("customer_fills")
    .where({ portal_id: String(portalId), connection_id: connectionId })
    .first();
  return row ? { lastId: row.last_id, startedAt: row.started_at, filledAt: row.filled_at } : null;
}

/** The reading of a company's customers begins, from the first. */
export async function startFill({ trx, portalId }: PortalScope, connectionId: string, at: Temporal.Instant): Promise<void> {
  const place = { last_id: null, started_at: at.toString() };
  await trx("customer_fills")
    .insert({ portal_id: portalId, connection_id: connectionId, ...place })
    .onConflict(["portal_id", "connection_id"])
    .merge(place);
}

/** It has come as far as this customer. */
export async function moveFill({ trx, portalId }: PortalScope, connectionId: string, lastId: string): Promise<void> {
  await trx("customer_fills").where({ portal_id: portalId, connection_id: connectionId }).update({ last_id: lastId });
}

/** It has come to its end: customers that it did not see are there no more. */
export async function endFill(
  { trx, portalId }: PortalScope,
  connectionId: string,
  fill: CustomerFill,
  at: Temporal.Instant,
): Promise<void> {
  const place = { portal_id: portalId, connection_id: connectionId };
  await trx("mirrored_customers").where(place).where("seen_at", "<", fill.startedAt.toString()).delete();
  await trx("customer_fills").where(place).update({ last_id: null, filled_at: at.toString() });
}

type Pair = { kind: "name" | "email" | "domain" | "phone" | "taxId" | "house"; value: string };

function keysOf(customer: ErpCustomer, homeCountry: string): (Pair & { customer_id: string })[] {
  return pairsOf(customerKeys(customer, homeCountry)).map((pair) => ({ ...pair, customer_id: customer.id }));
}

function pairsOf({ names, emails, domains, phones, taxId, house }: MatchKeys): Pair[] {
  const of = (kind: Pair["kind"], values: readonly (string | null)[]) =>
    [...new Set(values)]
      .filter((value) => value !== null && value !== "")
      .map((value) => ({ kind, value: (value ?? "").slice(0, MAX_VALUE) }));
  return [
    ...of(
      "name",
      names.map(({ base }) => base),
    ),
    ...of("email", emails),
    ...of("domain", domains),
    ...of("phone", phones),
    ...of("taxId", [taxId]),
    ...of("house", [house]),
  ];
}
