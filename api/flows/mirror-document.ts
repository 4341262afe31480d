import type { Job } from "../ports/queue.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { mirrorInvoice, mirrorOrder, mirrorPayment } from "./mirror.ts";

type Subject = Extract<Job, { name: "mirror-document" }>["data"];

/** A document changed in the ERP: it is read again, kept in the mirror, and every deal that it touches is shown anew. */
export async function mirrorDocument(needs: Needs, { portalId, connectionId, kind, externalId }: Subject): Promise<void> {
  const place = { portalId, connectionId };
  const orderIds = await {
    order: () => mirrorOrder(needs, place, externalId),
    invoice: () => mirrorInvoice(needs, place, externalId),
    payment: () => mirrorPayment(needs, place, externalId),
  }[kind]();
  await needs.store.inPortal(portalId, async (tx) => {
    for (const dealId of await dealsOfOrders(tx, connectionId, orderIds)) {
      await tx.enqueue({ name: "refresh-deal", data: { portalId, dealId, reread: false } }, { key: `${portalId}:${dealId}` });
    }
  });
}

async function dealsOfOrders(tx: PortalTx, connectionId: string, orderIds: string[]): Promise<Set<string>> {
  const deals = new Set<string>();
  for (const orderId of orderIds) {
    const link = await tx.links.findByExternal(connectionId, "order", orderId);
    if (link) deals.add(link.recordId);
  }
  return deals;
}
