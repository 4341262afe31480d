import { proveByTests } from "./by-tests.ts";
import { proveExactOrders } from "./exact-orders.ts";
import { proveFirstFill } from "./first-fill.ts";
import { proveGuards } from "./guards.ts";

/** What is shown on more than a test has time for; each answers a sentence and throws when it does not hold. */
const PROOFS: Record<string, (runs: number, parts: string[]) => string | Promise<string>> = {
  "exact orders": proveExactOrders,
  events: () => proveByTests(["test/end-to-end/events-in-any-order.test.ts"]),
  "first fill": proveFirstFill,
  guards: proveGuards,
  histories: () => proveByTests(["test/end-to-end/histories.test.ts"]),
  outage: () => proveByTests(["test/end-to-end/outage.test.ts"]),
  poison: () => proveByTests(["test/flows/tell-crm.test.ts", "test/jobs/fairness.test.ts"]),
  "lost answers": () => proveByTests(["test/end-to-end/lost-answers.test.ts"]),
  crash: () => proveByTests(["test/end-to-end/crash/crash.test.ts"]),
  "no loops": () => proveByTests(["test/end-to-end/no-loops.test.ts"]),
  kill: () => proveByTests(["test/end-to-end/killed.test.ts"]),
};

// PROVE_RUNS: how many random cases of each, a million unless said otherwise. The first argument chooses one proof, more of them parts of it.
const runs = Number(process.env["PROVE_RUNS"] ?? 1_000_000);
const [chosen, ...parts] = process.argv.slice(2);
if (chosen !== undefined && !(chosen in PROOFS))
  throw new Error(`There is no proof "${chosen}"; there are ${Object.keys(PROOFS).join(", ")}.`);
for (const [name, prove] of Object.entries(PROOFS)) {
  if (chosen !== undefined && chosen !== name) continue;
  const startedAt = performance.now();
  console.log(`${name}: ${await prove(runs, parts)} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
}
