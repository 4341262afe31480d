import type { ErpInvoice, ErpOrder } from "../ports/erp-documents.ts";
import type { Hold, Holds, ListedHold } from "../ports/holds.ts";
import { amountsFromJson, type Json } from "./amount-json.ts";
import { pageOf, readCursor } from "./page-of.ts";
import type { PortalScope } from "./with-portal.ts";
import type { Person } from "../domain/person.ts";

type HoldTableRow = {
  portal_id: string;
  connection_id: string;
  order_id: string;
  hold_id: string;
  why: Hold["why"];
  invoice_ids: string[];
  since: Temporal.Instant;
  state: Hold["state"];
  answered_by: Person | null;
  answered_at: Temporal.Instant | null;
  reason: string | null;
};

/** With the deal of its order, whom that was sold to, and the documents from the mirror. */
type ListedHoldRow = HoldTableRow & { deal_id: string; company: string | null; order_record: Json; invoice_records: Json[] };

/** The orders of one portal that wait for an answer of finance, bound to its transaction; whenever that changes, the people who are to know are told. */
export function holdsOf(scope: PortalScope, alert: () => Promise<void>): Holds {
  const { trx, portalId } = scope;
  const all = () => trx<HoldTableRow>("holds").where({ portal_id: String(portalId) });
  return {
    async find(connection_id, order_id) {
      const row = await all().where({ connection_id, order_id }).first();
      return row ? holdFrom(row) : null;
    },
    async save({ connectionId, orderId }, { why, invoiceIds, state }, at) {
      const asked = { why, invoice_ids: invoiceIds, state, since: at.toString(), answered_by: null, answered_at: null, reason: null };
      await trx("holds")
        .insert({ portal_id: portalId, connection_id: connectionId, order_id: orderId, ...asked })
        .onConflict(["portal_id", "connection_id", "order_id"])
        .merge({ ...asked, hold_id: trx.raw("excluded.hold_id") });
      await alert();
    },
    async read(hold_id) {
      return (await listed(scope, "hold_id = ?", [hold_id]))[0] ?? null;
    },
    async answer(hold_id, { answer, by, at, reason }) {
      const answered = await all()
        .where({ hold_id, state: "open" })
        .update({ state: answer, answered_by: JSON.stringify(by), answered_at: at.toString(), reason } as never);
      await alert();
      return answered === 0 ? null : ((await listed(scope, "hold_id = ?", [hold_id]))[0] ?? null);
    },
    async list({ answered, after, limit }) {
      const asked = answered ? "holds.state not in ('open', 'healed')" : "holds.state = 'open'";
      const past = after === null ? [] : readCursor(after);
      const beyond = after === null ? "" : "and (since, hold_id) > (?::timestamptz, ?)";
      const rows = await listed(scope, `${asked} ${beyond} order by since, hold_id limit ?`, [...past, limit + 1]);
      const page = pageOf(rows, limit, ({ since, holdId }) => ({ at: since, id: holdId }));
      return { holds: page.rows, cursor: page.cursor };
    },
  };
}

async function listed({ trx, portalId }: PortalScope, narrowed: string, values: readonly (string | number)[]): Promise<ListedHold[]> {
  const { rows } = await trx.raw<{ rows: ListedHoldRow[] }>(
    `select holds.*, links.record_id as deal_id, deals.frozen_sale -> 'buyer' ->> 'name' as company, orders.record as order_record,
       (select coalesce(jsonb_agg(record order by length(invoice_id), invoice_id), '[]') from mirrored_invoices as invoices
         where invoices.portal_id = holds.portal_id and invoices.connection_id = holds.connection_id
           and invoices.invoice_id = any(holds.invoice_ids) and invoices.gone_at is null) as invoice_records
     from holds
     join links on links.portal_id = holds.portal_id and links.connection_id = holds.connection_id
       and links.record_type = 'order' and links.external_id = holds.order_id
     join mirrored_orders as orders on orders.portal_id = holds.portal_id and orders.connection_id = holds.connection_id
       and orders.order_id = holds.order_id and orders.record is not null
     left join deals on deals.portal_id = links.portal_id and deals.deal_id = links.record_id
     where holds.portal_id = ? and ${narrowed}`,
    [portalId, ...values],
  );
  return rows.map(listedFrom);
}

function holdFrom(row: HoldTableRow): Hold {
  return {
    holdId: row.hold_id,
    connectionId: row.connection_id,
    orderId: row.order_id,
    why: row.why,
    invoiceIds: row.invoice_ids,
    state: row.state,
    since: row.since,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    reason: row.reason,
  };
}

const listedFrom = (row: ListedHoldRow): ListedHold => ({
  ...holdFrom(row),
  dealId: row.deal_id,
  company: row.company,
  order: amountsFromJson<ErpOrder>(row.order_record),
  invoices: row.invoice_records.map((record) => amountsFromJson<ErpInvoice>(record)),
});
