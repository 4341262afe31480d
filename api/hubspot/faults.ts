import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { HubSpotAnswer } from "./transport.ts";

/** What HubSpot said when it refused, without its message, which may quote a customer's data. The `cause` of each error made here. */
export type Refusal = {
  status: number;
  category: string | null;
  subCategory: string | null;
  /** Such as MISSING_CONDITIONAL_REQUIRED_PROPERTY or PROPERTY_DOESNT_EXIST. */
  codes: string[];
  /** The names of the properties it is about, where HubSpot names them. */
  properties: string[];
  /** The permissions that are missing. */
  scopes: string[];
  correlationId: string | null;
};

const texts = z.array(z.string()).catch([]);
const itemBody = z
  .object({
    code: z.string().nullish().catch(null),
    context: z.object({ propertyName: texts, requiredGranularScopes: texts, requiredScopes: texts }).partial().nullish().catch(null),
  })
  .catch({});
const optionalText = z.string().nullish().catch(null);
const errorBody = z
  .object({
    message: optionalText,
    category: optionalText,
    subCategory: optionalText,
    correlationId: optionalText,
    policyName: optionalText,
    errors: z.array(itemBody).nullish().catch(null),
  })
  .catch({});

/** The error for an answer that is no success: facts/hubspot.md §6.6. */
export function errorFromAnswer(answer: HubSpotAnswer, call: string): AppError {
  const body = errorBody.parse(answer.body);
  const cause = readRefusal(answer, body);
  const fail = (kind: ConstructorParameters<typeof AppError>[0], code: string, message: string, more: { retryAfterMs?: number } = {}) =>
    new AppError(kind, message, { code, cause, ...more });

  switch (answer.status) {
    case 401:
      return fail("unavailable", "hubspotUnauthorized", `HubSpot did not accept a token that it had just issued (${call}).`);
    case 403:
      return forbidden(cause);
    case 404:
      return fail("notFound", "hubspotNotFound", `HubSpot has no such record (${call}).`);
    case 409:
      return fail("conflict", "hubspotConflict", `HubSpot has this already (${call}).`);
    case 423:
      return fail("unavailable", "hubspotLocked", `HubSpot has locked the record for a moment (${call}).`, { retryAfterMs: 2_000 });
    case 429:
      return fail("rateLimited", "hubspotRateLimited", "HubSpot's request limit for this account is used up.", {
        retryAfterMs: waitAfter429(answer.headers, body),
      });
    case 477:
      return fail("rateLimited", "hubspotMigrating", "HubSpot is moving this account to another data centre.", {
        retryAfterMs: retryAfterMs(answer.headers) ?? 60_000,
      });
  }
  if (answer.status >= 500) return fail("unavailable", "hubspotUnavailable", `HubSpot answered ${answer.status} (${call}).`);
  return fail("rejected", "hubspotRefused", `HubSpot refused ${call} (${describe(cause)}).`);
}

/** What HubSpot said, for an error that `errorFromAnswer` made; null for every other error. */
export function refusalOf(error: unknown): Refusal | null {
  return error instanceof AppError && isRefusal(error.cause) ? error.cause : null;
}

function isRefusal(cause: unknown): cause is Refusal {
  return typeof cause === "object" && cause !== null && "correlationId" in cause && "codes" in cause;
}

function readRefusal({ status, headers }: HubSpotAnswer, body: z.infer<typeof errorBody>): Refusal {
  const items = body.errors ?? [];
  const quoted = quotedProblems(body.message ?? "");
  return {
    status,
    category: body.category ?? null,
    subCategory: body.subCategory ?? null,
    codes: unique([...items.flatMap(({ code }) => code ?? []), ...quoted.codes]),
    properties: unique([...items.flatMap(({ context }) => context?.propertyName ?? []), ...quoted.properties]),
    scopes: unique(items.flatMap(({ context }) => context?.requiredGranularScopes ?? context?.requiredScopes ?? [])),
    correlationId: body.correlationId ?? headers.get("x-hubspot-correlation-id"),
  };
}

/** A refused write may name its properties only inside the message: `Property values were not valid: [{"name": …, "error": …}]`. */
function quotedProblems(message: string): { codes: string[]; properties: string[] } {
  const all = (pattern: RegExp) => [...message.matchAll(pattern)].flatMap(([, found]) => found ?? []);
  return { codes: all(/"error":"([A-Z_]+)"/g), properties: all(/"name":"(\w+)"/g) };
}

function forbidden(cause: Refusal): AppError {
  if (cause.category !== "MISSING_SCOPES") {
    return new AppError("rejected", "HubSpot does not let this app do that. A HubSpot admin can look at the app's permissions.", {
      code: "hubspotForbidden",
      fixBy: "admin",
      cause,
    });
  }
  const which = cause.scopes.length > 0 ? ` (${cause.scopes.join(", ")})` : "";
  return new AppError("rejected", `Tieout lacks a HubSpot permission${which}. A HubSpot admin must install the app again and grant it.`, {
    code: "hubspotMissingScopes",
    fixBy: "admin",
    cause,
  });
}

/** HubSpot does not document Retry-After on its 429s, so the policy decides; an unknown policy waits as long as the day's limit might need. */
function waitAfter429(headers: Headers, { policyName, message }: z.infer<typeof errorBody>): number {
  const told = retryAfterMs(headers);
  if (told !== null) return told;
  if (policyName === "TEN_SECONDLY_ROLLING") return 10_000;
  if (policyName === "DAILY") return 3_600_000;
  if (policyName === "SECONDLY" || message?.includes("secondly limit")) return 1_000;
  return 60_000;
}

/** At most a day, which is the longest that HubSpot says it may ask for. */
function retryAfterMs(headers: Headers): number | null {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 86_400) * 1_000 : null;
}

function describe({ status, category, codes, properties, correlationId }: Refusal): string {
  const parts = [`status ${status}`, category, ...codes, ...properties, correlationId && `correlation id ${correlationId}`];
  return parts.filter(Boolean).join(", ");
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
