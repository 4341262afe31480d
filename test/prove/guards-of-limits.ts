import type { Guard } from "./guard.ts";

/** What keeps work from running twice at a time and the vendors from being asked too much (RULES §9, DESIGN §3). */
export const GUARDS_OF_LIMITS: readonly Guard[] = [
  {
    guard: "heartbeat of a job",
    file: "api/jobs/install-queues.ts",
    find: "heartbeatSeconds: HEARTBEAT_SECONDS,",
    replace: "",
    watchedBy: ["test/jobs/queue.test.ts"],
  },
  {
    guard: "one run per key",
    file: "api/jobs/install-queues.ts",
    find: 'policy: "stately"',
    replace: 'policy: "standard"',
    watchedBy: ["test/jobs/queue.test.ts"],
  },
  {
    guard: "a portal never has the last slot",
    file: "api/jobs/fair-share.ts",
    find: "Math.max(1, slots - 1)",
    replace: "Math.max(1, slots)",
    watchedBy: ["test/jobs/fairness.test.ts"],
  },
  {
    guard: "limiter slots",
    file: "migrations/0002-rate-limits.ts",
    find: "having count(*) >= slots",
    replace: "having count(*) >= slots + 1000",
    watchedBy: ["test/store/limiter.test.ts"],
  },
  {
    guard: "limiter pace",
    file: "migrations/0002-rate-limits.ts",
    find: "set next_turn = in_order + every where",
    replace: "set next_turn = in_order where",
    watchedBy: ["test/store/limiter.test.ts"],
  },
  {
    guard: "a vendor's 429 pauses everybody",
    file: "api/ports/limiter.ts",
    find: "await limiter.pause(lane, key, error.retryAfterMs);",
    replace: "void [limiter, lane, key];",
    watchedBy: ["test/quickbooks/client.test.ts", "test/hubspot/client.test.ts"],
  },
  {
    guard: "backoff",
    file: "api/jobs/retry-policy.ts",
    find: "return Math.max(pauseSeconds * (0.5 + random), told(error) ?? 0);",
    replace: "return pauseSeconds * 0 * random;",
    watchedBy: ["test/jobs/retry-policy.test.ts"],
  },
  {
    guard: "searches of HubSpot have a limit of their own",
    file: "api/hubspot/client.ts",
    find: 'path.endsWith("/search") ? "hubspotSearch" : "hubspot"',
    replace: 'path === "" ? "hubspotSearch" : "hubspot"',
    watchedBy: ["test/hubspot/client.test.ts"],
  },
  {
    guard: "pace of HubSpot",
    file: "api/store/limiter.ts",
    find: "hubspot: { everyMs: 100, ahead: 9, slots: 20 },",
    replace: "hubspot: { everyMs: 90, ahead: 20, slots: 20 },",
    watchedBy: ["test/store/limiter.test.ts"],
  },
  {
    guard: "pace of HubSpot's searches",
    file: "api/store/limiter.ts",
    find: "hubspotSearch: { everyMs: 250, ahead: 0, slots: 4 },",
    replace: "hubspotSearch: { everyMs: 190, ahead: 0, slots: 4 },",
    watchedBy: ["test/store/limiter.test.ts"],
  },
];
