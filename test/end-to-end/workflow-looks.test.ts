import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signV2, signV3 } from "../sandbox/hubspot/signature.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, push, rowsOf, startStage, type Stage } from "./harness.ts";
import { workWaiting } from "./waiting-jobs.ts";
import { runAction } from "./workflow-stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await workWaiting(stage);
  await forgetDeals(stage);
});

async function runToEnd(action: string, dealId: string, more: object = {}) {
  const run = await runAction(stage, action, dealId, more);
  await workWaiting(stage);
  return run;
}

describe("a check by a workflow", () => {
  test("says that nothing stands in the way, and by how much order and amount differ; it pushes nothing", async () => {
    const run = await runToEnd("check-deal", DEAL_IDS.globex);
    expect(run).toMatchObject({ status: "succeeded", outputFields: { result: "ready", amountDifference: "0.00", balance: "0.00", currency: "USD" } }); // prettier-ignore
    expect(stage.sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.globex))).toEqual(
      [],
    );
  });

  test("says in words and codes what stands in the way", async () => {
    const run = await runToEnd("check-deal", DEAL_IDS.cyberdyne, { inputFields: { onFailure: "continue" } });
    expect(run).toMatchObject({ status: "succeeded", outputFields: { result: "notReady" } });
    expect(run.outputFields["findingCodes"]).toContain("productUnmapped");
    expect(run.outputFields["findings"]).not.toBe("");
  });

  test("of a deal that is gone fails, and leaves no dead letter", async () => {
    const rep = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
    const { id } = rep.create("deals", { dealname: "Gone", dealstage: "closedwon", pipeline: "default" });
    const run = await runAction(stage, "check-deal", id);
    rep.remove("deals", id);
    await workWaiting(stage);
    expect(run).toMatchObject({ status: "continued", outputFields: { result: "failed", findingCodes: "recordGone" } });
    expect(await stage.actors.ask("admin", "/ui/dead-letters")).toMatchObject({ deadLetters: [] });
  });

  test("names a QuickBooks company by the options that HubSpot fetches, and refuses one that is not connected", async () => {
    const { options } = (await (
      await call("options/companies", { origin: { portalId: NORTHWIND_PORTAL }, inputFieldName: "company" })
    ).json()) as {
      options: { label: string; value: string }[];
    };
    expect(options.map(({ label }) => label)).toEqual(["Sandbox Company US"]);
    const inputFields = { company: options[0]?.value };
    expect((await runToEnd("check-deal", DEAL_IDS.globex, { inputFields })).outputFields["result"]).toBe("ready");
    const other = await runAction(stage, "check-deal", DEAL_IDS.globex, { inputFields: { company: "other" } });
    expect(other).toMatchObject({ status: "continued", outputFields: { result: "notReady", findingCodes: "companyUnknown" } });
  });
});

describe("the state of the invoices", () => {
  test("of a deal without any is none", async () => {
    const run = await runToEnd("invoice-status", DEAL_IDS.globex);
    expect(run).toMatchObject({
      status: "succeeded",
      outputFields: { invoiceStatus: "none", invoiced: "0.00", paid: "0.00", daysOverdue: 0 },
    });
  });

  test("counts what was invoiced, paid and is overdue", async () => {
    await push(stage, DEAL_IDS.globex);
    const { people } = stage.sandbox.quickbooks;
    const order = stage.sandbox.quickbooks.all(US_REALM, "Estimate").at(-1)?.Id ?? "";
    people.acceptEstimate(US_REALM, order);
    const invoice = people.invoiceFromEstimate(US_REALM, order);
    people.receivePayment(US_REALM, invoice.Id, 20_000);
    await stage.clock.sleep(60 * 24 * 3_600_000);
    await stage.actors.ask("rep", `/ui/deals/${DEAL_IDS.globex}?refresh=true`);
    await workWaiting(stage);
    const { outputFields } = await runToEnd("invoice-status", DEAL_IDS.globex);
    expect(outputFields).toMatchObject({ result: "pushed", invoiceStatus: "overdue", currency: "USD", paid: "20000.00" });
    expect(outputFields["lastPaymentDate"]).toMatch(/^2026-\d\d-\d\d$/);
    expect(outputFields["daysOverdue"]).toBeGreaterThan(0);

    const object = { objectType: "COMPANY", id: COMPANY_IDS.globex };
    const ofCompany = (await runToEnd("invoice-status", "", { object })).outputFields;
    const { invoiceStatus, daysOverdue, lastPaymentDate } = outputFields;
    expect(ofCompany).toMatchObject({ result: "pushed", currency: "USD", invoiceStatus, daysOverdue, lastPaymentDate });
    const view = await stage.actors.ask<{ balances: { amount: string }[] }>("rep", `/ui/companies/${COMPANY_IDS.globex}`);
    expect(ofCompany["balance"]).toBe(view.balances[0]?.amount);
  });
});

