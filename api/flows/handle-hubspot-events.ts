import type { InboxEvent } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** HubSpot's webhooks are hints: each deal that one names is looked at once its changes have settled. Safe to repeat. */
export async function handleHubSpotEvents(needs: Needs, events: InboxEvent[]): Promise<void> {
  for (const [portalId, ofPortal] of Map.groupBy(events, (event) => event.portalId ?? 0)) {
    const portal = await needs.store.inSystem((tx) => tx.portals.find(portalId));
    if (portal?.state === "installed") await settleDeals(needs, portalId, ofPortal);
  }
}

async function settleDeals(needs: Needs, portalId: number, events: InboxEvent[]): Promise<void> {
  const deals = Map.groupBy(
    events.filter(({ type }) => type.startsWith("deal.")),
    ({ objectId }) => objectId,
  );
  await needs.store.inPortal(portalId, async (tx) => {
    const { settleSeconds } = await tx.settings.read();
    for (const dealId of deals.keys()) {
      await tx.deals.save(dealId, { changedAt: needs.clock.now() });
      await tx.enqueue(
        { name: "push-deal", data: { portalId, dealId, cause: "webhook" } },
        { key: `${portalId}:${dealId}`, startAfterSeconds: settleSeconds },
      );
    }
  });
}
