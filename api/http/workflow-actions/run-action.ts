import type { RequestHandler } from "express";
import { z } from "zod";
import { resultOutputs, type ActionAnswer, type WorkflowAction } from "../../domain/workflow-action.ts";
import { runWorkflowAction } from "../../flows/run-workflow-action.ts";
import type { ActionCall } from "../../flows/start-workflow-run.ts";
import type { Parts } from "../parts.ts";
import { readSignedCall } from "./signed-call.ts";

/** More that wait at once are not waited for: HubSpot is told to wait, and called when they are done. */
const MOST_WAITING = 40;

/** What HubSpot sends (facts/hubspot.md §4). A run may have no record, and its inputs may be empty. */
const callBody = z.object({
  callbackId: z.string().min(1).max(500),
  origin: z.object({ portalId: z.number().int().positive() }),
  context: z.object({ workflowId: z.union([z.number().int(), z.string().min(1)]).nullish() }).nullish(),
  object: z.object({ objectId: z.union([z.number().int(), z.string().min(1)]), objectType: z.string() }).nullish(),
  inputFields: z.object({ company: z.string().nullish(), onFailure: z.string().nullish() }).nullish(),
});
type CallBody = z.infer<typeof callBody>;

const OBJECTS: Record<string, "deal" | "company"> = { DEAL: "deal", "0-3": "deal", COMPANY: "company", "0-2": "company" };

/** `POST /workflow-actions/:action`: answered within five seconds, or with BLOCK and a completion later. */
export function runAction(parts: Parts, action: WorkflowAction, objects: readonly ("deal" | "company")[]): RequestHandler {
  let waiting = 0;
  return async (request, response) => {
    const body = await readSignedCall(parts, request, callBody);
    const record = recordOf(body);
    if (!record || !objects.includes(record.object)) return void response.json(inWords(NO_RECORD));
    waiting += 1;
    try {
      response.json(inWords(await runWorkflowAction(parts, { ...callOf(body), action, record }, waiting <= MOST_WAITING)));
    } finally {
      waiting -= 1;
    }
  };
}

const NO_RECORD: ActionAnswer = {
  succeeded: false,
  outputs: resultOutputs("unknown", [], "The workflow ran without a record that Tieout knows, so there is nothing to look at."),
};

function recordOf({ object }: CallBody): ActionCall["record"] | null {
  const known = OBJECTS[object?.objectType ?? ""];
  return object && known ? { object: known, id: String(object.objectId) } : null;
}

function callOf({ callbackId, origin, context, inputFields }: CallBody): Omit<ActionCall, "action" | "record"> {
  return {
    portalId: origin.portalId,
    callbackId,
    workflowId: context?.workflowId === undefined || context.workflowId === null ? null : String(context.workflowId),
    connectionId: inputFields?.company || null,
    onFailure: inputFields?.onFailure === "continue" ? "continue" : "fail",
  };
}

/** HubSpot waits three days for a completion, which is as long as it would try a failed call again. */
function inWords(answer: ActionAnswer | null): object {
  if (!answer) return { outputFields: { hs_execution_state: "BLOCK", hs_expiration_duration: "P3D" } };
  return { outputFields: { hs_execution_state: answer.succeeded ? "SUCCESS" : "FAIL_CONTINUE", ...answer.outputs } };
}
