import type { DealView } from "../domain/deal-view.ts";
import type { Person } from "../domain/person.ts";
import type { Role } from "../domain/settings.ts";
import { refuseOthersDeals } from "./may-push-deal.ts";
import type { Needs } from "./needs.ts";
import { queueAskedPush } from "./queue-push.ts";
import { viewDeal } from "./view-deal.ts";

type Press = { portalId: number; dealId: string; by: Person; role: Role; idempotencyKey: string };

/** How long a press waits for its outcome before it is answered `pushing` (DESIGN §5). */
const WAIT_MS = 8_000;
const POLL_MS = 150;

/** A person pressed Push: queued, waited for a few seconds, and answered with where the deal stands then. The same press again adds nothing. Throws forbidden for a deal of others where the portal keeps its pushers to their own. */
export async function requestPush(needs: Needs, press: Press): Promise<DealView> {
  await refuseOthersDeals(needs, { ...press, userId: press.by.userId }, press.dealId);
  await queuePress(needs, press);
  await waitForOutcome(needs, press);
  return viewDeal(needs, { ...press, userId: press.by.userId, refresh: false });
}

async function queuePress({ store, journal }: Needs, { portalId, dealId, by, idempotencyKey }: Press): Promise<void> {
  const isNew = await store.inPortal(portalId, async (tx) => {
    if ((await tx.deals.read(dealId))?.pushKey === idempotencyKey) return false;
    const requested = { requestedBy: `user:${by.userId}`, requestedEmail: by.email };
    await tx.deals.save(dealId, { state: "pushing", message: null, ...requested, pushKey: idempotencyKey });
    await queueAskedPush(tx, dealId, "button");
    return true;
  });
  if (isNew) await journal.note(portalId, { what: "push.requested", outcome: "ok" });
}

/** Waits at most some seconds for a queued push to come to its outcome. */
export async function waitForOutcome({ store, clock }: Needs, { portalId, dealId }: Pick<Press, "portalId" | "dealId">): Promise<void> {
  const deadline = clock.now().add({ milliseconds: WAIT_MS });
  while (Temporal.Instant.compare(clock.now(), deadline) < 0) {
    const row = await store.inPortal(portalId, (tx) => tx.deals.read(dealId));
    if (row?.state !== "pushing") return;
    await clock.sleep(POLL_MS);
  }
}
