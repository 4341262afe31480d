import type { Guard } from "./guard.ts";

/** What keeps a value that a person wrote from being overwritten, and our own writes from coming back (RULES §8). */
export const GUARDS_OF_FIELDS: readonly Guard[] = [
  {
    guard: "fields: a customer that was changed is read again",
    file: "api/flows/sync-customer-fields.ts",
    find: "if (!answer.updated && answer.stale) return false;",
    replace: "if (!answer.updated && answer.stale) return true;",
    watchedBy: ["test/end-to-end/fields-in-step.test.ts"],
  },
  {
    guard: "fields: a write is remembered with its answer",
    file: "api/flows/sync-customer-fields.ts",
    find: "plans.map((plan) => ({ ...plan, quickbooks: taken[plan.field] ?? plan.hubspot })),",
    replace: "[],",
    watchedBy: ["test/end-to-end/fields-in-step.test.ts"],
  },
  {
    guard: "fields: no write while Tieout only reads",
    file: "api/flows/sync-customer-fields.ts",
    find: "plans.length === 0 || !mayWriteToErp(settings)",
    replace: "plans.length === 0",
    watchedBy: ["test/end-to-end/fields-in-step.test.ts"],
  },
  {
    guard: "fields: what both systems agreed on changes no deal",
    file: "api/flows/compare-with-push.ts",
    find: "changesSincePush(asAgreed(frozen, sale, agreed, company.country), sale)",
    replace: "changesSincePush(frozen, sale)",
    watchedBy: ["test/end-to-end/fields-in-step.test.ts"],
  },
  {
    guard: "fields: what both sides say alike is not written",
    file: "api/domain/reconcile-field.ts",
    find: "if (isSame(hubspot, quickbooks)) {",
    replace: "if (field === undefined) {",
    watchedBy: ["test/domain/reconcile-field.test.ts"],
  },
  {
    guard: "fields: two changes are asked about",
    file: "api/domain/reconcile-field.ts",
    find: 'if (subject.rule !== "latest") return { do: "ask", why: "bothChanged" };',
    replace: 'if (subject.rule !== "latest") return goOver(subject, recordSide(subject, "quickbooks"));',
    watchedBy: ["test/domain/reconcile-field.test.ts"],
  },
  {
    guard: "fields: the conflict window",
    file: "api/domain/reconcile-field.ts",
    find: "const TOGETHER_SECONDS = 5 * 60;",
    replace: "const TOGETHER_SECONDS = 0;",
    watchedBy: ["test/domain/reconcile-field.test.ts"],
  },
  {
    guard: "fields: a change on the other side is asked about",
    file: "api/domain/reconcile-field.ts",
    find: 'recordSide(subject, from) === from ? goOver(subject, from) : { do: "ask", why: "notOfRecord" }',
    replace: "goOver(subject, recordSide(subject, from))",
    watchedBy: ["test/domain/reconcile-field.test.ts"],
  },
  {
    guard: "fields: a decision holds for what was shown",
    file: "api/domain/reconcile-field.ts",
    find: "if (chosen && isSame(chosen.hubspot, hubspot) && isSame(chosen.quickbooks, quickbooks)) {",
    replace: "if (chosen) {",
    watchedBy: ["test/domain/reconcile-field.test.ts"],
  },
  {
    guard: "fields: a page that lags brings nothing back",
    file: "api/store/mirrored-customers.ts",
    find: 'case when ${versionIn("kept")} > ${versionIn("excluded")} then kept.record else excluded.record end',
    replace: "excluded.record",
    watchedBy: ["test/store/mirrored-customers.test.ts"],
  },
  {
    guard: "fields: what is not to be kept in step is left alone",
    file: "api/flows/plan-fields.ts",
    find: ' || known.settings.sync[group].direction === "off") return [];',
    replace: ") return [];",
    watchedBy: ["test/flows/plan-fields.test.ts"],
  },
  {
    guard: "fields: nothing goes where values may not go",
    file: "api/flows/plan-fields.ts",
    find: 'return { hubspot: direction !== "toQuickBooks", quickbooks: direction !== "toHubSpot" };',
    replace: 'return { hubspot: direction !== "off", quickbooks: direction !== "off" };',
    watchedBy: ["test/flows/plan-fields.test.ts"],
  },
];
