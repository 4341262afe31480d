import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { faultWith200 } from "../sandbox/quickbooks/canned-answers.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, push, pushOnce, startStage, type Stage } from "./harness.ts";
import { onceOnly, outcomeOf } from "./outcome.ts";

const DEAL = DEAL_IDS.acme;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await forgetDeals(stage);
  person().patch("deals", DEAL, { dealstage: "closedwon", tieout_state: "", tieout_order_number: "" });
});

const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);

/** Pushed, deleted by a person, and still to be found by every query. */
async function deletedButStillFound(): Promise<void> {
  const { quickbooks } = stage.sandbox;
  await push(stage, DEAL);
  await stage.clock.sleep(60_000);
  quickbooks.configure({ queryLagSeconds: 9 });
  quickbooks.people.delete(US_REALM, "Estimate", (await outcomeOf(stage, "acme")).orders[0] ?? "");
}

test("a deleted order that late queries still find is not taken for the new one", async () => {
  await deletedButStillFound();
  await push(stage, DEAL);
  const outcome = await outcomeOf(stage, "acme");
  expect(outcome).toEqual(onceOnly(stage, outcome));
});

test("nor when QuickBooks refuses the new one: the refusal is told, and the next push makes one order", async () => {
  await deletedButStillFound();
  const refusal = { when: "before", kind: "answer", answer: faultWith200("6000") } as const;
  stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, ...refusal });
  await expect(pushOnce(stage, DEAL)).rejects.toMatchObject({ kind: "rejected", code: "6000" });

  await push(stage, DEAL);
  const outcome = await outcomeOf(stage, "acme");
  expect(outcome).toEqual(onceOnly(stage, outcome));
});

test("an order does not go to a customer that was merged a moment ago and that late queries still find", async () => {
  const { quickbooks } = stage.sandbox;
  quickbooks.configure({ queryLagSeconds: 30 });
  quickbooks.people.mergeCustomers(US_REALM, "1", "2");
  person().patch("deals", DEAL_IDS.globex, { dealstage: "closedwon" });
  await push(stage, DEAL_IDS.globex);
  const outcome = await outcomeOf(stage, "globex");
  expect(outcome).toEqual(onceOnly(stage, outcome));
});

test("a deal deleted in HubSpot while its order was on the way says so, and is not left as if it were being pushed", async () => {
  stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "after", kind: "drop" });
  await expect(pushOnce(stage, DEAL)).rejects.toMatchObject({ kind: "unavailable" });
  person().remove("deals", DEAL);
  await push(stage, DEAL);
  person().restore("deals", DEAL);
  expect((await outcomeOf(stage, "acme")).state).toBe("cancelled");
});
