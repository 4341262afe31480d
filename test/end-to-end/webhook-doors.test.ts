import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { webhookHeaders } from "../sandbox/hubspot/signature.ts";
import { signatureOf } from "../sandbox/quickbooks/webhook-format.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { startStage, type Stage } from "./harness.ts";
import { fromNowOn, type WrittenSince } from "./written-since.ts";

let stage: Stage;
let written: WrittenSince;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  written = await fromNowOn(stage);
});

const now = () => stage.clock.now().epochMilliseconds;

describe("webhooks of HubSpot", () => {
  const delivery = (changes: object = {}) =>
    JSON.stringify([
      {
        ...{ eventId: 77, subscriptionId: 1, portalId: NORTHWIND_PORTAL, appId: stage.config.HUBSPOT_APP_ID, occurredAt: now() },
        ...{ subscriptionType: "deal.propertyChange", attemptNumber: 0, objectId: Number(DEAL_IDS.globex), propertyName: "dealstage" },
        ...changes,
      },
    ]);
  const url = () => `${stage.url}/webhooks/hubspot`;
  const post = (body: string, headers: Record<string, string>) =>
    fetch(url(), { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
  const signed = (body: string, changes: { secret?: string; url?: string; timestamp?: number; over?: string } = {}) =>
    webhookHeaders(changes.secret ?? stage.config.HUBSPOT_CLIENT_SECRET, {
      ...{ method: "POST", url: changes.url ?? url(), body: changes.over ?? body, timestamp: changes.timestamp ?? now() },
    });

  test.each<[string, (body: string) => Record<string, string>]>([
    ["carries no signature", () => ({})],
    ["is signed with another secret", (body) => signed(body, { secret: "somebody else's" })],
    ["is signed for another body", (body) => signed(body, { over: "[]" })],
    ["is signed for another address", (body) => signed(body, { url: `${stage.url}/ui/settings` })],
    ["is older than five minutes", (body) => signed(body, { timestamp: now() - 300_001 })],
    ["lies in the future", (body) => signed(body, { timestamp: now() + 30_001 })],
    [
      "carries only version 1, which anybody may repeat for ever",
      (body) => {
        const { "X-HubSpot-Signature": v1 = "" } = signed(body);
        return { "X-HubSpot-Signature": v1, "X-HubSpot-Signature-Version": "v1" };
      },
    ],
  ])("a delivery is refused when it %s, and nothing is written", async (_how, headers) => {
    const body = delivery();
    expect((await post(body, headers(body))).status).toBe(401);
    await written.expectNothing();
  });

  test("a delivery for another app is taken and left alone", async () => {
    const body = delivery({ appId: 1 });
    expect((await post(body, signed(body))).status).toBe(200);
    await written.expectNothing();
  });

  test("a delivery that comes twice is stored once", async () => {
    const body = delivery({ eventId: 78 });
    await post(body, signed(body));
    written = await fromNowOn(stage);
    expect((await post(body, signed(body))).status).toBe(200);
    await written.expectNothing();
  });
});

describe("webhooks of QuickBooks", () => {
  const BODY = JSON.stringify({
    eventNotifications: [
      {
        realmId: US_REALM,
        dataChangeEvent: { entities: [{ name: "Invoice", id: "1", operation: "Update", lastUpdated: "2026-11-20T15:00:00Z" }] },
      },
    ],
  });
  const post = (headers: Record<string, string>) => fetch(`${stage.url}/webhooks/quickbooks`, { method: "POST", body: BODY, headers });

  test.each<[string, () => Record<string, string>]>([
    ["carries no signature", () => ({})],
    ["is signed with another token", () => ({ "intuit-signature": signatureOf(BODY, "somebody else's") })],
    ["is signed for another body", () => ({ "intuit-signature": signatureOf("{}", stage.config.QUICKBOOKS_WEBHOOK_VERIFIER) })],
    ["has an empty signature", () => ({ "intuit-signature": "" })],
  ])("a delivery is refused when it %s, and nothing is written", async (_how, headers) => {
    expect((await post(headers())).status).toBe(401);
    await written.expectNothing();
  });

  test("a delivery is stored once, however often it comes", async () => {
    const genuine = { "intuit-signature": signatureOf(BODY, stage.config.QUICKBOOKS_WEBHOOK_VERIFIER) };
    expect((await post(genuine)).status).toBe(200);
    await written.expectSomething();
    written = await fromNowOn(stage);
    expect((await post(genuine)).status).toBe(200);
    await written.expectNothing();
  });
});
