import { proveExactOrders } from "./exact-orders.ts";

/** What is shown on more cases than a test has time for; each answers a sentence and throws when it does not hold. */
const PROOFS: Record<string, (runs: number) => string> = {
  "exact orders": proveExactOrders,
};

// PROVE_RUNS: how many random cases of each, a million unless said otherwise.
const runs = Number(process.env["PROVE_RUNS"] ?? 1_000_000);
const chosen = process.argv.slice(2);
for (const [name, prove] of Object.entries(PROOFS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const startedAt = performance.now();
  console.log(`${name}: ${prove(runs)} (${Math.round((performance.now() - startedAt) / 1000)} s)`);
}
