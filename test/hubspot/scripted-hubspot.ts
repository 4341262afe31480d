import { z } from "zod";
import type { CallHubSpot } from "../../api/hubspot/client.ts";
import { errorFromAnswer } from "../../api/hubspot/faults.ts";
import type { HubSpotRequest } from "../../api/hubspot/transport.ts";

export type Scripted = { status?: number; body?: unknown };
type Script = (request: HubSpotRequest) => Scripted;

/** A client whose answers are scripted by "METHOD path", to play what a well-behaved HubSpot never does. */
export function scriptHubSpot(script: Record<string, Script>): { call: CallHubSpot; requests: HubSpotRequest[] } {
  const requests: HubSpotRequest[] = [];
  const call = async <T>(schema: z.ZodType<T>, request: HubSpotRequest): Promise<T> => {
    requests.push(request);
    const key = `${request.method} ${request.path}`;
    const answer = script[key];
    if (!answer) throw new Error(`not scripted: ${key}`);
    const { status = 200, body = null } = answer(request);
    if (status >= 300) throw errorFromAnswer({ status, headers: new Headers(), body }, key);
    return schema.parse(body);
  };
  return { call, requests };
}

/** HubSpot's refusal of values or names in a write, worded as it words it. */
export function refusedProperties(problems: { name: string; error: string }[]): Scripted {
  const message = `Property values were not valid: ${JSON.stringify(problems.map((problem) => ({ isValid: false, message: "no", ...problem })))}`;
  return { status: 400, body: { status: "error", category: "VALIDATION_ERROR", correlationId: "c", message } };
}

export const missingScope: Scripted = {
  status: 403,
  body: {
    category: "MISSING_SCOPES",
    errors: [{ message: "One or more", context: { requiredGranularScopes: ["crm.schemas.deals.write"] } }],
  },
};
