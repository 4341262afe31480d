import type { Guard } from "./guard.ts";

/** What keeps strangers, repeats and other portals out, and the record of decisions whole (DESIGN §4, §5). */
export const GUARDS_OF_DOORS: readonly Guard[] = [
  {
    guard: "dedupe key of a webhook",
    file: "api/hubspot/webhooks.ts",
    find: "dedupeKey: dedupeKeyOf(event),",
    replace: "dedupeKey: dedupeKeyOf(event) + crypto.randomUUID(),",
    watchedBy: ["test/end-to-end/webhook-doors.test.ts"],
  },
  {
    guard: "signature of HubSpot",
    file: "api/hubspot/signature.ts",
    find: "if (!expected.some((candidate) => equal(candidate, signature))) {",
    replace: "if (!expected.every((candidate) => candidate.length + signature.length >= 0 || equal(candidate, signature))) {",
    watchedBy: ["test/hubspot/signature.test.ts"],
  },
  {
    guard: "signature of QuickBooks",
    file: "api/quickbooks/webhooks.ts",
    find: "return given.length === expected.length && timingSafeEqual(given, expected);",
    replace: "return given.length === expected.length || timingSafeEqual(given, given);",
    watchedBy: ["test/quickbooks/webhooks.test.ts"],
  },
  {
    guard: "timestamp window: old",
    file: "api/hubspot/signature.ts",
    find: "if (ageMs > MAX_AGE_MS)",
    replace: "if (ageMs > MAX_AGE_MS * 1000)",
    watchedBy: ["test/hubspot/signature.test.ts"],
  },
  {
    guard: "timestamp window: from the future",
    file: "api/hubspot/signature.ts",
    find: "if (ageMs < -MAX_FUTURE_MS)",
    replace: "if (ageMs < -MAX_FUTURE_MS * 1000)",
    watchedBy: ["test/hubspot/signature.test.ts"],
  },
  {
    guard: "single-use state",
    file: "api/store/oauth-states.ts",
    find: '.whereNull("used_at")',
    replace: "",
    watchedBy: ["test/store/oauth-states.test.ts"],
  },
  {
    guard: "state bound to its browser",
    file: "api/http/oauth/state.ts",
    find: "if (!cookie || !nonce || !sameText(cookie, digest(nonce))) throw expired();",
    replace: "if (cookie && nonce) sameText(cookie, digest(nonce));",
    watchedBy: ["test/end-to-end/signing-in.test.ts"],
  },
  {
    guard: "refresh lock",
    file: "api/ports/fresh-tokens.ts",
    find: "return source.alone(async () => {",
    replace: "return ((work: () => Promise<Tokens>) => work())(async () => {",
    watchedBy: ["test/ports/fresh-tokens.test.ts"],
  },
  {
    guard: "row security, forced",
    file: "migrations/0001-first-slice.ts",
    find: "enable row level security, force row level security",
    replace: "enable row level security",
    watchedBy: ["test/store/row-security.test.ts"],
  },
  {
    guard: "audit log, append-only",
    file: "migrations/0009-audit-log.ts",
    find: "create trigger never_changed before update or delete on audit_log for each row execute function refuse_change();",
    replace: "",
    watchedBy: ["test/store/audit.test.ts"],
  },
];
