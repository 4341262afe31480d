import type { WonDeal } from "../ports/crm.ts";
import type { DealRow } from "../ports/deals.ts";
import type { Needs } from "./needs.ts";
import { queuePush } from "./queue-push.ts";

/** Before the first sweep, deals changed so recently are looked at. */
const FIRST_SWEEP = { hours: 24 * 7 };
/** HubSpot's search lags, and its clock is not ours. */
const OVERLAP = { minutes: 30 };
/** A look that was this much later than the change has surely seen it. */
const CLOCK_SKEW = { minutes: 1 };

/** That a push failed is told on the deal itself, which changes it. It waits for people, so a sweep may take longer to see theirs. */
const TELLING = { minutes: 5 };

type Subject = { portalId: number; lastRunAt: Temporal.Instant | null };

/** Finds won deals whose webhooks were lost, and has each looked at once it has settled (RULES §4). */
export async function sweepDeals(needs: Needs, { portalId, lastRunAt }: Subject): Promise<{ found: number; missed: number }> {
  const since = lastRunAt?.subtract(OVERLAP) ?? needs.clock.now().subtract(FIRST_SWEEP);
  const { readyStages, settleSeconds } = await needs.store.inPortal(portalId, (tx) => tx.settings.read());
  const won = await needs.crm(portalId).findWonDeals({ since, readyStages: readyStages ?? [] });
  const missed = await needs.store.inPortal(portalId, async (tx) => {
    const unseen: WonDeal[] = [];
    for (const deal of won) if (wasMissed(deal, await tx.deals.read(deal.id))) unseen.push(deal);
    for (const { id: dealId, changedAt } of unseen) {
      const settledSeconds = needs.clock.now().since(changedAt).total("seconds");
      // Known from now on, so that it waits for a connection if there is none.
      await tx.deals.save(dealId, {});
      await queuePush(tx, dealId, "sweep", Math.max(0, Math.ceil(settleSeconds - settledSeconds)));
    }
    return unseen.length;
  });
  return { found: won.length, missed };
}

/** Nobody has looked at the deal since it was changed. */
export function wasMissed({ changedAt }: WonDeal, row: DealRow | null): boolean {
  if (!row?.lookedAt) return true;
  const seenUntil = row.state === "failed" ? row.lookedAt.add(TELLING) : row.lookedAt.subtract(CLOCK_SKEW);
  return Temporal.Instant.compare(seenUntil, changedAt) < 0;
}