test("a company that no customer of QuickBooks belongs to is unknown", async () => {
  const object = { objectType: "COMPANY", id: COMPANY_IDS.acme };
  expect(await runToEnd("invoice-status", "", { object })).toMatchObject({ status: "continued", outputFields: { result: "unknown" } });
});

describe("a call is refused", () => {
  test.each([
    ["without a signature", {}],
    ["with a wrong version 2", { "x-hubspot-signature": "0".repeat(64), "x-hubspot-signature-version": "v2" }],
    ["with a wrong version 3 beside a right version 2", { "x-hubspot-signature-v3": "wrong" }],
  ])("%s", async (_fault, headers) => {
    const body = callBody("ap-1");
    const right = "x-hubspot-signature-v3" in headers ? await signedV2(body) : {};
    const timestamp = { "x-hubspot-request-timestamp": String(stage.clock.now().epochMilliseconds) };
    const answer = await call("check-deal", body, { ...right, ...timestamp, ...headers });
    expect(answer.status).toBe(401);
    expect(await runs()).toEqual([]);
  });

  test("that is older than five minutes by its version 3", async () => {
    const body = callBody("ap-2");
    const timestamp = stage.clock.now().epochMilliseconds - 301_000;
    const headers = {
      "x-hubspot-request-timestamp": String(timestamp),
      "x-hubspot-signature-v3": signV3(secret(), { ...signed(body), timestamp }),
    };
    expect((await call("check-deal", body, headers)).status).toBe(401);
    expect(await runs()).toEqual([]);
  });

  test("for an account that has not installed us, and one that is no call of an action", async () => {
    const foreign = { ...callBody("ap-3"), origin: { portalId: 999 } };
    expect((await call("check-deal", foreign)).status).toBe(401);
    expect((await call("check-deal", { origin: { portalId: NORTHWIND_PORTAL } })).status).toBe(400);
    expect(await runs()).toEqual([]);
  });

  test("by a card's endpoint where it is signed by version 2 alone", async () => {
    const url = `${stage.url}/ui/settings?portalId=${NORTHWIND_PORTAL}&userId=5001&appId=${stage.config.HUBSPOT_APP_ID}`;
    const headers = { "x-hubspot-signature": signV2(secret(), { method: "GET", url, body: "" }), "x-hubspot-signature-version": "v2" };
    expect((await fetch(url, { headers })).status).toBe(401);
  });
});

const secret = () => stage.config.HUBSPOT_CLIENT_SECRET;
const runs = () => rowsOf(stage.db.url, "select callback_id from workflow_runs where callback_id like 'ap-_'");
const callBody = (callbackId: string) => ({
  callbackId,
  origin: { portalId: NORTHWIND_PORTAL },
  object: { objectId: Number(DEAL_IDS.globex), objectType: "DEAL" },
});
const signed = (body: object, action = "check-deal") => ({
  method: "POST",
  url: `${stage.url}/workflow-actions/${action}`,
  body: JSON.stringify(body),
});
const signedV2 = async (body: object, action?: string) => ({
  "x-hubspot-signature": signV2(secret(), signed(body, action)),
  "x-hubspot-signature-version": "v2",
});
/** A call with the given headers, else rightly signed. */
async function call(action: string, body: object, headers?: Record<string, string>): Promise<Response> {
  return fetch(signed(body, action).url, {
    method: "POST",
    body: JSON.stringify(body),
    headers: headers ?? (await signedV2(body, action)),
  });
}
