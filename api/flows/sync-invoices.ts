import type { Needs } from "./needs.ts";

/** Has order, invoices and payments of every pushed deal read again; answers how many deals that will be. */
export function syncInvoices({ store }: Needs, portalId: number): Promise<number> {
  return store.inPortal(portalId, async (tx) => {
    const orders = await tx.links.listOrders();
    for (const { recordId: dealId } of orders) {
      await tx.enqueue({ name: "refresh-deal", data: { portalId, dealId, reread: true } }, { key: `${portalId}:${dealId}:reread` });
    }
    return orders.length;
  });
}
