import type { Needs } from "./needs.ts";
import { queuePush } from "./queue-push.ts";

/** These deals changed just now: each is looked at once it has been left alone for `settleSeconds` (RULES §4). */
export async function settleDeals({ store, clock }: Needs, portalId: number, dealIds: Iterable<string>): Promise<void> {
  await store.inPortal(portalId, async (tx) => {
    const { settleSeconds } = await tx.settings.read();
    for (const dealId of dealIds) {
      await tx.deals.save(dealId, { changedAt: clock.now() });
      await queuePush(tx, dealId, "webhook", settleSeconds);
    }
  });
}
