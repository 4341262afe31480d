import { resultOfState, resultOutputs, type ActionOutputs } from "../domain/workflow-action.ts";
import type { PortalTx } from "../ports/store.ts";
import { freezeAnswer } from "./answer-workflow-run.ts";
import { statusOf, type DealStatus } from "./read-status.ts";
import { dealOutputs } from "./status-outputs.ts";
import type { Push } from "./push-deal.ts";

type Outcome = { push: Push; lookedAt: Temporal.Instant; now: Temporal.Instant };

/**
 * A push has come to its outcome: the workflow runs that wait for it are answered, in the transaction that saves it. An order
 * answers all of them; anything else only those that this push was for, as each has a push of its own.
 */
export async function answerWaitingPushes(tx: PortalTx, { push, lookedAt, now }: Outcome): Promise<void> {
  const waiting = await tx.workflowRuns.openPushesOf(push.dealId);
  if (waiting.length === 0) return;
  const outputs = pushOutputs(await statusOf(tx, push.dealId), now);
  for (const run of waiting) {
    const isFor = push.cause === "workflow" && Temporal.Instant.compare(run.startedAt, lookedAt) <= 0;
    if (outputs.result === "pushed" || isFor) await freezeAnswer(tx, run, outputs);
  }
}

function pushOutputs(status: DealStatus, now: Temporal.Instant): ActionOutputs {
  const { row } = status;
  const state = row?.state ?? "failed";
  return {
    // What is ready and was not pushed is held back.
    ...resultOutputs(state === "ready" ? "notReady" : resultOfState(state), row?.findings ?? [], row?.message ?? null),
    ...dealOutputs(status, now),
  };
}
