import type { ErpInvoice, ErpOrder, ErpPayment } from "../ports/erp-documents.ts";
import { MIRROR_KINDS, type Mirrored, type MirrorKind, type MirrorTx, type RecordOf } from "../ports/mirror.ts";
import { amountsFromJson, type Json } from "./amount-json.ts";
import { MIRROR_TABLES, type MirrorTableRow } from "./mirror-tables.ts";
import type { PortalScope } from "./with-portal.ts";

type Queries = Omit<MirrorTx, "save" | "forget" | "read" | "seenAt">;
type OrderRow = (connectionId: string, id: string) => Promise<MirrorTableRow | null>;

/** What is asked of the mirror; lists come in the order of their ids. */
export function mirrorQueries(scope: PortalScope, orderRow: OrderRow): Queries {
  const { trx, portalId } = scope;
  const placed = (connectionId: string) => ({ portal_id: portalId, connection_id: connectionId });
  return {
    async readOrder(connectionId, orderId) {
      const row = await orderRow(connectionId, orderId);
      if (!row?.record) return null;
      const order = mirroredFrom<ErpOrder>({ ...row, record: row.record });
      return row.gone_at ? { record: { ...order.record, status: "deleted" }, seenAt: row.gone_at } : order;
    },
    async invoicesOfOrder(connectionId, orderId) {
      const billed = trx("mirrored_invoice_orders")
        .where({ ...placed(connectionId), order_id: orderId })
        .select("invoice_id");
      return live<ErpInvoice>(scope, connectionId, "invoice", (rows) => rows.whereIn("invoice_id", billed));
    },
    async paymentsOfInvoices(connectionId, invoiceIds) {
      const touching = trx("mirrored_payment_invoices").where(placed(connectionId)).whereIn("invoice_id", invoiceIds).select("payment_id");
      return live<ErpPayment>(scope, connectionId, "payment", (rows) => rows.whereIn("payment_id", touching));
    },
    async accountOf(connectionId, customerIds) {
      const theirs = <R>(kind: MirrorKind) => live<R>(scope, connectionId, kind, (rows) => rows.whereIn("customer_id", customerIds));
      const invoiceIds = trx("mirrored_invoices").where(placed(connectionId)).whereIn("customer_id", customerIds).select("invoice_id");
      const touching = trx("mirrored_payment_invoices").where(placed(connectionId)).whereIn("invoice_id", invoiceIds).select("payment_id");
      const payments = await live<ErpPayment>(scope, connectionId, "payment", (rows) =>
        rows.where((either) => void either.whereIn("customer_id", customerIds).orWhereIn("payment_id", touching)),
      );
      return { invoices: await theirs("invoice"), payments, creditMemos: await theirs("creditMemo") };
    },
    async partiesOf(connectionId, invoiceIds) {
      if (invoiceIds.length === 0) return { orderIds: [], customerIds: [] };
      const named = (table: string) => trx(table).where(placed(connectionId)).whereIn("invoice_id", invoiceIds).distinct();
      const orderIds = await named("mirrored_invoice_orders").pluck<string[]>("order_id");
      return { orderIds, customerIds: await named("mirrored_invoices").whereNotNull("customer_id").pluck<string[]>("customer_id") };
    },
    async notSeenSince(connectionId, kind, since, limit) {
      const { table, id } = MIRROR_TABLES[kind];
      return trx(table)
        .where(placed(connectionId))
        .whereNull("gone_at")
        .where("seen_at", "<", trx.raw("?::timestamptz", [since.toString()]))
        .orderBy(id)
        .limit(limit)
        .pluck(id);
    },
    async items(connectionId) {
      const items = await live<RecordOf<"item">>(scope, connectionId, "item", (rows) => rows);
      return items.map(({ record }) => record);
    },
    async connectionsOfInvoice(invoiceId) {
      return trx("mirrored_invoices")
        .where({ portal_id: portalId, invoice_id: invoiceId })
        .whereNotNull("record")
        .orderBy("connection_id")
        .pluck("connection_id");
    },
    async documentsOf(connectionId, customerId, limit) {
      const found: { kind: MirrorKind; id: string }[] = [];
      for (const kind of MIRROR_KINDS.filter((each) => MIRROR_TABLES[each].hasCustomer)) {
        const { table, id } = MIRROR_TABLES[kind];
        const ids: string[] = await trx(table)
          .where({ ...placed(connectionId), customer_id: customerId })
          .whereNull("gone_at")
          .orderBy(id)
          .limit(limit - found.length)
          .pluck(id);
        found.push(...ids.map((each) => ({ kind, id: each })));
      }
      return found;
    },
    async saveMove(connectionId, from_id, to_id) {
      await trx("moved_customers")
        .insert({ ...placed(connectionId), from_id, to_id })
        .onConflict(["portal_id", "connection_id", "from_id"])
        .merge();
    },
    async movedTo(connectionId, from_id) {
      const row: { to_id: string } | undefined = await trx("moved_customers")
        .where({ ...placed(connectionId), from_id })
        .first();
      return row?.to_id ?? null;
    },
  };
}

type Rows = ReturnType<PortalScope["trx"]>;

async function live<R>(
  { trx, portalId }: PortalScope,
  connectionId: string,
  kind: MirrorKind,
  narrowed: (rows: Rows) => Rows,
): Promise<Mirrored<R>[]> {
  const { table, id } = MIRROR_TABLES[kind];
  const rows: SeenRow[] = await narrowed(trx(table).where({ portal_id: portalId, connection_id: connectionId }))
    .whereNull("gone_at")
    .orderByRaw(`length(${id}), ${id}`);
  return rows.map((row) => mirroredFrom<R>(row));
}

/** A row of what was seen alive at least once. */
type SeenRow = MirrorTableRow & { record: Json };

/** The record of a row, with when it was seen. */
export function mirroredFrom<R>(row: SeenRow): Mirrored<R> {
  return { record: amountsFromJson<R>(row.record), seenAt: row.seen_at };
}
