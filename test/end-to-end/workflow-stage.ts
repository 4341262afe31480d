import type { ActionCall } from "../sandbox/hubspot/run-workflow-action.ts";
import type { WorkflowRun } from "../sandbox/hubspot/workflow-runs.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import type { Stage } from "./harness.ts";

/** The workflow that an admin has allowed to push. */
export const WORKFLOW = 192_814_114;

type Run = Partial<Omit<ActionCall, "object">> & { object?: { objectType: string; id: string } | null };

/** A workflow of the simulated HubSpot runs an action on a deal, and hears the first answer. */
export function runAction(stage: Stage, action: string, dealId: string, more: Run = {}): Promise<WorkflowRun> {
  return stage.sandbox.hubspot.runWorkflowAction({
    portalId: NORTHWIND_PORTAL,
    action,
    workflowId: WORKFLOW,
    ...more,
    object: more.object === undefined ? { objectType: "DEAL", id: dealId } : more.object,
  });
}

export function consent(stage: Stage, granted = true, workflowId = WORKFLOW): Promise<{ granted: boolean | null }> {
  return stage.actors.ask("admin", `/ui/workflow-consents/${workflowId}`, { method: "POST", body: { granted } });
}
