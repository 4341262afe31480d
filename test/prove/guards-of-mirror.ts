import type { Guard } from "./guard.ts";

/** What keeps our copy of QuickBooks true, and finance told of what became of the documents that we made (RULES §4, §8). */
export const GUARDS_OF_MIRROR: readonly Guard[] = [
  {
    guard: "a record gone before it was seen stays gone",
    file: "api/store/mirror.ts",
    find: "from unnest(?::text[]) as gone",
    replace: "from unnest(?::text[]) as gone where false",
    watchedBy: ["test/store/mirror.test.ts"],
  },
  {
    guard: "one transaction at a time writes a mirror",
    file: "api/store/mirror.ts",
    find: 'await trx.raw("select pg_advisory_xact_lock',
    replace: 'if (connectionId === "") await trx.raw("select pg_advisory_xact_lock',
    watchedBy: ["test/store/lock-order.test.ts"],
  },
  {
    guard: "jobs of a transaction are put in in one order",
    file: "api/store/jobs-at-end.ts",
    find: "if ((options.startAfterSeconds ?? 0) < before) asked.set(order, { job, options });",
    replace: "if (before > 0) await put(job, options);",
    watchedBy: ["test/store/lock-order.test.ts"],
  },
  {
    guard: "an edited document is put before finance",
    file: "api/flows/keep-records.ts",
    find: "await noteDrift(tx, connectionId, changes, seenAt);",
    replace: "void noteDrift;",
    watchedBy: ["test/end-to-end/drift.test.ts"],
  },
  {
    guard: "an order that somebody rejected, closed or invoiced is put before finance",
    file: "api/flows/keep-records.ts",
    find: "await noteHolds(tx, connectionId, changes, seenAt);",
    replace: "void noteHolds;",
    watchedBy: ["test/end-to-end/holds.test.ts"],
  },
  {
    guard: "an answer covers no invoice that was made after it",
    file: "api/domain/hold.ts",
    find: "known?.why === why && invoiceIds.every((id) => known.invoiceIds.includes(id))",
    replace: "known?.why === why",
    watchedBy: ["test/domain/hold.test.ts"],
  },
  {
    guard: "nobody answers what they have not been asked",
    file: "api/store/holds.ts",
    find: 'hold_id: trx.raw("excluded.hold_id")',
    replace: "",
    watchedBy: ["test/end-to-end/holds.test.ts"],
  },
  {
    guard: "nobody decides on a document that they have not seen",
    file: "api/store/drifts.ts",
    find: 'drift_id: trx.raw("excluded.drift_id")',
    replace: "",
    watchedBy: ["test/end-to-end/drift.test.ts"],
  },
  {
    guard: "a product's price for one period stays",
    file: "api/domain/catalogue.ts",
    find: "product.recurring || item.price === null",
    replace: "item.price === null",
    watchedBy: ["test/domain/catalogue.test.ts"],
  },
  {
    guard: "an item told first overwrites nothing",
    file: "api/domain/catalogue.ts",
    find: "return all || (told !== null && told[field] !== item[field]);",
    replace: "return all || told === null || told[field] !== item[field];",
    watchedBy: ["test/domain/catalogue.test.ts"],
  },
  {
    guard: "what finance accepted is what is agreed",
    file: "api/domain/drift.ts",
    find: "const agreed = accepted ?? before?.agreed ?? made;",
    replace: "const agreed = before?.agreed ?? made;",
    watchedBy: ["test/domain/drift.test.ts"],
  },
  {
    guard: "an order is kept only with the changes that finance has seen",
    file: "api/flows/keep-order.ts",
    find: 'now.state !== "changed" || changesHash(now.changes) !== seen',
    replace: 'now.state !== "changed"',
    watchedBy: ["test/end-to-end/second-push.test.ts"],
  },
];
