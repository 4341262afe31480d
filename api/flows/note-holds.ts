import { nextHold, type OrderStanding } from "../domain/hold.ts";
import type { ErpInvoice } from "../ports/erp-documents.ts";
import type { MirrorChange } from "../ports/mirror.ts";
import type { Link } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";

/**
 * Orders of ours that were rejected, closed or invoiced are put before finance. Tieout makes no invoice and never changes an order,
 * so whatever became of one was done by somebody else.
 */
export async function noteHolds(tx: PortalTx, connectionId: string, changes: MirrorChange[], at: Temporal.Instant): Promise<void> {
  const orderIds = [...new Set(changes.flatMap(orderIdsOf))];
  for (const link of await tx.links.ofExternals(connectionId, "order", orderIds)) await noteHold(tx, link, at);
}

/** An invoice concerns the orders that it bills now, and those that it billed before. */
function orderIdsOf({ kind, id, before, after }: MirrorChange): string[] {
  if (kind === "order") return [id];
  return kind === "invoice" ? [before, after].flatMap((invoice) => (invoice as ErpInvoice | null)?.orderIds ?? []) : [];
}

async function noteHold(tx: PortalTx, { connectionId, externalId: orderId }: Link, at: Temporal.Instant): Promise<void> {
  const next = nextHold(await tx.holds.find(connectionId, orderId), await standingNow(tx, connectionId, orderId));
  if (next) await tx.holds.save({ connectionId, orderId }, next, at);
}

async function standingNow(tx: PortalTx, connectionId: string, orderId: string): Promise<OrderStanding> {
  const order = (await tx.mirror.readOrder(connectionId, orderId))?.record;
  if (!order || order.status === "deleted") return null;
  const billed = (await tx.mirror.invoicesOfOrder(connectionId, orderId)).map(({ record }) => record);
  const known = new Set(billed.map(({ id }) => id));
  const unread: string[] = [];
  for (const id of order.invoiceIds.filter((each) => !known.has(each)))
    if ((await tx.mirror.seenAt(connectionId, "invoice", id)) === null) unread.push(id);
  const counting = billed.filter(({ voided }) => !voided).map(({ id }) => id);
  return { status: order.status, linked: order.invoiceIds.length + billed.length > 0, invoiceIds: [...counting, ...unread] };
}
