import type { ErpPayment } from "../ports/erp.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

type Place = { portalId: number; connectionId: string };

/** Reads an order again into the mirror; answers the orders concerned. */
export async function mirrorOrder(needs: Needs, { portalId, connectionId }: Place, orderId: string): Promise<string[]> {
  const order = await needs.erp(portalId, connectionId).readOrder(orderId);
  const seenAt = needs.clock.now();
  await needs.store.inPortal(portalId, (tx) =>
    order ? tx.mirror.saveOrder(connectionId, order, seenAt) : tx.mirror.forget(connectionId, "order", orderId, seenAt),
  );
  return [orderId];
}

/**
 * Reads an invoice again, with every payment that touches it or did: without them a balance of zero would look written off.
 * Answers the orders that it belongs to, before and now.
 */
export async function mirrorInvoice(needs: Needs, { portalId, connectionId }: Place, invoiceId: string): Promise<string[]> {
  const erp = needs.erp(portalId, connectionId);
  const invoice = await erp.readInvoice(invoiceId);
  const known = await needs.store.inPortal(portalId, (tx) => tx.mirror.paymentsOfInvoices(connectionId, [invoiceId]));
  const payments = new Map<string, ErpPayment | null>();
  for (const id of unique([...(invoice?.paymentIds ?? []), ...known.map(({ record }) => record.id)]))
    payments.set(id, await erp.readPayment(id));

  const seenAt = needs.clock.now();
  return needs.store.inPortal(portalId, async (tx) => {
    for (const [id, payment] of payments) await keepPayment(tx, connectionId, id, payment, seenAt);
    const before = await tx.mirror.readInvoice(connectionId, invoiceId);
    if (invoice) await tx.mirror.saveInvoice(connectionId, invoice, seenAt);
    else await tx.mirror.forget(connectionId, "invoice", invoiceId, seenAt);
    return unique([...(before?.record.orderIds ?? []), ...(invoice?.orderIds ?? [])]);
  });
}

/** Reads a payment again, and every invoice that it touched before or touches now: their own events may never come (facts/quickbooks.md §6.3). */
export async function mirrorPayment(needs: Needs, place: Place, paymentId: string): Promise<string[]> {
  const { portalId, connectionId } = place;
  const payment = await needs.erp(portalId, connectionId).readPayment(paymentId);
  const invoiceIds = await needs.store.inPortal(portalId, async (tx) => {
    const before = await tx.mirror.readPayment(connectionId, paymentId);
    await keepPayment(tx, connectionId, paymentId, payment, needs.clock.now());
    return unique([...(before?.record.applied ?? []), ...(payment?.applied ?? [])].map(({ invoiceId }) => invoiceId));
  });
  const orderIds: string[] = [];
  for (const invoiceId of invoiceIds) orderIds.push(...(await mirrorInvoice(needs, place, invoiceId)));
  return unique(orderIds);
}

/** Reads an order with its invoices and their payments again: what a card's refresh does. */
export async function mirrorWholeOrder(needs: Needs, place: Place, orderId: string): Promise<void> {
  const { portalId, connectionId } = place;
  await mirrorOrder(needs, place, orderId);
  const invoiceIds = await needs.store.inPortal(portalId, async (tx) => {
    const order = await tx.mirror.readOrder(connectionId, orderId);
    const known = await tx.mirror.invoicesOfOrder(connectionId, orderId);
    return unique([...(order?.record.invoiceIds ?? []), ...known.map(({ record }) => record.id)]);
  });
  for (const invoiceId of invoiceIds) await mirrorInvoice(needs, place, invoiceId);
}

async function keepPayment(
  tx: PortalTx,
  connectionId: string,
  id: string,
  payment: ErpPayment | null,
  seenAt: Temporal.Instant,
): Promise<void> {
  if (payment) await tx.mirror.savePayment(connectionId, payment, seenAt);
  else await tx.mirror.forget(connectionId, "payment", id, seenAt);
}

const unique = (ids: string[]) => [...new Set(ids)];
