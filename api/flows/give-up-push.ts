import { AppError } from "../domain/errors.ts";
import type { Finding } from "../domain/finding.ts";
import { OUR_FAULT } from "../domain/cause.ts";
import type { Job } from "../ports/queue.ts";
import type { DealRow } from "../ports/deals.ts";
import { answerWaitingPushes } from "./answer-waiting-pushes.ts";
import { buryIn } from "./bury.ts";
import { tell } from "./keep-records.ts";
import type { Needs } from "./needs.ts";

/** Refusals by which a switch of the company is not as we knew it: a feature, a field, a tax code, closed books (facts/quickbooks.md §4.2). */
const CONTRADICTS_PREFERENCES = new Set(["3000", "5030", "6000", "6100", "6160", "6170", "6200", "6210"]);

/** The last try began no longer ago: a change that is older was seen by it, and no sweep pushes the deal again. */
const LONGEST_TRY = { minutes: 2 };

/**
 * A push that cannot go on says so on the deal: what happened, who can mend it, since when. Nothing fails silently; but a
 * deal whose push had come to its end stays what it is, since only the telling of it, or a second look, has failed.
 */
export async function giveUpPush(needs: Needs, job: Extract<Job, { name: "push-deal" }>, error: unknown): Promise<void> {
  const { portalId, dealId } = job.data;
  const finding = findingOf(error, dealId);
  const now = needs.clock.now();
  await needs.store.inPortal(portalId, async (tx) => {
    await buryIn(tx, job, error, now);
    const row = await tx.deals.read(dealId);
    const hasEnded = row?.pushedAt && row.state !== "pushing";
    const lookedAt = now.subtract(LONGEST_TRY);
    if (!hasEnded) await tx.deals.save(dealId, { ...stopped(error, finding), failingSince: row?.failingSince ?? now, lookedAt });
    await answerWaitingPushes(tx, { push: job.data, lookedAt: now, now });
    if (!hasEnded && row?.connectionId && error instanceof AppError && CONTRADICTS_PREFERENCES.has(error.code))
      await tx.enqueue({ name: "read-company", data: { portalId, connectionId: row.connectionId } }, { key: row.connectionId });
    // In an outage thousands stop at once, and HubSpot takes a hundred with each call.
    await tell(tx, { deals: [dealId], companies: [] });
  });
  await needs.journal.note(portalId, { what: "push.failed", outcome: "failed", code: finding.code });
}

function stopped(error: unknown, finding: Finding): Partial<DealRow> {
  const kind = error instanceof AppError ? error.kind : null;
  const state = kind === "notConnected" ? "notConnected" : kind === "notReady" ? "needsReview" : "failed";
  return { state, message: finding.message, findings: [finding] };
}

function findingOf(error: unknown, dealId: string): Finding {
  const where = { object: "deal" as const, id: dealId };
  if (error instanceof AppError) return { code: error.code, level: "error", message: error.message, fixBy: error.fixBy ?? "admin", where };
  return {
    code: "internal",
    level: "error",
    message: OUR_FAULT,
    fixBy: "admin",
    where,
  };
}
