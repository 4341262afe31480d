import type { ErpInvoice, ErpOrder, ErpPayment } from "../ports/erp.ts";
import type { Mirrored } from "../ports/store.ts";
import { amountsFromJson, amountsToJson } from "./amount-json.ts";
import type { MirrorTableRow } from "./tables.ts";
import type { PortalScope } from "./with-portal.ts";

type Kind = "order" | "invoice" | "payment";
type ErpRecord = { id: string; customerId: string; lastUpdated: string };
type Seen<R> = { connectionId: string; record: R; seenAt: Temporal.Instant };

/** Keeps the newest order that we have seen; an older one changes nothing. */
export async function saveOrder(scope: PortalScope, seen: Seen<ErpOrder>): Promise<void> {
  await saveRecord(scope, "order", seen);
}

/** Keeps the newest invoice that we have seen, and which orders it bills. */
export async function saveInvoice(scope: PortalScope, seen: Seen<ErpInvoice>): Promise<void> {
  if (!(await saveRecord(scope, "invoice", seen))) return;
  const { connectionId, record } = seen;
  const invoice = { portal_id: scope.portalId, connection_id: connectionId, invoice_id: record.id };
  await scope.trx("mirrored_invoice_orders").where(invoice).delete();
  const rows = [...new Set(record.orderIds)].map((order_id) => ({ ...invoice, order_id }));
  if (rows.length > 0) await scope.trx("mirrored_invoice_orders").insert(rows);
}

/** Keeps the newest payment that we have seen, and which invoices it touches. */
export async function savePayment(scope: PortalScope, seen: Seen<ErpPayment>): Promise<void> {
  if (!(await saveRecord(scope, "payment", seen))) return;
  const { connectionId, record } = seen;
  const payment = { portal_id: scope.portalId, connection_id: connectionId, payment_id: record.id };
  await scope.trx("mirrored_payment_invoices").where(payment).delete();
  const rows = [...new Set(record.applied.map(({ invoiceId }) => invoiceId))].map((invoice_id) => ({ ...payment, invoice_id }));
  if (rows.length > 0) await scope.trx("mirrored_payment_invoices").insert(rows);
}

/** Notes that a document is gone, unless it was seen alive after that. */
export async function forgetRecord(
  { trx, portalId }: PortalScope,
  { connectionId, kind, id, seenAt }: { connectionId: string; kind: Kind; id: string; seenAt: Temporal.Instant },
): Promise<void> {
  await trx(`mirrored_${kind}s`)
    .where({ portal_id: portalId, connection_id: connectionId, [`${kind}_id`]: id })
    .where("seen_at", "<=", trx.raw("?::timestamptz", [seenAt.toString()]))
    .update({ gone_at: seenAt.toString() });
}

/** The order as last seen; one that is gone has the status `deleted`. */
export async function readOrder(scope: PortalScope, connectionId: string, id: string): Promise<Mirrored<ErpOrder> | null> {
  const row = await rowOf(scope, "order", connectionId, id);
  if (!row) return null;
  const order = mirroredFrom<ErpOrder>(row);
  return row.gone_at ? { record: { ...order.record, status: "deleted" }, seenAt: row.gone_at } : order;
}

/** The invoice as last seen; null when it is gone. */
export async function readInvoice(scope: PortalScope, connectionId: string, id: string): Promise<Mirrored<ErpInvoice> | null> {
  const row = await rowOf(scope, "invoice", connectionId, id);
  return row && !row.gone_at ? mirroredFrom(row) : null;
}

/** The payment as last seen; null when it is gone. */
export async function readPayment(scope: PortalScope, connectionId: string, id: string): Promise<Mirrored<ErpPayment> | null> {
  const row = await rowOf(scope, "payment", connectionId, id);
  return row && !row.gone_at ? mirroredFrom(row) : null;
}

/** The live invoices that bill an order, in the order of their ids. */
export async function invoicesOfOrder(
  { trx, portalId }: PortalScope,
  connectionId: string,
  orderId: string,
): Promise<Mirrored<ErpInvoice>[]> {
  const rows = await trx("mirrored_invoices as invoice")
    .join("mirrored_invoice_orders as billed", (on) =>
      on
        .on("billed.portal_id", "invoice.portal_id")
        .on("billed.connection_id", "invoice.connection_id")
        .on("billed.invoice_id", "invoice.invoice_id"),
    )
    .where({ "invoice.portal_id": portalId, "invoice.connection_id": connectionId, "billed.order_id": orderId })
    .whereNull("invoice.gone_at")
    .orderByRaw("length(invoice.invoice_id), invoice.invoice_id")
    .select<MirrorTableRow[]>("invoice.*");
  return rows.map((row) => mirroredFrom<ErpInvoice>(row));
}

/** The live payments that touch any of the invoices, each once, in the order of their ids. */
export async function paymentsOfInvoices(
  { trx, portalId }: PortalScope,
  connectionId: string,
  invoiceIds: string[],
): Promise<Mirrored<ErpPayment>[]> {
  const touching = trx("mirrored_payment_invoices")
    .where({ portal_id: portalId, connection_id: connectionId })
    .whereIn("invoice_id", invoiceIds)
    .select("payment_id");
  const rows = await trx("mirrored_payments as payment")
    .where({ "payment.portal_id": portalId, "payment.connection_id": connectionId })
    .whereIn("payment.payment_id", touching)
    .whereNull("payment.gone_at")
    .orderByRaw("length(payment.payment_id), payment.payment_id")
    .select<MirrorTableRow[]>("payment.*");
  return rows.map((row) => mirroredFrom<ErpPayment>(row));
}

/** True when the record was the newest: by the ERP's own time, then by when we read it, and read after it was gone. */
async function saveRecord({ trx, portalId }: PortalScope, kind: Kind, { connectionId, record, seenAt }: Seen<ErpRecord>): Promise<boolean> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `insert into mirrored_${kind}s as known (portal_id, connection_id, ${kind}_id, customer_id, record, last_updated, seen_at)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (portal_id, connection_id, ${kind}_id) do update set customer_id = excluded.customer_id, record = excluded.record,
       last_updated = excluded.last_updated, seen_at = excluded.seen_at, gone_at = null
     where (excluded.last_updated, excluded.seen_at) >= (known.last_updated, known.seen_at)
       and (known.gone_at is null or excluded.seen_at > known.gone_at)`,
    [portalId, connectionId, record.id, record.customerId, amountsToJson(record), record.lastUpdated, seenAt.toString()],
  );
  return rowCount === 1;
}

async function rowOf({ trx, portalId }: PortalScope, kind: Kind, connectionId: string, id: string): Promise<MirrorTableRow | null> {
  const row: MirrorTableRow | undefined = await trx(`mirrored_${kind}s`)
    .where({ portal_id: portalId, connection_id: connectionId, [`${kind}_id`]: id })
    .first();
  return row ?? null;
}

function mirroredFrom<R>(row: MirrorTableRow): Mirrored<R> {
  return { record: amountsFromJson<R>(row.record), seenAt: row.seen_at };
}
