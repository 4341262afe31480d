import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { giveUpPush } from "../../api/flows/give-up-push.ts";
import { showDeal } from "../../api/flows/show-deal.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { forgetDeals, push, startStage, type Stage } from "./harness.ts";
import { runWaiting } from "./waiting-jobs.ts";
import { outcomeOf } from "./outcome.ts";

const SUBJECT = { portalId: NORTHWIND_PORTAL, dealId: DEAL_IDS.acme };
const WRITE_BACK = { method: "PATCH", path: `/deals/${DEAL_IDS.acme}` };

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await forgetDeals(stage);
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.acme, { tieout_state: "", tieout_order_number: "" });
});

test("an order that was made is never called failed because HubSpot could not be told", async () => {
  const { hubspot } = stage.sandbox;
  hubspot.wire.faults.add({ match: WRITE_BACK, when: "before", kind: "answer", answer: { status: 503 }, times: 4 });
  const error = await push(stage, SUBJECT.dealId).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ kind: "unavailable" });
  await giveUp(error);
  expect(await outcomeOf(stage, "acme")).toMatchObject({ state: "pushed", shown: { state: "pushed" } });
});

test("HubSpot unreachable while a pushed deal is looked at again does not make it a failed one", async () => {
  await push(stage, SUBJECT.dealId);
  stage.sandbox.hubspot.wire.faults.add({ match: { path: "/deals/" }, when: "before", kind: "answer", answer: { status: 503 }, times: 4 });
  const error = await push(stage, SUBJECT.dealId, "webhook").catch((thrown: unknown) => thrown);
  await giveUp(error);
  expect(await outcomeOf(stage, "acme")).toMatchObject({ state: "pushed", shown: { state: "pushed" } });
});

test("what is written back late never stands over what is newer", async () => {
  const { hubspot } = stage.sandbox;
  await push(stage, SUBJECT.dealId);
  await save("pushing");
  hubspot.wire.faults.add({ match: WRITE_BACK, when: "before", kind: "delay", delayMs: 200 });
  const early = showDeal(stage.tieout.needs, SUBJECT);
  while (hubspot.wire.faults.list()[0]?.struck === 0) await wait(5);
  await save("pushed");
  await Promise.all([early, showDeal(stage.tieout.needs, SUBJECT)]);
  expect((await outcomeOf(stage, "acme")).shown.state).toBe("pushed");
});

/** The push's last try has thrown this, and HubSpot is told. */
async function giveUp(error: unknown): Promise<void> {
  await giveUpPush(stage.tieout.needs, { name: "push-deal", data: { ...SUBJECT, cause: "button" } }, error);
  await runWaiting(stage, ({ name }) => name === "tell-crm");
}

const save = (state: "pushing" | "pushed") => stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.deals.save(SUBJECT.dealId, { state }));
