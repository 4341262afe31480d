import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { handleHubSpotEvents } from "../../api/flows/handle-hubspot-events.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { forgetDeals, pushOnce, startStage, type Stage } from "./harness.ts";
import { onceOnly, outcomeOf } from "./outcome.ts";
import { runWaiting } from "./waiting-jobs.ts";

const DEAL = DEAL_IDS.acme;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { dealstage: "closedwon" });
  await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { settleSeconds: 120 } });
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  // What the test before has left settles first.
  await stage.clock.sleep(120_000);
  await runWaiting(stage);
  await forgetDeals(stage);
});

const orders = async () => (await outcomeOf(stage, "acme")).orders;

/** HubSpot tells of a change of the deal at this moment. */
const change = () =>
  handleHubSpotEvents(stage.tieout.needs, [
    {
      id: randomUUID(),
      source: "hubspot",
      dedupeKey: randomUUID(),
      portalId: NORTHWIND_PORTAL,
      realmId: null,
      type: "deal.propertyChange",
      objectId: DEAL,
      occurredAt: stage.clock.now(),
    },
  ]);

const press = (idempotencyKey: string) => stage.actors.ask("rep", `/ui/deals/${DEAL}/push`, { method: "POST", body: { idempotencyKey } });

test("a deal won by webhook waits until it has been left alone for the settle time, counted from the last change", async () => {
  await change();
  await stage.clock.sleep(119_000);
  await pushOnce(stage, DEAL, "webhook");
  expect(await orders()).toEqual([]);

  await change();
  await stage.clock.sleep(119_000);
  await pushOnce(stage, DEAL, "webhook");
  expect(await orders()).toEqual([]);

  await stage.clock.sleep(1_000);
  await runWaiting(stage);
  const outcome = await outcomeOf(stage, "acme");
  expect(outcome).toEqual(onceOnly(stage, outcome));
});

test("the button does not wait", async () => {
  await change();
  await pushOnce(stage, DEAL, "button");
  expect(await orders()).toHaveLength(1);
});

test("the same press again asks for nothing; another press does", async () => {
  const asked = async () => (await runWaiting(stage)).filter(({ data }) => "cause" in data && data.cause === "button").length;
  await press("one");
  expect(await asked()).toBe(1);
  await press("one");
  expect(await asked()).toBe(0);
  await press("two");
  expect(await asked()).toBe(1);
});

test("what waited while Tieout only reads is pushed by itself once it may write again", async () => {
  const set = (body: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body });
  await set({ readOnly: true });
  await pushOnce(stage, DEAL, "sweep");
  expect(await outcomeOf(stage, "acme")).toMatchObject({ state: "notReady", orders: [] });

  await set({ readOnly: false });
  await runWaiting(stage);

  const outcome = await outcomeOf(stage, "acme");
  expect(outcome).toEqual(onceOnly(stage, outcome));
});

test("what a shadow run held back stays where it is when the run ends, since finance has posted it by hand", async () => {
  const set = (body: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body });
  await set({ shadow: true });
  await pushOnce(stage, DEAL, "sweep");
  await set({ shadow: false });
  await runWaiting(stage);
  expect(await outcomeOf(stage, "acme")).toMatchObject({ state: "notReady", orders: [] });
});
