import { AppError } from "../domain/errors.ts";
import type { Job } from "../ports/queue.ts";
import type { WorkflowRun } from "../ports/workflows.ts";
import type { Needs } from "./needs.ts";

type Subject = Extract<Job, { name: "complete-workflow-run" }>["data"];

/** How long the CRM was told to wait. */
const WAITS_FOR = { hours: 3 * 24 };
/** So soon after our answer the CRM may not know yet that it waits. */
const GRACE = { seconds: 10 };

/**
 * Tells the CRM the answer of a run for which it waits. A run that is over there is closed without a word: its answer stays
 * for whoever calls again. Throws what the CRM throws, and unavailable where it does not know the run yet.
 */
export async function completeWorkflowRun(needs: Needs, { portalId, callbackId }: Subject): Promise<void> {
  const { store, clock } = needs;
  const run = await store.inPortal(portalId, (tx) => tx.workflowRuns.read(callbackId));
  if (!run?.answer || !run.blockedAt || run.closedAt) return;
  const { answer, blockedAt } = run;
  const expired = Temporal.Instant.compare(clock.now(), blockedAt.add(WAITS_FOR)) >= 0;
  if (!expired)
    await needs
      .crm(portalId)
      .completeRun(callbackId, answer)
      .catch((error: unknown) => overUnlessNew(needs, run, error));
  await store.inPortal(portalId, (tx) => tx.workflowRuns.close(callbackId, clock.now()));
}

function overUnlessNew({ clock }: Needs, { blockedAt }: WorkflowRun, error: unknown): void {
  if (!(error instanceof AppError && error.kind === "notFound")) throw error;
  const isNew = blockedAt !== null && Temporal.Instant.compare(clock.now(), blockedAt.add(GRACE)) < 0;
  if (isNew) throw new AppError("unavailable", "HubSpot does not know the workflow run yet.", { code: "runUnknown", cause: error });
}
