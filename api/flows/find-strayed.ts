import type { Needs } from "./needs.ts";
import { wasMissed } from "./sweep-deals.ts";

/**
 * Deals with an order that were edited, lost, reopened or deleted without HubSpot telling us are looked at again: the sweep
 * finds those alone that are won.
 */
export async function findStrayed(needs: Needs, { portalId }: { portalId: number }): Promise<{ deals: number; strayed: number }> {
  const links = await needs.store.inPortal(portalId, (tx) => tx.links.listOrders());
  const dealIds = links.map(({ recordId }) => recordId);
  const changes = await needs.crm(portalId).readChangeTimes(dealIds);
  return needs.store.inPortal(portalId, async (tx) => {
    let strayed = 0;
    for (const dealId of dealIds) {
      const [changedAt, row] = [changes.get(dealId), await tx.deals.read(dealId)];
      const unseen = changedAt ? wasMissed({ id: dealId, changedAt }, row) : row?.state !== "cancelled";
      if (!unseen) continue;
      strayed += 1;
      await tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause: "sweep" } }, { key: `${portalId}:${dealId}` });
    }
    return { deals: dealIds.length, strayed };
  });
}
