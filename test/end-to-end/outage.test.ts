import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runScheduled } from "../../api/jobs/schedule.ts";
import { sized, WHOLE } from "../prove/size.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { createRandom } from "../sandbox/wire/random.ts";
import { startStage, type Stage } from "./harness.ts";
import { startFleet } from "./outage/fleet.ts";
import { joinTwoPortals, newBuyer, OTHER_COMPANY, OTHER_PORTAL, OTHER_REALM, winDeal } from "./outage/two-portals.ts";
import { startVirtualTime } from "./outage/virtual-time.ts";

const DEALS = sized({ sample: 4, whole: 2_000 });
const BUYERS = Math.min(50, Math.ceil(DEALS / 4));
const OUTAGE_MINUTES = WHOLE ? 120 : 2;
const MINUTE_MS = 60_000;
/** What the limiter lets through in a minute, at most (facts/quickbooks.md §5). */
const CAP = { quickbooks: MINUTE_MS / 126, hubspot: MINUTE_MS / 100 };

let stage: Stage;
let database: pg.Client;
let fleet: ReturnType<typeof startFleet>;
beforeAll(async () => {
  stage = await startStage({ time: startVirtualTime, moreCompanies: [OTHER_COMPANY] });
  await joinTwoPortals(stage);
  database = new pg.Client({ connectionString: stage.db.url });
  await database.connect();
  stage.sandbox.quickbooks.configure({ limits: { enforced: true } });
  stage.sandbox.hubspot.world.limits.burst = 110;
  const { needs } = stage.tieout;
  fleet = startFleet({ needs, clock: stage.clock, database, random: createRandom(1), processes: 3, slots: 4 });
}, 600_000);
afterAll(async () => {
  await fleet?.stop();
  await database?.end();
  await stage?.stop();
});

type Minute = { at: number; calls: Record<string, number>; refused: Record<string, number> };

/** What the vendors were asked in the minute that ends now, by company and account. */
function takeMinute(): Minute {
  const minute: Minute = { at: stage.clock.now().epochMilliseconds, calls: {}, refused: {} };
  for (const { wire } of [stage.sandbox.quickbooks, stage.sandbox.hubspot]) {
    for (const { path, status } of wire.requests) {
      const of = /\/company\/(\d+)\//.exec(path)?.[1] ?? (path.startsWith("/crm/") ? "hubspot" : "other");
      minute.calls[of] = (minute.calls[of] ?? 0) + 1;
      if (status === 429) minute.refused[of] = (minute.refused[of] ?? 0) + 1;
    }
    wire.requests.length = 0;
  }
  return minute;
}

async function deliver(): Promise<void> {
  const { webhooks } = stage.sandbox.hubspot.world;
  webhooks.set({ held: false });
  await stage.sandbox.hubspot.flushWebhooks(true);
  webhooks.set({ held: true });
}

const ordersIn = (realm: string) =>
  stage.sandbox.quickbooks.all(realm, "Estimate").flatMap(({ PrivateNote }) => /^HS-(\d+)$/m.exec(PrivateNote ?? "")?.[1] ?? []);

test(
  `QuickBooks is down for ${OUTAGE_MINUTES} minutes with ${DEALS} deals waiting: all are pushed once, at the vendors' cap, and another portal does not notice`,
  { timeout: 0 },
  async () => {
    const { quickbooks } = stage.sandbox;
    const buyers = Array.from({ length: BUYERS }, (_, index) => newBuyer(stage, NORTHWIND_PORTAL, index));
    const others = [newBuyer(stage, OTHER_PORTAL, 77)];
    const deals = Array.from({ length: DEALS }, (_, index) => winDeal(stage, NORTHWIND_PORTAL, buyers[index % BUYERS]!));
    const down = { match: { path: `/company/${US_REALM}/` }, when: "before", kind: "answer", answer: { status: 503, body: "" } } as const;
    quickbooks.wire.faults.add({ ...down, times: Infinity });
    await deliver();
    takeMinute();

    const minutes: Minute[] = [];
    const delays: number[] = [];
    const asked: { deal: string; at: number }[] = [];
    const done = () => new Set(ordersIn(US_REALM)).size;
    for (let minute = 0; done() < DEALS; minute += 1) {
      if (minute === OUTAGE_MINUTES) quickbooks.wire.faults.clear();
      if (minute % 5 === 0) {
        asked.push({ deal: winDeal(stage, OTHER_PORTAL, others[0]!), at: stage.clock.now().epochMilliseconds });
        await deliver();
      }
      if (minute % 15 === (WHOLE ? 14 : 2))
        for (const portalId of [NORTHWIND_PORTAL, OTHER_PORTAL])
          await runScheduled(stage.tieout.needs, { portalId, kind: "mended" }).catch(() => undefined);
      for (let look = 0; look < 12; look += 1) {
        await stage.clock.sleep(MINUTE_MS / 12);
        const made = new Set(ordersIn(OTHER_REALM));
        for (const each of asked.filter(({ deal }) => made.has(deal))) {
          delays.push((stage.clock.now().epochMilliseconds - each.at) / 1_000);
          asked.splice(asked.indexOf(each), 1);
        }
      }
      minutes.push(takeMinute());
      if (WHOLE) console.log(minute, JSON.stringify(minutes.at(-1)), done(), fleet.left("push-deal"));
      if (minute > OUTAGE_MINUTES + 600) throw new Error("It never ends");
    }
    expect(ordersIn(US_REALM).toSorted()).toEqual(deals.toSorted());
    report(minutes, delays);
    expect(minutes.every(({ refused }) => Object.keys(refused).length === 0)).toBe(true);
    expect(Math.max(...delays)).toBeLessThan(60);
  },
);

/** How near to the cap the calls of the whole minutes of the drain came. */
function report(minutes: Minute[], delays: number[]): void {
  const drain = minutes.slice(OUTAGE_MINUTES).filter(({ calls }) => (calls[US_REALM] ?? 0) > 100);
  const mean = (of: string) => drain.reduce((sum, { calls }) => sum + (calls[of] ?? 0), 0) / Math.max(1, drain.length);
  console.log(
    `drained in ${drain.length} minutes; QuickBooks ${mean(US_REALM).toFixed(0)} of ${CAP.quickbooks.toFixed(0)} a minute, HubSpot ${mean("hubspot").toFixed(0)} of ${CAP.hubspot}; the other portal waited ${Math.max(...delays).toFixed(0)} s at most`,
  );
}
