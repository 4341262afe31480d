import { ORDER_DELETED } from "./compare-with-push.ts";
import { orderKey } from "./ensure-order.ts";
import { mirrorWholeOrder } from "./mirror.ts";
import type { Needs } from "./needs.ts";
import { readStatus } from "./read-status.ts";

/** A pushed deal whose order is gone in the ERP waits for a person. */
export async function settleDeletedOrder(needs: Needs, portalId: number, dealId: string): Promise<void> {
  const { row, order } = await readStatus(needs, portalId, dealId);
  if (row?.state === "pushed" && order?.status === "deleted") {
    await needs.store.inPortal(portalId, (tx) => tx.deals.save(dealId, ORDER_DELETED));
  }
}

/** Reads a pushed deal's order, invoices and payments in the ERP again. */
export async function rereadOrder(needs: Needs, portalId: number, dealId: string): Promise<void> {
  const link = await needs.store.inPortal(portalId, async (tx) => {
    const row = await tx.deals.read(dealId);
    return row?.connectionId ? tx.links.find(orderKey(row.connectionId, dealId)) : null;
  });
  if (link) await mirrorWholeOrder(needs, { portalId, connectionId: link.connectionId }, link.externalId);
}
