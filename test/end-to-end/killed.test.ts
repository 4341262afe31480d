import { expect, test } from "vitest";
import { sized, WHOLE } from "../prove/size.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { createRandom } from "../sandbox/wire/random.ts";
import { outcomeAfterKill, type HeldCall, type Kill } from "./killing.ts";

const CUSTOMER = { method: "POST", path: "/customer\\?" };
const ORDER = { method: "POST", path: "/estimate\\?" };
const POINTS: HeldCall[] = [
  { at: "after the order was made", of: "quickbooks", fault: { match: ORDER, when: "after", kind: "hang" }, made: "Estimate" },
  { at: "after the customer was made", of: "quickbooks", fault: { match: CUSTOMER, when: "after", kind: "hang" }, made: "Customer" },
  {
    at: "before HubSpot shows the order",
    of: "hubspot",
    fault: { match: { method: "PATCH", path: `/${DEAL_IDS.acme}` }, when: "before", kind: "hang" },
  },
  { at: "before the customer is made", of: "quickbooks", fault: { match: CUSTOMER, when: "before", kind: "hang" } },
  { at: "between customer and order", of: "quickbooks", fault: { match: { path: "query=.*Estimate" }, when: "before", kind: "hang" } },
  // QuickBooks works on for a while on what the dead process has sent.
  { at: "before the order is made, late", of: "quickbooks", fault: { match: ORDER, when: "before", kind: "delay", delayMs: 14_000 } },
];
/** Those whose outcome is not waited for long: what was made is found by the first search. */
const SAMPLE = POINTS.slice(0, 2);

/** So many live side by side; more would only wait for each other. */
const AT_ONCE = 4;
/** A push makes about so many calls of each vendor. */
const CALLS = { hubspot: 8, quickbooks: 15 };
const LONGEST_PUSH_MS = 6_000;

/** At some call of a vendor, or at some moment, which may lie between two statements in the database. */
function killOf(seed: number): Kill {
  const random = createRandom(seed);
  if (random.integer(3) === 0) {
    const ms = random.integer(LONGEST_PUSH_MS);
    return { at: `${ms} ms after the deal was won (seed ${seed})`, ms };
  }
  const of = random.pick(["hubspot", "quickbooks", "quickbooks"] as const);
  const [skip, when] = [random.integer(CALLS[of]), random.pick(["before", "after"] as const)];
  const slow = { kind: "delay", delayMs: 14_000 } as const;
  const fault = { match: {}, skip, when, ...(random.integer(3) === 0 ? slow : { kind: "hang" as const }) };
  return { at: `${when} call ${skip + 1} of ${of}, ${fault.kind} (seed ${seed})`, of, fault };
}

const seeds = Array.from({ length: sized({ sample: 0, whole: 100 }) }, (_, at) => at + 1);
const KILLS: Kill[] = [...(WHOLE ? POINTS : SAMPLE), ...seeds.map(killOf)];
const batches = Array.from({ length: Math.ceil(KILLS.length / AT_ONCE) }, (_, at) => KILLS.slice(at * AT_ONCE, (at + 1) * AT_ONCE));

test.each(batches.map((kills) => ({ kills, points: kills.map(({ at }) => at).join("; ") })))(
  "killed with -9 and started again, the product makes one customer and one order and shows it: $points",
  { timeout: 300_000 },
  async ({ kills }) => {
    const outcomes = await Promise.all(kills.map(async (kill) => [kill.at, await outcomeAfterKill(kill)] as const));
    expect(Object.fromEntries(outcomes)).toEqual(
      Object.fromEntries(outcomes.map(([at, { expected }]) => [at, { seen: expected, expected }])),
    );
  },
);
