import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import { followMerges } from "../../api/flows/follow-merges.ts";
import { giveUpPush } from "../../api/flows/give-up-push.ts";
import { mirrorRecord } from "../../api/flows/mirror.ts";
import { runScheduled } from "../../api/jobs/schedule.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, push, rowsOf, startStage, type Stage } from "./harness.ts";
import { onceOnly, outcomeOf } from "./outcome.ts";
import { feedMirror, runWaiting } from "./waiting-jobs.ts";

const DEAL = DEAL_IDS.acme;

let stage: Stage;
beforeAll(async () => void (stage = await startStage()));
afterAll(() => stage?.stop());
beforeEach(async () => {
  await runWaiting(stage, () => false);
  await forgetDeals(stage);
});

const sweep = () => runScheduled(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, kind: "sweep" });
/** How often a sweep has the deal looked at; other deals are left alone. */
const looks = async ({ run = true } = {}) => {
  const jobs = await runWaiting(stage, ({ data }) => run && (!("dealId" in data) || data.dealId === DEAL));
  return jobs.filter(({ data }) => "dealId" in data && data.dealId === DEAL && "cause" in data && data.cause === "sweep");
};
/** A rep wins the deal, and HubSpot's webhook never arrives. */
const winUnheard = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { dealstage: "closedwon" });
const settle = (settleSeconds: number) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { settleSeconds } });

test("a won deal whose webhook was lost is found by the sweep and pushed once; later sweeps leave it alone", async () => {
  winUnheard();
  await stage.clock.sleep(120_000);
  await sweep();
  expect(await looks()).toHaveLength(1);
  const outcome = await outcomeOf(stage, "acme");
  expect(outcome).toEqual(onceOnly(stage, outcome));

  // What we write on the deal is a change of it, too, and looked at once.
  await stage.clock.sleep(5 * 60_000);
  await sweep();
  await looks();
  await stage.clock.sleep(5 * 60_000);
  await sweep();
  expect(await looks()).toEqual([]);
  expect(await outcomeOf(stage, "acme")).toEqual(outcome);
});

test("a deal whose push was refused for good is left to people: no sweep pushes it again until it is changed", async () => {
  winUnheard();
  const refusal = new AppError("rejected", "QuickBooks refused the order.", { code: "6210" });
  const job = { name: "push-deal", data: { portalId: NORTHWIND_PORTAL, dealId: DEAL, cause: "button" } } as const;
  await giveUpPush(stage.tieout.needs, job, refusal);
  await stage.clock.sleep(5 * 60_000);
  await sweep();
  expect(await looks({ run: false })).toEqual([]);

  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { description: "mended" });
  await stage.clock.sleep(5 * 60_000);
  await sweep();
  expect(await looks({ run: false })).toHaveLength(1);
});

test("an admin has the sweep done now", async () => {
  expect(await stage.actors.ask("admin", "/ui/sync/run", { method: "POST", body: { what: "sweep" } })).toEqual({ queued: 1 });
  expect((await runWaiting(stage, () => false)).map(({ name, data }) => ({ name, data }))).toEqual([
    { name: "run-scheduled", data: { portalId: NORTHWIND_PORTAL, kind: "sweep" } },
  ]);
  await sweep();
  const { entries } = await stage.actors.ask<{ entries: { kind: string; result: unknown }[] }>("rep", "/ui/schedule");
  expect(entries.find(({ kind }) => kind === "sweep")?.result).toMatchObject({ missed: expect.any(Number) as number });
});

test("a deal that the sweep finds waits until it has settled", async () => {
  await settle(600);
  winUnheard();
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { description: "changed just now" });
  await stage.clock.sleep(1_000);
  await sweep();
  const [job] = await rowsOf(
    stage.db.url,
    `select extract(epoch from start_after - created_on)::integer as seconds from pgboss.job where data ->> 'dealId' = '${DEAL}'`,
  );
  expect(job?.["seconds"]).toBeGreaterThan(590);
  await settle(0);
});

test("a pushed deal that was lost, or deleted, without a word from HubSpot is found at night and says so", async () => {
  const person = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  const strayed = () => runScheduled(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, kind: "strayed" });
  winUnheard();
  await push(stage, DEAL);
  // What we wrote on it is a change of it, too, and looked at once.
  await stage.clock.sleep(3_600_000);
  await strayed();
  expect(await looks()).toHaveLength(1);
  await stage.clock.sleep(3_600_000);
  await strayed();
  expect(await looks()).toEqual([]);

  person.patch("deals", DEAL, { dealstage: "closedlost" });
  await stage.clock.sleep(3_600_000);
  await strayed();
  expect(await looks()).toHaveLength(1);
  expect(await outcomeOf(stage, "acme")).toMatchObject({ state: "cancelled", shown: { state: "cancelled" } });

  winUnheard();
  await push(stage, DEAL);
  person.remove("deals", DEAL);
  await strayed();
  expect(await looks()).toHaveLength(1);
  person.restore("deals", DEAL);
  expect((await outcomeOf(stage, "acme")).state).toBe("cancelled");
  await push(stage, DEAL);
  expect((await outcomeOf(stage, "acme")).state).not.toBe("cancelled");
});

test("a pushed deal whose company was deleted, or is back, without a word is found at night once, whosever its customer is by now", async () => {
  const person = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  const atNight = async () => {
    await stage.clock.sleep(3_600_000);
    await runScheduled(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, kind: "strayed" });
    return (await looks()).length;
  };
  // What we write on the deal is a change of it, too, and looked at once.
  const nights = async () => [await atNight(), await atNight(), await atNight()];
  winUnheard();
  await push(stage, DEAL);
  expect(await nights()).toEqual([1, 0, 0]);
  await rowsOf(stage.db.url, "delete from links where record_type = 'customer'");

  person.remove("companies", COMPANY_IDS.acme);
  expect(await nights()).toEqual([1, 1, 0]);
  expect((await rowsOf(stage.db.url, `select state from deals where deal_id = '${DEAL}'`))[0]).toEqual({ state: "changed" });
  person.restore("companies", COMPANY_IDS.acme);
  expect(await nights()).toEqual([1, 1, 0]);
});

describe("a customer that was merged into another without a word from QuickBooks", () => {
  const people = () => stage.sandbox.quickbooks.people;
  const customerOfAcme = async () => (await outcomeOf(stage, "acme")).linkedCustomer ?? "";
  const orderOfAcme = async () => (await outcomeOf(stage, "acme")).linkedOrder ?? "";
  beforeEach(async () => {
    winUnheard();
    await push(stage, DEAL);
    await feedMirror(stage);
  });
  /** The order of Acme is deleted and its customer becomes another. */
  async function mergeAcme(): Promise<void> {
    people().delete(US_REALM, "Estimate", await orderOfAcme());
    people().mergeCustomers(US_REALM, await customerOfAcme(), "2");
    stage.sandbox.quickbooks.webhooks.forget();
  }

  test("is the other from then on where any document of it is left to tell", async () => {
    const invoice = people().invoiceFromEstimate(US_REALM, await orderOfAcme());
    const [connection] = await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.list());
    const place = { portalId: NORTHWIND_PORTAL, connectionId: connection?.connectionId ?? "" };
    await mirrorRecord(stage.tieout.needs, place, "invoice", invoice.Id);
    await mergeAcme();
    await followMerges(stage.tieout.needs, place);
    expect(await customerOfAcme()).toBe("2");
  });

  test("is nobody's from the next day on where none is left", async () => {
    await mergeAcme();
    await runScheduled(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, kind: "payments" });
    await feedMirror(stage);
    expect(await customerOfAcme()).toBe("");
  });
});
