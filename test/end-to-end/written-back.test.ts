import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { giveUpPush } from "../../api/flows/give-up-push.ts";
import { showDeal } from "../../api/flows/show-deal.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, push, startStage, type Stage } from "./harness.ts";
import { hearBoth } from "./hearing.ts";
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

test("a deal and a company that were deleted show what became of them meanwhile once they are restored", async () => {
  await push(stage, SUBJECT.dealId);
  const { hubspot, quickbooks } = stage.sandbox;
  const person = hubspot.portal(NORTHWIND_PORTAL);
  const removed = hubspot.wire.requests.length;
  person.remove("deals", SUBJECT.dealId);
  person.remove("companies", COMPANY_IDS.acme);
  const order = quickbooks.all(US_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote?.includes(SUBJECT.dealId));
  const invoice = quickbooks.people.invoiceFromEstimate(US_REALM, order?.Id ?? "");
  await hearBoth(stage);
  const from = hubspot.wire.requests.length;
  quickbooks.people.receivePayment(US_REALM, invoice.Id, 5);
  await hearBoth(stage);
  expect(hubspot.wire.requests.slice(from).filter(({ status }) => status === 404)).toEqual([]);

  const ofDeal = hubspot.wire.requests.slice(removed).filter(({ method, path }) => method === "PATCH" && path.includes("/deals/"));
  expect(ofDeal).toEqual([]);

  person.restore("companies", COMPANY_IDS.acme);
  person.restore("deals", SUBJECT.dealId);
  await hearBoth(stage);
  const invoiced = invoice.TotalAmt?.toFixed(2);
  expect(person.read("deals", SUBJECT.dealId).properties).toMatchObject({ tieout_invoiced: invoiced, tieout_paid: "5.00" });
  const balance = ((invoice.TotalAmt ?? 0) - 5).toFixed(2);
  expect(person.read("companies", COMPANY_IDS.acme).properties["tieout_balance"]).toBe(balance);
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
