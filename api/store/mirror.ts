import type { ErpInvoice, ErpPayment } from "../ports/erp-documents.ts";
import { MIRROR_KINDS, type MirrorChange, type MirrorKind, type MirrorRecord, type MirrorTx } from "../ports/mirror.ts";
import { amountsFromJson, amountsToJson, type Json } from "./amount-json.ts";
import { mirrorQueries, mirroredFrom } from "./mirror-queries.ts";
import { MIRROR_TABLES, type MirrorTableRow } from "./mirror-tables.ts";
import type { PortalScope } from "./with-portal.ts";

/** The mirror of one portal, bound to its transaction. */
export function mirrorTx(scope: PortalScope): MirrorTx {
  return {
    async save(connectionId, records, seenAt) {
      await lockMirror(scope, connectionId);
      const changes: MirrorChange[] = [];
      for (const kind of MIRROR_KINDS) {
        const ofKind = records.filter((record) => record.kind === kind);
        if (ofKind.length > 0) changes.push(...(await saveKind(scope, { connectionId, kind, records: ofKind, seenAt })));
      }
      return changes;
    },
    async forget(connectionId, kind, ids, seenAt) {
      await lockMirror(scope, connectionId);
      return forget(scope, { connectionId, kind, ids, seenAt });
    },
    async read(connectionId, kind, id) {
      const row = await rowOf(scope, connectionId, kind, id);
      return row?.record && !row.gone_at ? mirroredFrom({ ...row, record: row.record }) : null;
    },
    seenAt: async (connectionId, kind, id) => (await rowOf(scope, connectionId, kind, id))?.seen_at ?? null,
    ...mirrorQueries(scope, (connectionId, id) => rowOf(scope, connectionId, "order", id)),
  };
}

/**
 * One transaction at a time writes the mirror of a company. What a look brings is of several kinds, saved and forgotten, and
 * two looks have it in different orders; so none takes rows before it has the whole. Held until the transaction ends.
 */
async function lockMirror({ trx, portalId }: PortalScope, connectionId: string): Promise<void> {
  await trx.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`mirror:${portalId}:${connectionId}`]);
}

type Saving = { connectionId: string; kind: MirrorKind; records: MirrorRecord[]; seenAt: Temporal.Instant };

/**
 * One statement for all: a record is kept when it is the newest by the ERP's own time and count, then by when its read began,
 * and when it was read after it was gone.
 */
async function saveKind({ trx, portalId }: PortalScope, { connectionId, kind, records, seenAt }: Saving): Promise<MirrorChange[]> {
  const { table, id, hasCustomer } = MIRROR_TABLES[kind];
  const customer = hasCustomer ? "customer_id, " : "";
  const given = [...new Map(records.map(({ record }) => [record.id, rowFor(record)])).values()];
  const { rows } = await trx.raw<{ rows: { id: string; before: Json | null; revived: boolean; after: Json }[] }>(
    `with given as (
       select * from jsonb_to_recordset(?::jsonb) as row (id text, customer_id text, record jsonb, last_updated timestamptz, version integer)
     ), before as (
       select known.${id} as id, known.record, known.gone_at from ${table} known join given on given.id = known.${id}
       where known.portal_id = ? and known.connection_id = ?
     ), saved as (
       insert into ${table} as known (portal_id, connection_id, ${id}, ${customer}record, last_updated, version, seen_at)
       select ?, ?, id, ${customer}record, last_updated, version, ? from given
       on conflict (portal_id, connection_id, ${id}) do update set ${hasCustomer ? "customer_id = excluded.customer_id, " : ""}record = excluded.record,
         last_updated = excluded.last_updated, version = excluded.version, seen_at = excluded.seen_at, gone_at = null
       where (known.record is null or (excluded.last_updated, excluded.version, excluded.seen_at) >= (known.last_updated, known.version, known.seen_at))
         and (known.gone_at is null or excluded.seen_at > known.gone_at)
       returning known.${id} as id
     )
     select id, before.record as before, before.gone_at is not null as revived, given.record as after
     from saved join given using (id) left join before using (id)
     where before.id is null or before.gone_at is not null or before.record <> given.record`,
    [amountsToJson(given), portalId, connectionId, portalId, connectionId, seenAt.toString()],
  );
  const changes = rows.map(({ id, before, revived, after }) => ({
    kind,
    id,
    before: revived ? null : amountsFromJson<MirrorRecord["record"] | null>(before),
    after: amountsFromJson<MirrorRecord["record"]>(after),
  }));
  await saveReferences({ trx, portalId }, connectionId, changes);
  return changes;
}

