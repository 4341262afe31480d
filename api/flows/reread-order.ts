import { orderKey } from "./ensure-order.ts";
import { mirrorWholeOrder } from "./mirror.ts";
import type { Needs } from "./needs.ts";

/** Reads a pushed deal's order, invoices and payments in the ERP again. */
export async function rereadOrder(needs: Needs, portalId: number, dealId: string): Promise<void> {
  const link = await needs.store.inPortal(portalId, async (tx) => {
    const row = await tx.deals.read(dealId);
    return row?.connectionId ? tx.links.find(orderKey(row.connectionId, dealId)) : null;
  });
  if (link) await mirrorWholeOrder(needs, { portalId, connectionId: link.connectionId }, link.externalId);
}
