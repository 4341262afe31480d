import { z } from "zod";
import type { ActionAnswer } from "../domain/workflow-action.ts";
import type { CallHubSpot } from "./client.ts";

/**
 * Completes a run that HubSpot was told to wait for; `typedOutputs` is required though the guide never shows it
 * (facts/hubspot.md §4). Throws notFound when no such run waits.
 */
export async function completeRun(call: CallHubSpot, callbackId: string, { succeeded, outputs }: ActionAnswer): Promise<void> {
  const path = `/automation/actions/callbacks/2026-09/${encodeURIComponent(callbackId)}/complete`;
  const outputFields = { hs_execution_state: succeeded ? "SUCCESS" : "FAIL_CONTINUE", ...outputs };
  await call(z.unknown(), { method: "POST", path, body: { outputFields, typedOutputs: {} } });
}
