import { AppError } from "../domain/errors.ts";
import { errorFinding, type Finding } from "../domain/finding.ts";
import { answerOf, resultOutputs, type ActionAnswer, type OnFailure, type WorkflowAction } from "../domain/workflow-action.ts";
import type { PortalTx } from "../ports/store.ts";
import type { WorkflowRun } from "../ports/workflows.ts";
import type { Needs } from "./needs.ts";
import { isBound } from "./place-deal.ts";
import { queueAskedPush } from "./queue-push.ts";

/** One call of an action by a workflow of the portal. */
export type ActionCall = {
  portalId: number;
  callbackId: string;
  action: WorkflowAction;
  /** null: it comes from something that is no workflow. */
  workflowId: string | null;
  record: WorkflowRun["record"];
  /** The company of QuickBooks that the builder chose; null leaves the choice to the settings. */
  connectionId: string | null;
  onFailure: OnFailure;
};

/** The CRM keeps what is refused here and tries it again for three days. */
const MOST_OPEN = 1_000;
/** A run that is older has expired in the CRM. */
const OPEN_FOR = { hours: 3 * 24 };
const KEPT_FOR = { hours: 30 * 24 };

/** Stores a run and queues its work in one transaction; a run that is known stays as it is. Throws busy when too many are open. */
export function startWorkflowRun({ store, clock }: Needs, call: ActionCall): Promise<WorkflowRun> {
  return store.inPortal(call.portalId, async (tx) => {
    const known = await tx.workflowRuns.read(call.callbackId);
    if (known) return known;
    const now = clock.now();
    if ((await tx.workflowRuns.countOpen(now.subtract(OPEN_FOR))) >= MOST_OPEN) throw tooMany();
    await tx.workflowRuns.purge(now.subtract(KEPT_FOR));

    const answer = await refusalOf(tx, call, now);
    const isNew = await tx.workflowRuns.insert({ ...call, startedAt: now, answer });
    if (isNew && !answer) await queueWork(tx, call);
    const run = await tx.workflowRuns.read(call.callbackId);
    if (!run) throw new Error("Bug! A run that was stored is not there");
    return run;
  });
}

function tooMany(): AppError {
  return new AppError("busy", "More workflow runs are open than can be worked on. HubSpot tries this one again later.", {
    code: "tooManyRuns",
  });
}

/** Why nothing is done at all; null when it is. */
async function refusalOf(tx: PortalTx, call: ActionCall, now: Temporal.Instant): Promise<ActionAnswer | null> {
  const { action, connectionId, workflowId, record } = call;
  const company = connectionId === null ? null : await tx.connections.read(connectionId);
  if (connectionId !== null && company?.state !== "active") return answerOf(call, resultOutputs("notReady", [unknownCompany()]));
  if (action !== "push-deal") return null;
  const granted = workflowId !== null && (await tx.workflowConsents.ask(workflowId, record.id, now));
  return granted ? null : { succeeded: false, outputs: resultOutputs("notReady", [consentMissing(workflowId)]) };
}

function unknownCompany(): Finding {
  const message = "The QuickBooks company that this action names is not connected. Choose another one in the action.";
  return errorFinding("companyUnknown", "admin", message);
}

function consentMissing(workflowId: string | null): Finding {
  const message =
    workflowId === null
      ? "Only a workflow can push deals, since an admin has to allow each one."
      : `Workflow ${workflowId} may not push deals yet. An admin allows it in Tieout's settings, under Workflows.`;
  return errorFinding("workflowConsentMissing", "admin", message);
}

/** A push is a push as by any other door; everything else is worked on by its callbackId. */
async function queueWork(tx: PortalTx, call: ActionCall): Promise<void> {
  const { portalId, callbackId, action, workflowId, record } = call;
  if (action !== "push-deal")
    return tx.enqueue({ name: "answer-workflow-run", data: { portalId, callbackId } }, { key: `${portalId}:${callbackId}` });
  const asked = { requestedBy: `workflow:${workflowId}`, requestedEmail: null };
  await tx.deals.save(record.id, { state: "pushing", message: null, ...asked, ...(await chosenCompany(tx, call)) });
  await queueAskedPush(tx, record.id, "workflow");
}

/** An order that is in one company, or may be, stays there, whatever the builder chose. */
async function chosenCompany(tx: PortalTx, { connectionId, record }: ActionCall): Promise<{ connectionId?: string }> {
  if (connectionId === null) return {};
  const before = (await tx.deals.read(record.id))?.connectionId ?? null;
  return before !== null && (await isBound(tx, before, record.id)) ? {} : { connectionId };
}
