import type { Guard } from "./guard.ts";

/** What keeps tokens, people's data and the books from whom they are none of the business of (DESIGN §4, RULES §9). */
export const GUARDS_OF_SECRETS: readonly Guard[] = [
  {
    guard: "role and portal end with their transaction",
    file: "api/store/with-portal.ts",
    find: "set_config('app.portal_id', ?, true)",
    replace: "set_config('app.portal_id', ?, false)",
    watchedBy: ["test/store/row-security.test.ts"],
  },
  {
    guard: "the store works as a role that row security binds",
    file: "api/store/with-portal.ts",
    find: "set_config('role', ?, true)",
    replace: "set_config('app.role', ?, true)",
    watchedBy: ["test/store/row-security.test.ts"],
  },
];
