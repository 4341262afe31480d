import type { Guard } from "./guard.ts";

/** What keeps a change of the settings, the roles or the mapping from doing more than its admin has seen (RULES §4, §9). */
export const GUARDS_OF_SETTINGS: readonly Guard[] = [
  {
    guard: "a role given to an e-mail is taken once",
    file: "api/flows/take-invitation.ts",
    find: "roles: { ...others,",
    replace: "roles: { ...settings.roles,",
    watchedBy: ["test/end-to-end/roles.test.ts"],
  },
  {
    guard: "nobody ends being an admin by their own e-mail",
    file: "api/flows/save-settings.ts",
    find: "roleOf(by, after, installedBy)",
    replace: "roleOf({ ...by, email: null }, after, installedBy)",
    watchedBy: ["test/end-to-end/roles.test.ts"],
  },
  {
    guard: "changes of settings wait for each other",
    file: "api/store/settings.ts",
    find: ".forNoKeyUpdate()",
    replace: "",
    watchedBy: ["test/store/settings.test.ts"],
  },
  {
    guard: "a mapping that was read long ago is not saved",
    file: "api/store/mapping.ts",
    find: "if (expectedVersion !== null && expectedVersion !== before.version) throw stale(before.version);",
    replace: "void stale;",
    watchedBy: ["test/store/mapping.test.ts"],
  },
  {
    guard: "nobody is pushed for before the ticks, for a company either",
    file: "api/flows/save-company-settings.ts",
    find: "refuseUntimely(after, company.name);",
    replace: "void refuseUntimely;",
    watchedBy: ["test/end-to-end/company-settings.test.ts"],
  },
  {
    guard: "the portal's waiver while a company pushes by it",
    file: "api/flows/save-settings.ts",
    find: "await refuseUntimelyAnywhere(tx, after);",
    replace: "void refuseUntimelyAnywhere;",
    watchedBy: ["test/end-to-end/going-live.test.ts"],
  },
  {
    guard: "a company has nothing otherwise that is one for all",
    file: "api/flows/save-company-settings.ts",
    find: "if (foreign.length > 0) {",
    replace: "if (foreign.length > 1000) {",
    watchedBy: ["test/end-to-end/company-settings.test.ts"],
  },
  {
    guard: "an installation has an admin",
    file: "api/flows/install-portal.ts",
    find: "if (userId === null) throw installerUnknown();",
    replace: "",
    watchedBy: ["test/flows/install-portal.test.ts"],
  },
];
