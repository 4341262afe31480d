import type { Guard } from "./guard.ts";

/** What is ended and deleted when an account or a person leaves, and what must not be. */
export const GUARDS_OF_LEAVING: Guard[] = [
  {
    guard: "an uninstall is asked for a second time",
    file: "api/flows/confirm-uninstall.ts",
    find: 'portal.state === "needsReconnect" && (await crm(portalId).letsUsIn())',
    replace: "false && crm",
    watchedBy: ["test/end-to-end/uninstall.test.ts"],
  },
  {
    guard: "data outlives an uninstall for the days chosen",
    file: "api/flows/forget.ts",
    find: "ago(afterUninstallDays)",
    replace: "ago(0 * afterUninstallDays)",
    watchedBy: ["test/end-to-end/uninstall.test.ts"],
  },
  {
    guard: "jobs of an account that left are cancelled",
    file: "api/flows/leave-portal.ts",
    find: "await tx.cancelJobs();",
    replace: "",
    watchedBy: ["test/end-to-end/uninstall.test.ts"],
  },
  {
    guard: "only an account that has left is erased",
    file: "migrations/0024-uninstall.ts",
    find: "raise exception 'only an account that has left is erased';",
    replace: "null;",
    watchedBy: ["test/store/row-security.test.ts"],
  },
  {
    guard: "a configuration file is only checked",
    file: "api/flows/import-configuration.ts",
    find: "if (!apply || faults.length > 0) throw new OnlyChecked();",
    replace: "",
    watchedBy: ["test/end-to-end/configuration.test.ts"],
  },
  {
    guard: "a payload under way is never changed",
    file: "api/store/people.ts",
    find: "rows.filter(({ state }) => !UNDER_WAY.has(state))",
    replace: "rows",
    watchedBy: ["test/store/people.test.ts"],
  },
  {
    guard: "a person who was forgotten is not mirrored again",
    file: "api/store/mirrored-customers.ts",
    find: "customers.filter(({ id }) => !forgotten.has(id))",
    replace: "customers",
    watchedBy: ["test/end-to-end/privacy-deletion.test.ts"],
  },
  {
    guard: "what was sent is forgotten after its days",
    file: "api/store/sync-log.ts",
    find: '.where("at", "<", payloadsBefore.toString())',
    replace: '.where("at", "<", linesBefore.toString())',
    watchedBy: ["test/store/sync-log.test.ts"],
  },
  {
    guard: "tokens of a company that was joined again stay",
    file: "api/flows/leave-company.ts",
    find: 'return connection?.state === "disconnected" ? ((await tx.connections.readSecrets(connectionId))?.tokens ?? null) : null;',
    replace: "return connection ? ((await tx.connections.readSecrets(connectionId))?.tokens ?? null) : null;",
    watchedBy: ["test/end-to-end/uninstall.test.ts"],
  },
  {
    guard: "HubSpot's tokens are wiped",
    file: "api/store/portals.ts",
    find: "set state = 'uninstalled', tokens = null,",
    replace: "set state = 'uninstalled',",
    watchedBy: ["test/end-to-end/uninstall.test.ts"],
  },
  {
    guard: "a link to connect ends with the account",
    file: "api/flows/connect-company.ts",
    find: "await refuseIfLeft(tx);",
    replace: "void refuseIfLeft;",
    watchedBy: ["test/end-to-end/uninstall.test.ts"],
  },
  {
    guard: "what the log says of a person is forgotten",
    file: "api/flows/forget-person.ts",
    find: "tx.syncLog.forgetPayloads(namesThem, ",
    replace: "tx.syncLog.forgetPayloads(() => false || namesThem(''), ",
    watchedBy: ["test/end-to-end/privacy-deletion.test.ts"],
  },
];
