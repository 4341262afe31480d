import type { Handler, WireAnswer, WireRequest } from "../wire/server.ts";
import type { Install } from "./oauth-state.ts";
import type { ObjectName } from "./object-types.ts";
import type { Portal } from "./portal.ts";
import { rateLimitAnswer } from "./rate-limits.ts";
import { faultAnswer, invalid, missingScopes, unauthorized, VendorFault } from "./vendor-fault.ts";
import { correlationId, type World } from "./world.ts";
import type { Writer } from "./write-record.ts";

/** One authenticated API request. `version` is the date in the path; only 2026-09 enforces the admin's rules. */
export type ApiCall = {
  request: WireRequest;
  world: World;
  portal: Portal;
  install: Install;
  version: string;
  params: Record<string, string>;
};
export type ApiHandler = (call: ApiCall) => WireAnswer;

/** A handler behind the bearer token and the rate limit, with refusals in HubSpot's words. */
export function authenticated(world: World, handler: ApiHandler, kind: "burst" | "search" = "burst"): Handler {
  return (request) =>
    answering(world, () => {
      const install = installOf(world, request);
      const portal = world.portals.get(install.portalId);
      if (!portal || portal.gone) throw unauthorized("The portal of this token is gone", "INVALID_AUTHENTICATION");
      const taken = world.limits.take(portal.id, kind);
      if (!taken.allowed) return rateLimitAnswer(kind, taken.headers, correlationId(world));
      const version = request.params["version"] ?? "2026-09";
      const answer = answering(world, () => handler({ request, world, portal, install, version, params: request.params }));
      return { ...answer, headers: { ...answer.headers, ...taken.headers } };
    });
}

/** Runs a handler and words its refusal; what is no refusal is a bug of the sandbox and goes on. */
export function answering(world: World, run: () => WireAnswer): WireAnswer {
  try {
    return run();
  } catch (error) {
    if (error instanceof VendorFault) return faultAnswer(error, correlationId(world));
    throw error;
  }
}

function installOf({ oauth, clock }: World, request: WireRequest): Install {
  const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const access = oauth.accessTokens.find((each) => each.token === token);
  if (!access) {
    throw unauthorized("Authentication credentials not found. This API supports OAuth 2.0 authentication.", "INVALID_AUTHENTICATION");
  }
  if (access.expiresAt <= clock.now()) {
    const seconds = Math.floor((clock.now() - access.expiresAt) / 1000);
    throw unauthorized(`The OAuth token used to make this call expired ${seconds} second(s) ago.`, "EXPIRED_AUTHENTICATION");
  }
  return access;
}

/** The JSON body as an object; throws the 400 of anything else. */
export function bodyOf({ request }: ApiCall): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(request.body.toString("utf8") || "{}");
    if (body !== null && typeof body === "object" && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    throw invalid("Invalid input JSON on line 1, column 1: unreadable");
  }
  throw invalid("Invalid input JSON on line 1, column 1: an object was expected");
}

/** Throws 403 unless the install has one of the scopes. */
export function requireAnyScope({ install, portal }: ApiCall, scopes: readonly string[]): void {
  if (!scopes.some((scope) => install.scopes.includes(scope) && !portal.refusedScopes.includes(scope))) throw missingScopes(scopes);
}

/** Throws 403 unless the install may read or write records of a kind (facts/hubspot.md §6.1). */
export function requireObjectScope(call: ApiCall, object: ObjectName, access: "read" | "write"): void {
  if (object === "discounts" || object === "fees" || object === "taxes") return requireAnyScope(call, [`crm.objects.line_items.${access}`]);
  const scope = `crm.objects.${object}.${access}`;
  const commerce = object === "line_items" || object === "products";
  if (!commerce) return requireAnyScope(call, [scope]);
  if (call.world.app.eCommerceScope === "either") return requireAnyScope(call, [scope, "e-commerce"]);
  requireAnyScope(call, [scope]);
  requireAnyScope(call, ["e-commerce"]);
}

/** Throws 403 unless the install may read or write the properties of a kind. */
export function requireSchemaScope(call: ApiCall, object: ObjectName, access: "read" | "write"): void {
  const objects = access === "read" ? [`crm.objects.${object}.read`] : [];
  const commerce = object === "line_items" || object === "products" ? ["e-commerce"] : [];
  requireAnyScope(call, [`crm.schemas.${object}.${access}`, ...objects, ...commerce]);
}

/** A write of the app: it raises webhooks like any other. */
export function appWriter({ world, portal, version }: ApiCall): Writer {
  return {
    world,
    portal,
    source: { changeSource: "INTEGRATION", sourceId: String(world.app.appId) },
    enforcesRules: version === "2026-09",
  };
}

/** Texts of a list parameter: `properties=a,b` and `properties=a&properties=b` are one. */
export function listParameter(url: URL, name: string): string[] {
  return url.searchParams.getAll(name).flatMap((each) => each.split(",").filter(Boolean));
}

/** The inputs of a batch; throws 400 when there are none, or more than `most`. */
export function inputsOf(body: Record<string, unknown>, most: number): Record<string, unknown>[] {
  const inputs = body["inputs"];
  if (!Array.isArray(inputs)) throw invalid("Invalid input JSON: some required fields were not set: [inputs]");
  if (inputs.length === 0) throw invalid("The batch has no inputs");
  if (inputs.length > most) throw invalid(`The batch size ${inputs.length} exceeds the limit of ${most} inputs per request`);
  return inputs as Record<string, unknown>[];
}

/** The answer of a batch: 207 as soon as one input failed. */
export function batchAnswer(
  world: World,
  startedAt: number,
  results: readonly object[],
  errors: readonly object[] = [],
  status = 200,
): WireAnswer {
  const times = { startedAt: new Date(startedAt).toISOString(), completedAt: new Date(world.clock.now()).toISOString() };
  const failures = errors.length > 0 && { numErrors: errors.length, errors };
  return { status: errors.length > 0 ? 207 : status, body: { status: "COMPLETE", results, ...failures, ...times } };
}