function rowFor(record: MirrorRecord["record"]): object {
  const customer_id = "customerId" in record ? record.customerId : null;
  return { id: record.id, customer_id, record, last_updated: record.lastUpdated, version: record.version };
}

/** Which orders an invoice bills and which invoices a payment touches, as rows that can be asked for. */
async function saveReferences(
  { trx, portalId }: Pick<PortalScope, "trx" | "portalId">,
  connectionId: string,
  changes: MirrorChange[],
): Promise<void> {
  const place = { portal_id: portalId, connection_id: connectionId };
  const replace = async (table: string, column: string, ids: string[], rows: object[]) => {
    if (ids.length > 0) await trx(table).where(place).whereIn(column, ids).delete();
    for (let at = 0; at < rows.length; at += 5_000) await trx(table).insert(rows.slice(at, at + 5_000));
  };
  const invoices = changes.filter(({ kind }) => kind === "invoice");
  const billed = invoices.flatMap(({ id, after }) =>
    [...new Set((after as ErpInvoice).orderIds)].map((order_id) => ({ ...place, invoice_id: id, order_id })),
  );
  await replace("mirrored_invoice_orders", "invoice_id", idsOf(invoices), billed);
  const payments = changes.filter(({ kind }) => kind === "payment");
  const touched = payments.flatMap(({ id, after }) =>
    [...new Set((after as ErpPayment).applied.map(({ invoiceId }) => invoiceId))].map((invoice_id) => ({
      ...place,
      payment_id: id,
      invoice_id,
    })),
  );
  await replace("mirrored_payment_invoices", "payment_id", idsOf(payments), touched);
}

const idsOf = (changes: MirrorChange[]) => changes.map(({ id }) => id);

type Forgetting = { connectionId: string; kind: MirrorKind; ids: string[]; seenAt: Temporal.Instant };

/** An id that was never seen alive is kept too: a read that began before may still bring it. */
async function forget({ trx, portalId }: PortalScope, { connectionId, kind, ids, seenAt }: Forgetting): Promise<MirrorChange[]> {
  const { table, id } = MIRROR_TABLES[kind];
  const { rows } = await trx.raw<{ rows: { id: string; record: Json | null }[] }>(
    `insert into ${table} as known (portal_id, connection_id, ${id}, record, last_updated, version, seen_at, gone_at)
     select distinct ?::bigint, ?, gone, null::jsonb, null::timestamptz, null::integer, ?::timestamptz, ?::timestamptz from unnest(?::text[]) as gone
     on conflict (portal_id, connection_id, ${id}) do update set gone_at = excluded.gone_at
       where known.gone_at is null and known.seen_at <= excluded.seen_at
     returning known.${id} as id, known.record`,
    [portalId, connectionId, seenAt.toString(), seenAt.toString(), ids],
  );
  return rows.flatMap((row) => (row.record === null ? [] : [{ kind, id: row.id, before: amountsFromJson(row.record), after: null }]));
}

async function rowOf(
  { trx, portalId }: PortalScope,
  connectionId: string,
  kind: MirrorKind,
  externalId: string,
): Promise<MirrorTableRow | null> {
  const { table, id } = MIRROR_TABLES[kind];
  const row: MirrorTableRow | undefined = await trx(table)
    .where({ portal_id: portalId, connection_id: connectionId, [id]: externalId })
    .first();
  return row ?? null;
}
