import type { ActionAnswer } from "../domain/workflow-action.ts";
import type { Needs } from "./needs.ts";
import { startWorkflowRun, type ActionCall } from "./start-workflow-run.ts";

/** The CRM is answered within five seconds (facts/hubspot.md §4). */
const WAIT_MS = 4_000;
const POLL_MS = 200;

/**
 * A workflow calls an action: the answer, or null when the CRM has to wait for a completion. Called again with the same
 * callbackId it starts nothing. `mayWait` false answers at once. Throws busy when more runs are open than can be kept.
 */
export async function runWorkflowAction(needs: Needs, call: ActionCall, mayWait: boolean): Promise<ActionAnswer | null> {
  const { answer } = await startWorkflowRun(needs, call);
  if (answer) return answer;
  return (await waitForAnswer(needs, call, mayWait ? WAIT_MS : 0)) ?? blockUnlessAnswered(needs, call);
}

type Place = Pick<ActionCall, "portalId" | "callbackId">;

async function waitForAnswer({ store, clock }: Needs, { portalId, callbackId }: Place, waitMs: number): Promise<ActionAnswer | null> {
  const deadline = clock.now().add({ milliseconds: waitMs });
  while (Temporal.Instant.compare(clock.now(), deadline) < 0) {
    await clock.sleep(POLL_MS);
    const run = await store.inPortal(portalId, (tx) => tx.workflowRuns.read(callbackId));
    if (run?.answer) return run.answer;
  }
  return null;
}

/** The answer may have come in this very moment; then there is no completion. */
function blockUnlessAnswered({ store, clock }: Needs, { portalId, callbackId }: Place): Promise<ActionAnswer | null> {
  return store.inPortal(portalId, async (tx) => {
    const blocked = await tx.workflowRuns.block(callbackId, clock.now());
    return blocked ? null : ((await tx.workflowRuns.read(callbackId))?.answer ?? null);
  });
}
