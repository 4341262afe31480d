import { expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { createActors, eventually } from "../sandbox/demo/actors.ts";
import { install } from "../sandbox/demo/story.ts";
import { freePort } from "../sandbox/free-port.ts";
import { startProduct } from "../sandbox/product.ts";
import { sandboxEnvironment, startSandbox, type Sandbox } from "../sandbox/sandbox.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import type { Fault } from "../sandbox/wire/faults.ts";
import { rowsOf } from "./harness.ts";
import { onceOnly, outcomeOf, type Outcome } from "./outcome.ts";

/** Held there, and killed while it waits; `made` is what QuickBooks must have made by then. */
type Point = { at: string; of: "hubspot" | "quickbooks"; fault: Fault; made?: "Customer" | "Estimate" };

const CUSTOMER = { method: "POST", path: "/customer\\?" };
const ORDER = { method: "POST", path: "/estimate\\?" };
const POINTS: Point[] = [
  { at: "before the customer is made", of: "quickbooks", fault: { match: CUSTOMER, when: "before", kind: "hang" } },
  { at: "after the customer was made", of: "quickbooks", fault: { match: CUSTOMER, when: "after", kind: "hang" }, made: "Customer" },
  { at: "between customer and order", of: "quickbooks", fault: { match: { path: "query=.*Estimate" }, when: "before", kind: "hang" } },
  // QuickBooks works on for a while on what the dead process has sent.
  { at: "before the order is made, late", of: "quickbooks", fault: { match: ORDER, when: "before", kind: "delay", delayMs: 14_000 } },
  { at: "after the order was made", of: "quickbooks", fault: { match: ORDER, when: "after", kind: "hang" }, made: "Estimate" },
  {
    at: "before HubSpot shows the order",
    of: "hubspot",
    fault: { match: { method: "PATCH", path: `/${DEAL_IDS.acme}` }, when: "before", kind: "hang" },
  },
];

/** The contract: within a minute, with no hand on it. Twice that here, since all points share this machine with others. */
const PATIENCE_MS = 120_000;

test(
  "killed between any two steps and started again, the product makes one customer and one order and shows it",
  { timeout: 180_000 },
  async () => {
    const outcomes = await Promise.all(POINTS.map(async (point, index) => [point.at, await outcomeAfterKill(point, index)] as const));
    expect(Object.fromEntries(outcomes)).toEqual(
      Object.fromEntries(outcomes.map(([at, { expected }]) => [at, { seen: expected, expected }])),
    );
  },
);

async function outcomeAfterKill(point: Point, index: number): Promise<{ seen: Outcome; expected: Outcome }> {
  const port = await freePort(41_000 + index * 100 + Math.floor(Math.random() * 90));
  const sandbox = await startSandbox({ productUrl: `http://localhost:${port}` });
  const db = await createTestDatabase();
  const start = () => startProduct({ port, databaseUrl: db.url, environment: sandboxEnvironment(sandbox) });
  let product = await start();
  try {
    const actors = createActors(sandbox.hubspot);
    await install(sandbox, actors, product.url, () => undefined);
    sandbox[point.of].wire.faults.add(point.fault);
    sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
    await reached(sandbox, point);

    await product.kill();
    product = await start();

    await shownAndIdle(sandbox, db, point);
    const seen = await outcomeOf({ sandbox, db }, "acme");
    return { seen, expected: onceOnly({ sandbox, db }, seen) };
  } finally {
    await product.kill();
    await sandbox.stop();
    await db.drop();
  }
}

/** The request waits, and what had to be made before is made. */
async function reached(sandbox: Sandbox, { at, of, made }: Point): Promise<void> {
  const before = { Customer: "Acme Robotics", Estimate: `HS-${DEAL_IDS.acme}` };
  const isMade = (kind: "Customer" | "Estimate") =>
    sandbox.quickbooks.all(US_REALM, kind).some(({ DisplayName, PrivateNote }) => (DisplayName ?? PrivateNote) === before[kind]);
  await eventually(
    `The moment ${at}`,
    () => (sandbox[of].wire.faults.list()[0]?.struck === 1 && (!made || isMade(made)) ? true : null),
    PATIENCE_MS,
  );
}

async function shownAndIdle(sandbox: Sandbox, db: TestDatabase, { at }: Point): Promise<void> {
  const isShown = () => sandbox.hubspot.portal(NORTHWIND_PORTAL).read("deals", DEAL_IDS.acme).properties["tieout_state"] === "pushed";
  const isIdle = async () => (await rowsOf(db.url, "select 1 from pgboss.job where state < 'completed'")).length === 0;
  await eventually(`The order on the deal after the kill ${at}`, async () => (isShown() && (await isIdle()) ? true : null), PATIENCE_MS);
}
