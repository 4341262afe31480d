import { OUR_FAULT } from "../domain/cause.ts";
import type { DealView } from "../domain/deal-view.ts";
import { AppError } from "../domain/errors.ts";
import { errorFinding } from "../domain/finding.ts";
import { answerOf, resultOfState, resultOutputs, type ActionOutputs } from "../domain/workflow-action.ts";
import type { Job } from "../ports/queue.ts";
import type { PortalTx } from "../ports/store.ts";
import type { WorkflowRun } from "../ports/workflows.ts";
import type { Needs } from "./needs.ts";
import { readStatus } from "./read-status.ts";
import { companyOutputs, dealOutputs } from "./status-outputs.ts";
import { viewDeal } from "./view-deal.ts";

type Subject = Extract<Job, { name: "answer-workflow-run" }>["data"];

/** HubSpot's answer to our own answer may still be on its way when the work ends. */
const COMPLETE_AFTER_SECONDS = 2;

/** Finds the answer of a run that only looks: a check, or the state of the invoices. */
export async function answerWorkflowRun(needs: Needs, { portalId, callbackId }: Subject): Promise<void> {
  const run = await needs.store.inPortal(portalId, (tx) => tx.workflowRuns.read(callbackId));
  if (!run || run.answer) return;
  const outputs = await outputsOf(needs, portalId, run).catch(goneOutputs);
  await needs.store.inPortal(portalId, (tx) => freezeAnswer(tx, run, outputs));
}

/** A run that cannot be answered is answered with why. */
export async function giveUpWorkflowRun({ store }: Needs, { portalId, callbackId }: Subject, error: unknown): Promise<void> {
  const message = error instanceof AppError ? error.message : OUR_FAULT;
  const code = error instanceof AppError ? error.code : "internal";
  await store.inPortal(portalId, async (tx) => {
    const run = await tx.workflowRuns.read(callbackId);
    if (run) await freezeAnswer(tx, run, resultOutputs("failed", [errorFinding(code, "admin", message)]));
  });
}

/** The answer stands from now on; where the CRM was told to wait, its completion is queued with it. */
export async function freezeAnswer(tx: PortalTx, run: WorkflowRun, outputs: ActionOutputs): Promise<void> {
  const frozen = await tx.workflowRuns.answer(run.callbackId, answerOf(run, outputs));
  if (!frozen?.blockedAt) return;
  const { portalId } = tx;
  const { callbackId } = run;
  await tx.enqueue(
    { name: "complete-workflow-run", data: { portalId, callbackId } },
    { key: `${portalId}:${callbackId}`, startAfterSeconds: COMPLETE_AFTER_SECONDS },
  );
}

async function outputsOf(needs: Needs, portalId: number, run: WorkflowRun): Promise<ActionOutputs> {
  const { id, object } = run.record;
  if (object === "company") return needs.store.inPortal(portalId, (tx) => companyOutputs(tx, id, needs.clock.now()));
  const wanted = run.connectionId === null ? {} : { connectionId: run.connectionId };
  const view = await viewDeal(needs, { portalId, dealId: id, role: "viewer", userId: 0, refresh: false, ...wanted });
  const status = await readStatus(needs, portalId, id);
  return {
    ...resultOutputs(resultOfState(view.state), view.findings),
    ...dealOutputs(status, needs.clock.now()),
    ...(run.action === "check-deal" && amountDifference(view)),
  };
}

/** By how much the order is more than the deal's amount. */
function amountDifference({ preview }: DealView): Record<string, string> {
  return preview?.difference ? { amountDifference: preview.difference.amount } : {};
}

function goneOutputs(error: unknown): ActionOutputs {
  if (!(error instanceof AppError && error.kind === "notFound")) throw error;
  return resultOutputs("failed", [errorFinding("recordGone", "rep", "The record was deleted in HubSpot.")]);
}
