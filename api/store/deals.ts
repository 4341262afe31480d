import type { UnmappedDeal } from "../domain/unmapped.ts";
import type { DealRow } from "../ports/deals.ts";
import type { PortalScope } from "./with-portal.ts";
import type { Finding } from "../domain/finding.ts";

/** A row of `deals` as PostgreSQL gives it. */
export type DealTableRow = {
  portal_id: string;
  deal_id: string;
  connection_id: string | null;
  state: DealRow["state"];
  message: string | null;
  findings: Finding[];
  frozen_sale: unknown;
  kept_changes: string | null;
  requested_by: string | null;
  requested_email: string | null;
  push_key: string | null;
  changed_at: Temporal.Instant | null;
  looked_at: Temporal.Instant | null;
  net_minor: string | null;
  net_currency: string | null;
  chosen: DealRow["chosen"];
  pushed_at: Temporal.Instant | null;
  failing_since: Temporal.Instant | null;
  unmapped: UnmappedDeal | null;
  shown: DealRow["shown"];
  gone: boolean;
};

type DealChanges = Partial<Omit<DealRow, "dealId">>;

/** What we know of a deal; null when it was never looked at. */
export async function readDeal({ trx, portalId }: PortalScope, dealId: string): Promise<DealRow | null> {
  const row = await trx<DealTableRow>("deals")
    .where({ portal_id: String(portalId), deal_id: dealId })
    .first();
  return row ? dealFrom(row) : null;
}

/** Inserts the deal or updates the given columns; the others keep what they have. */
export async function saveDeal({ trx, portalId }: PortalScope, dealId: string, changes: DealChanges): Promise<void> {
  const columns = columnsFrom(changes);
  await trx("deals")
    .insert({ portal_id: portalId, deal_id: dealId, ...columns })
    .onConflict(["portal_id", "deal_id"])
    .merge({ ...columns, updated_at: trx.fn.now() });
}

/** The companies that those of these deals which have one are worked with. */
export async function connectionsOfDeals({ trx, portalId }: PortalScope, dealIds: string[]): Promise<Map<string, string>> {
  const rows = await trx<DealTableRow>("deals")
    .where("portal_id", String(portalId))
    .whereRaw("deal_id = any(?::text[])", [dealIds])
    .select("deal_id", "connection_id");
  return new Map(rows.flatMap(({ deal_id, connection_id }) => (connection_id === null ? [] : [[deal_id, connection_id]])));
}

/** Deals whose push waits for a connection, or was cut short when the account left: that of another run is looked at once more. */
export async function dealsWaitingForConnection({ trx, portalId }: PortalScope): Promise<string[]> {
  const rows = await trx<DealTableRow>("deals")
    .where("portal_id", String(portalId))
    .whereIn("state", ["notConnected", "pushing"])
    .orderBy("deal_id")
    .select("deal_id");
  return rows.map((row) => row.deal_id);
}

/** Deals not pushed yet that have a finding with any of these codes. */
export async function dealsWithFinding({ trx, portalId }: PortalScope, codes: readonly string[]): Promise<string[]> {
  const rows = await trx<DealTableRow>("deals")
    .where("portal_id", portalId)
    .whereNull("pushed_at")
    .whereRaw("jsonb_path_query_array(findings, '$[*].code') \\?| ?::text[]", [[...codes]])
    .orderBy("deal_id")
    .select("deal_id");
  return rows.map((row) => row.deal_id);
}

/** Deals not pushed yet that wait for products to be mapped. */
export async function unmappedDeals({ trx, portalId }: PortalScope): Promise<(UnmappedDeal & { dealId: string })[]> {
  const rows = await trx<DealTableRow>("deals")
    .where("portal_id", portalId)
    .whereNull("pushed_at")
    .whereNotNull("unmapped")
    .whereRaw("findings @> ?::jsonb", [JSON.stringify([{ code: "productUnmapped" }])])
    .orderBy("deal_id")
    .select("deal_id", "unmapped");
  return rows.flatMap(({ deal_id, unmapped }) => (unmapped ? [{ ...unmapped, dealId: deal_id }] : []));
}

function columnsFrom(changes: DealChanges): Record<string, unknown> {
  const columns: Record<string, unknown> = {
    connection_id: changes.connectionId,
    state: changes.state,
    message: changes.message,
    findings: json(changes.findings),
    frozen_sale: json(changes.frozenSale),
    kept_changes: changes.keptChanges,
    requested_by: changes.requestedBy,
    requested_email: changes.requestedEmail,
    push_key: changes.pushKey,
    changed_at: instant(changes.changedAt),
    looked_at: instant(changes.lookedAt),
    net_minor: changes.worth && String(changes.worth.amount),
    net_currency: changes.worth && changes.worth.currency,
    chosen: json(changes.chosen),
    pushed_at: instant(changes.pushedAt),
    failing_since: instant(changes.failingSince),
    unmapped: json(changes.unmapped),
    shown: json(changes.shown),
    gone: changes.gone,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

const json = (value: unknown) => (value === undefined || value === null ? value : JSON.stringify(value));
const instant = (value: Temporal.Instant | null | undefined) => value?.toString() ?? value;

function dealFrom(row: DealTableRow): DealRow {
  return {
    dealId: row.deal_id,
    connectionId: row.connection_id,
    state: row.state,
    message: row.message,
    findings: row.findings,
    frozenSale: row.frozen_sale,
    keptChanges: row.kept_changes,
    requestedBy: row.requested_by,
    requestedEmail: row.requested_email,
    pushKey: row.push_key,
    changedAt: row.changed_at,
    lookedAt: row.looked_at,
    worth: row.net_minor === null || row.net_currency === null ? null : { amount: BigInt(row.net_minor), currency: row.net_currency },
    chosen: row.chosen,
    pushedAt: row.pushed_at,
    failingSince: row.failing_since,
    unmapped: row.unmapped,
    shown: row.shown,
    gone: row.gone,
  };
}
