import { setTimeout as wait } from "node:timers/promises";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { createActors, eventually } from "../sandbox/demo/actors.ts";
import { install } from "../sandbox/demo/story.ts";
import { lastingPort } from "../sandbox/free-port.ts";
import { startProduct } from "../sandbox/product.ts";
import { sandboxEnvironment, startSandbox, type Sandbox } from "../sandbox/sandbox.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import type { Fault } from "../sandbox/wire/faults.ts";
import { onceOnly, outcomeOf, type Outcome } from "./outcome.ts";
import { noPushIsLeft } from "./waiting-jobs.ts";

/** A call to a vendor is held there, and the process killed while it waits; `made` is what QuickBooks must have made by then. */
export type HeldCall = { at: string; of: "hubspot" | "quickbooks"; fault: Fault; made?: "Customer" | "Estimate" };
/** When the process is killed; `ms` counts from the moment at which the deal is won. */
export type Kill = HeldCall | { at: string; ms: number };

/** The contract: within a minute, with no hand on it. Twice that here, since kills share their machine with others. */
const PATIENCE_MS = 120_000;

/** Has the real process push a deal, kills it with -9, starts it again, and answers what came of the deal. */
export async function outcomeAfterKill(kill: Kill): Promise<{ seen: Outcome; expected: Outcome }> {
  const port = await lastingPort();
  const [sandbox, db] = await Promise.all([startSandbox({ productUrl: `http://localhost:${port}` }), createTestDatabase()]);
  const start = () => startProduct({ port, databaseUrl: db.url, environment: sandboxEnvironment(sandbox) });
  let product = await start();
  try {
    await install(sandbox, createActors(sandbox.hubspot), product.url, () => undefined);
    if ("of" in kill) sandbox[kill.of].wire.faults.add(kill.fault);
    sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
    await ("of" in kill ? reached(sandbox, db, kill) : wait(kill.ms));

    await product.kill();
    product = await start();

    await shownAndIdle(sandbox, db, kill);
    const seen = await outcomeOf({ sandbox, db }, "acme");
    return { seen, expected: onceOnly({ sandbox, db }, seen) };
  } finally {
    await product.kill();
    await sandbox.stop();
    await db.drop();
  }
}

/**
 * The request waits, and what had to be made before is made. How many calls a push makes depends on what was read just before:
 * where one is held by its number, the push may be over without it.
 */
async function reached(sandbox: Sandbox, db: TestDatabase, { at, of, fault, made }: HeldCall): Promise<void> {
  const before = { Customer: "Acme Robotics", Estimate: `HS-${DEAL_IDS.acme}` };
  const isMade = (kind: "Customer" | "Estimate") =>
    sandbox.quickbooks.all(US_REALM, kind).some(({ DisplayName, PrivateNote }) => (DisplayName ?? PrivateNote) === before[kind]);
  const isHeld = () => sandbox[of].wire.faults.list()[0]?.struck === 1 && (!made || isMade(made));
  const isOver = async () => fault.skip !== undefined && (await isShownAndIdle(sandbox, db));
  await eventually(`The moment ${at}`, async () => (isHeld() || (await isOver()) ? true : null), PATIENCE_MS);
}

async function shownAndIdle(sandbox: Sandbox, db: TestDatabase, { at }: Kill): Promise<void> {
  await eventually(
    `The order on the deal after the kill ${at}`,
    async () => ((await isShownAndIdle(sandbox, db)) ? true : null),
    PATIENCE_MS,
  );
}

async function isShownAndIdle({ hubspot }: Sandbox, db: TestDatabase): Promise<boolean> {
  const { properties } = hubspot.portal(NORTHWIND_PORTAL).read("deals", DEAL_IDS.acme);
  return properties["tieout_state"] === "pushed" && noPushIsLeft({ db });
}
