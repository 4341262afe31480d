import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runScheduled } from "../../api/jobs/schedule.ts";
import { sized, WHOLE } from "../prove/size.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { startSlack } from "../sandbox/slack-catcher.ts";
import { createRandom } from "../sandbox/wire/random.ts";
import { startStage, type Stage } from "./harness.ts";
import { startFleet } from "./outage/fleet.ts";
import { drainOf, refusedIn, takeMinute, type Minute } from "./outage/minutes.ts";
import { joinTwoPortals, newBuyer, openDeal, OTHER_COMPANY, OTHER_PORTAL, OTHER_REALM, winDeal } from "./outage/two-portals.ts";
import { startVirtualTime } from "./outage/virtual-time.ts";

const DEALS = sized({ sample: 4, whole: 2_000 });
const BUYERS = Math.min(50, Math.ceil(DEALS / 4));
const OUTAGE_MINUTES = WHOLE ? 120 : 2;
const MINUTE_MS = 60_000;
/** The schedule looks so often whether an outage is over. */
const PROBE_MINUTES = WHOLE ? 15 : 3;

let stage: Stage;
let slack: Awaited<ReturnType<typeof startSlack>>;
let database: pg.Client;
let fleet: ReturnType<typeof startFleet>;
beforeAll(async () => {
  slack = await startSlack();
  const environment = { ALERT_WEBHOOK_ORIGINS: slack.origin };
  stage = await startStage({ time: startVirtualTime, moreCompanies: [OTHER_COMPANY], environment });
  await joinTwoPortals(stage);
  await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { alerts: { slackWebhookUrl: slack.url, emails: [] } } });
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
  await slack?.stop();
});

async function deliver(): Promise<void> {
  const { webhooks } = stage.sandbox.hubspot.world;
  webhooks.set({ held: false });
  await stage.sandbox.hubspot.flushWebhooks(true);
  webhooks.set({ held: true });
}

const ordersIn = (realm: string) =>
  stage.sandbox.quickbooks.all(realm, "Estimate").flatMap(({ PrivateNote }) => /^HS-(\d+)$/m.exec(PrivateNote ?? "")?.[1] ?? []);

/** QuickBooks answers this company's calls with 503, as long as it lasts. */
const DOWN = { match: { path: `/company/${US_REALM}/` }, when: "before", kind: "answer", answer: { status: 503, body: "" } } as const;

test(
  `QuickBooks is down for ${OUTAGE_MINUTES} minutes with ${DEALS} deals waiting: all are pushed once, at QuickBooks' cap, people are told once, and another portal does not notice`,
  { timeout: 0 },
  async () => {
    const { quickbooks, hubspot } = stage.sandbox;
    const buyers = Array.from({ length: BUYERS }, (_, index) => newBuyer(stage, NORTHWIND_PORTAL, index));
    const other = newBuyer(stage, OTHER_PORTAL, 77);
    const deals = Array.from({ length: DEALS }, (_, index) => openDeal(stage, NORTHWIND_PORTAL, buyers[index % BUYERS]!));
    hubspot.world.webhooks.clear();
    quickbooks.wire.faults.add({ ...DOWN, times: Infinity });
    for (const deal of deals) winDeal(stage, NORTHWIND_PORTAL, deal);
    await deliver();
    takeMinute(stage, 0);

    const minutes: Minute[] = [];
    const delays: number[] = [];
    const asked: { deal: string; at: number }[] = [];
    const done = () => new Set(ordersIn(US_REALM)).size;
    for (let minute = 0; done() < DEALS || fleet.left("push-deal") > 0 || slack.posted.length < 2; minute += 1) {
      if (minute === OUTAGE_MINUTES) quickbooks.wire.faults.clear();
      if (minute % 5 === 0 && done() < DEALS) {
        const deal = openDeal(stage, OTHER_PORTAL, other);
        winDeal(stage, OTHER_PORTAL, deal);
        asked.push({ deal, at: stage.clock.now().epochMilliseconds });
        await deliver();
      }
      if (minute % PROBE_MINUTES === PROBE_MINUTES - 1)
        for (const portalId of [NORTHWIND_PORTAL, OTHER_PORTAL]) await runScheduled(stage.tieout.needs, { portalId, kind: "mended" });
      for (let look = 0; look < 12; look += 1) {
        await stage.clock.sleep(MINUTE_MS / 12);
        const made = new Set(ordersIn(OTHER_REALM));
        for (const each of asked.filter(({ deal }) => made.has(deal))) {
          delays.push((stage.clock.now().epochMilliseconds - each.at) / 1_000);
          asked.splice(asked.indexOf(each), 1);
        }
      }
      minutes.push(takeMinute(stage, done()));
      if (WHOLE) console.log(minute, JSON.stringify(minutes.at(-1)), `${fleet.left("push-deal")} left`);
      if (minute > OUTAGE_MINUTES + 600) throw new Error("It never ends");
    }

    expect(ordersIn(US_REALM).toSorted()).toEqual(deals.toSorted());
    expect(new Set(deals.map((deal) => hubspot.portal(NORTHWIND_PORTAL).read("deals", deal).properties["tieout_state"]))).toEqual(
      new Set(["pushed"]),
    );
    expect(await openEnds()).toEqual({ deals: 0, intents: 0, letters: 0 });
    expect(slack.posted.map(({ text }) => /stopped|settled/.exec(text)?.[0])).toEqual(["stopped", "settled"]);
    expect(refusedIn(minutes)).toBe(0);
    expect(asked).toEqual([]);
    expect(Math.max(...delays)).toBeLessThan(60);
    if (!WHOLE) return;
    const drain = drainOf(minutes, DEALS);
    console.log(
      `drained in ${drain.minutes} whole minutes at ${(drain.share * 100).toFixed(1)} % of QuickBooks' cap; no call was refused; the other portal waited ${Math.max(...delays).toFixed(0)} s at most`,
    );
    expect(drain.share).toBeGreaterThanOrEqual(0.95);
  },
);

/** What is not at its end in the first portal. */
async function openEnds(): Promise<Record<string, number>> {
  const { rows } = await database.query<Record<string, number>>(
    `select (select count(*)::int from deals where portal_id = $1 and state <> 'pushed') as deals,
       (select count(*)::int from intents where portal_id = $1 and state in ('planned', 'sent')) as intents,
       (select count(*)::int from dead_letters where portal_id = $1 and closed_at is null) as letters`,
    [NORTHWIND_PORTAL],
  );
  return rows[0]!;
}
