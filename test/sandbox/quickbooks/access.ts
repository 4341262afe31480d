import type { Handler, WireAnswer, WireRequest } from "../wire/server.ts";
import { authenticationFailed, authorizationFailed, throttled, throttledXml } from "./canned-answers.ts";
import type { Company } from "./company.ts";
import { faultAnswer, QuickBooksFault } from "./fault.ts";
import type { World } from "./world.ts";

/** A request that was let in, with the company that it is for. */
export type ApiRequest = WireRequest & { company: Company };

/** Wraps an endpoint of a company: token, realm and rate are checked first, a QuickBooksFault becomes its answer. */
export function endpoint(world: World, handle: (request: ApiRequest) => WireAnswer): Handler {
  return (request) => {
    const realmId = request.params["realm"] ?? "";
    const refusal = refused(world, realmId, request);
    const company = world.companies.get(realmId);
    if (refusal) return withTid(world, refusal);
    if (!company) return withTid(world, { status: 404, body: "" });
    return withTid(
      world,
      faultsAnswered(world, () => handle({ ...request, company })),
    );
  };
}

function refused(world: World, realmId: string, request: WireRequest): WireAnswer | null {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
  const allowed = token === undefined ? null : world.oauth.realmOf(token);
  if (allowed === null) return authenticationFailed(`Token expired: ${token ?? "none"}`, world.clock.now());
  if (allowed !== realmId) return authorizationFailed();
  if (world.rateLimit.take(realmId, request.url.pathname.endsWith("/batch"))) return null;
  return world.settings.limits.xml ? throttledXml() : throttled();
}

/** Runs something that may throw a QuickBooksFault. */
export function faultsAnswered(world: World, act: () => WireAnswer): WireAnswer {
  try {
    return act();
  } catch (error) {
    if (error instanceof QuickBooksFault) return faultAnswer(error, world.clock.now());
    throw error;
  }
}

/** Every answer carries `intuit_tid` (facts/quickbooks.md §1.6). */
export function withTid(world: World, answer: WireAnswer): WireAnswer {
  const tid = `1-${world.random.id(8)}-${world.random.id(24)}`;
  return { ...answer, headers: { ...answer.headers, intuit_tid: tid, "qbo-version": "2073.223" } };
}
