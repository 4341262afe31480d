import type { Routes } from "../wire/server.ts";
import { authenticated, bodyOf, inputsOf, requireAnyScope, type ApiCall, type ApiHandler } from "./api-call.ts";
import { invalid, notFound } from "./vendor-fault.ts";
import type { World } from "./world.ts";

const CALLBACKS = "/automation/actions/callbacks/:version(2026-0[39])";

/** Completing blocked workflow actions (facts/hubspot.md §4); `typedOutputs` is required. */
export function workflowApi(world: World): Routes {
  return {
    [`POST ${CALLBACKS}/complete`]: authenticated(world, completeMany),
    [`POST ${CALLBACKS}/:callbackId/complete`]: authenticated(world, completeOne),
  };
}

const completeOne: ApiHandler = (call) => {
  requireAnyScope(call, ["automation"]);
  complete(call, call.params["callbackId"] ?? "", bodyOf(call));
  return { status: 204 };
};

const completeMany: ApiHandler = (call) => {
  requireAnyScope(call, ["automation"]);
  for (const input of inputsOf(bodyOf(call), 100)) complete(call, String(input["callbackId"]), input);
  return { status: 204 };
};

/** Only a run that waits can be completed, and only by the portal it runs in. */
function complete({ world, portal }: ApiCall, callbackId: string, body: Record<string, unknown>): void {
  const { outputFields, typedOutputs } = body;
  const missing = Object.entries({ outputFields, typedOutputs }).filter(([, value]) => typeof value !== "object" || value === null);
  if (missing.length > 0)
    throw invalid(`Invalid input JSON: some required fields were not set: [${missing.map(([name]) => name).join(", ")}]`);
  const run = world.runs.find(callbackId);
  if (!run || run.portalId !== portal.id || run.status !== "blocked") throw notFound(`No blocked execution with callbackId ${callbackId}`);
  const outputs = outputFields as Record<string, unknown>;
  const state = outputs["hs_execution_state"];
  if (state !== "SUCCESS" && state !== "FAIL_CONTINUE") throw invalid("hs_execution_state must be SUCCESS or FAIL_CONTINUE");
  run.completions.push(body);
  run.outputFields = { ...run.outputFields, ...outputs };
  run.status = state === "SUCCESS" ? "succeeded" : "continued";
}
