import type { SandboxClock } from "../wire/clock.ts";
import type { WireAnswer } from "../wire/server.ts";

/** Requests a portal may make: `burst` in ten seconds without search, `search` in one second (facts/hubspot.md §6.6). */
export type RateLimits = { burst: number; search: number; take(portalId: number, kind: "burst" | "search"): Taken };
type Taken = { allowed: boolean; headers: Record<string, string> };

const BURST_WINDOW_MS = 10_000;

/** Counts accepted requests over rolling windows on the sandbox clock. */
export function createRateLimits(clock: SandboxClock): RateLimits {
  const times = new Map<string, number[]>();
  function count(key: string, windowMs: number, limit: number): { allowed: boolean; used: number } {
    const now = clock.now();
    const recent = (times.get(key) ?? []).filter((time) => time > now - windowMs && time <= now);
    const allowed = recent.length < limit;
    if (allowed) recent.push(now);
    times.set(key, recent);
    return { allowed, used: recent.length };
  }
  const limits: RateLimits = {
    burst: 110,
    search: 5,
    take(portalId, kind) {
      if (kind === "search") return { allowed: count(`search ${portalId}`, 1_000, limits.search).allowed, headers: {} };
      const { allowed, used } = count(`burst ${portalId}`, BURST_WINDOW_MS, limits.burst);
      return { allowed, headers: rateHeaders(limits.burst, used) };
    },
  };
  return limits;
}

/** The 429 of either window; search has no rate headers, in success and refusal. */
export function rateLimitAnswer(kind: "burst" | "search", headers: Record<string, string>, correlationId: string): WireAnswer {
  const [window, policyName] = kind === "search" ? ["secondly", "SECONDLY"] : ["ten_secondly_rolling", "TEN_SECONDLY_ROLLING"];
  const message = `You have reached your ${window} limit.`;
  return {
    status: 429,
    headers,
    body: { status: "error", message, errorType: "RATE_LIMIT", correlationId, policyName, requestId: correlationId },
  };
}

function rateHeaders(limit: number, used: number): Record<string, string> {
  return {
    "X-HubSpot-RateLimit-Max": String(limit),
    "X-HubSpot-RateLimit-Remaining": String(Math.max(0, limit - used)),
    "X-HubSpot-RateLimit-Interval-Milliseconds": String(BURST_WINDOW_MS),
  };
}
