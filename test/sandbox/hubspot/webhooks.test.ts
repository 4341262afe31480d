import { afterEach, beforeEach, expect, test } from "vitest";
import { COMPANY_IDS, contactOf } from "../seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { CLIENT, installedApp, PORTAL, receiver, type InstalledApp, type Json, type Receiver } from "./installed-app.ts";
import { signV1, signV3 } from "./signature.ts";

let app: InstalledApp;
let target: Receiver;
beforeEach(async () => {
  target = await receiver();
  app = await installedApp({ webhookUrl: `${target.url}/webhooks/hubspot` });
});
afterEach(async () => {
  await app.hubspot.stop();
  await target.stop();
});

const STAGE = { subscriptionType: "deal.propertyChange", propertyName: "dealstage" };
const subscribe = (...subscriptions: { subscriptionType: string; objectType?: string; propertyName?: string }[]) =>
  app.hubspot.world.webhooks.set({ subscriptions });
const events = () => target.requests.flatMap(({ body }) => JSON.parse(body) as Json[]);
const person = () => app.hubspot.portal(PORTAL, 5002);
const close = () => person().patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });

test("a stage change arrives as an array, signed v1 in the old headers and v3 beside them", async () => {
  subscribe(STAGE);
  close();
  await app.hubspot.flushWebhooks();
  const [request] = target.requests;
  expect(events()).toMatchObject([
    {
      subscriptionType: "deal.propertyChange",
      portalId: PORTAL,
      appId: CLIENT.appId,
      objectId: Number(DEAL_IDS.acme),
      propertyName: "dealstage",
      propertyValue: "closedwon",
      changeSource: "CRM_UI",
      attemptNumber: 0,
      occurredAt: app.clock.now(),
    },
  ]);
  expect(request!.headers["x-hubspot-signature-version"]).toBe("v1");
  expect(request!.headers["x-hubspot-signature"]).toBe(signV1(CLIENT.clientSecret, request!.body));
  const signed = { method: "POST", url: `${target.url}/webhooks/hubspot`, body: request!.body, timestamp: app.clock.now() };
  expect(request!.headers["x-hubspot-signature-v3"]).toBe(signV3(CLIENT.clientSecret, signed));
});

test("writes of the app itself come back as events too, and an unchanged value does not", async () => {
  subscribe(STAGE);
  await app.call("PATCH", `/crm/objects/2026-03/deals/${DEAL_IDS.acme}`, { properties: { dealstage: "closedwon" } });
  await app.call("PATCH", `/crm/objects/2026-03/deals/${DEAL_IDS.acme}`, { properties: { dealstage: "closedwon" } });
  await app.hubspot.flushWebhooks();
  expect(events()).toMatchObject([{ changeSource: "INTEGRATION", sourceId: String(CLIENT.appId) }]);
});

test("creation, deletion, restore and merge are told, also in the generic form", async () => {
  subscribe(
    { subscriptionType: "object.creation", objectType: "deal" },
    { subscriptionType: "deal.deletion" },
    { subscriptionType: "deal.restore" },
    { subscriptionType: "company.merge" },
  );
  const { id } = person().create("deals", { dealname: "x", pipeline: "default", dealstage: "contractsent" });
  person().remove("deals", id);
  person().restore("deals", id);
  const merged = person().merge("companies", COMPANY_IDS.initech, COMPANY_IDS.hooli);
  await app.hubspot.flushWebhooks();
  const byType = Object.fromEntries(events().map((event) => [event["subscriptionType"], event])) as Record<string, Json>;
  expect(byType["object.creation"]).toMatchObject({ objectTypeId: "0-3", objectId: Number(id) });
  expect(byType["deal.deletion"]).toMatchObject({ objectId: Number(id) });
  expect(byType["deal.restore"]).toMatchObject({ objectId: Number(id) });
  expect(byType["company.merge"]).toMatchObject({
    primaryObjectId: Number(COMPANY_IDS.initech),
    mergedObjectIds: [Number(COMPANY_IDS.hooli)],
    newObjectId: Number(merged.id),
  });
});

test("an association change is told once per side, and a primary one brings an unlabelled one", async () => {
  subscribe({ subscriptionType: "deal.associationChange" }, { subscriptionType: "company.associationChange" });
  const { id } = person().create("deals", { dealname: "x", pipeline: "default", dealstage: "contractsent" }, [
    { objectType: "companies", id: COMPANY_IDS.acme },
  ]);
  await app.hubspot.flushWebhooks();
  const seen = events().map((event) => [event["associationType"], event["isPrimaryAssociation"], event["associationRemoved"]]);
  expect(seen).toHaveLength(4);
  for (const type of ["DEAL_TO_COMPANY", "COMPANY_TO_DEAL"])
    for (const primary of [true, false]) expect(seen).toContainEqual([type, primary, false]);
  expect(events()[0]).toMatchObject({ fromObjectId: expect.any(Number), toObjectId: expect.any(Number) });
  expect(events().some((event) => String(event["fromObjectId"]) === id)).toBe(true);
});

test("a privacy deletion is told, and a deletion with it", async () => {
  subscribe({ subscriptionType: "contact.privacyDeletion" }, { subscriptionType: "contact.deletion" });
  person().forget(contactOf("hooli"));
  await app.hubspot.flushWebhooks();
  expect(new Set(events().map((event) => event["subscriptionType"]))).toEqual(new Set(["contact.deletion", "contact.privacyDeletion"]));
});

test("the amount that the lines make is told as calculated; calculated properties are not told", async () => {
  subscribe(
    { subscriptionType: "deal.propertyChange", propertyName: "amount" },
    { subscriptionType: "deal.propertyChange", propertyName: "hs_tcv" },
  );
  const line = person().read("deals", DEAL_IDS.acme).associations.line_items![0]!.id;
  person().patch("line_items", line, { quantity: "200" });
  await app.hubspot.flushWebhooks();
  expect(events()).toMatchObject([{ propertyName: "amount", propertyValue: "234000", changeSource: "CALCULATED" }]);
});

test("batches hold at most a hundred events, in no order", async () => {
  subscribe({ subscriptionType: "deal.propertyChange", propertyName: "amount" });
  app.hubspot.world.webhooks.set({ held: true });
  for (let index = 1; index <= 150; index += 1) person().patch("deals", DEAL_IDS.acme, { amount: String(index) });
  app.hubspot.world.webhooks.set({ held: false });
  await app.hubspot.flushWebhooks();
  const values = events().map((event) => Number(event["propertyValue"]));
  expect(target.requests.map(({ body }) => (JSON.parse(body) as Json[]).length)).toEqual(expect.arrayContaining([100, 50]));
  expect(values.toSorted((one, two) => one - two)).toEqual(Array.from({ length: 150 }, (_, index) => index + 1));
  expect(values).not.toEqual(values.toSorted((one, two) => one - two));
});

test("held events wait, dropped ones never come, doubled ones come twice with the same event id", async () => {
  subscribe(STAGE);
  app.hubspot.world.webhooks.set({ held: true, drop: 1 });
  close();
  await app.hubspot.flushWebhooks();
  expect(app.hubspot.world.webhooks.waiting()).toBe(0);
  app.hubspot.world.webhooks.set({ duplicate: 1 });
  person().patch("deals", DEAL_IDS.acme, { dealstage: "contractsent" });
  await app.hubspot.flushWebhooks();
  expect(target.requests).toEqual([]);
  app.hubspot.world.webhooks.set({ held: false });
  await app.hubspot.flushWebhooks();
  expect(events().map((event) => event["propertyValue"])).toEqual(["contractsent", "contractsent"]);
  expect(new Set(events().map((event) => event["eventId"])).size).toBe(1);
});

test.each([404, 500, 302, 0])("an answer of %i is tried again, ten times in all, with a rising attempt number", async (status) => {
  subscribe(STAGE);
  target.answerWith(() => ({ status }));
  close();
  await app.hubspot.flushWebhooks();
  expect(target.requests).toHaveLength(1);
  for (let day = 0; day < 10; day += 1) {
    app.clock.advance(24 * 3_600_000);
    await app.hubspot.flushWebhooks();
  }
  app.clock.advance(24 * 3_600_000);
  await app.hubspot.flushWebhooks();
  expect(events().map((event) => event["attemptNumber"])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(app.hubspot.world.webhooks.lost).toHaveLength(1);
});

test("events go out by themselves, and no answer in time counts as a failure", async () => {
  subscribe(STAGE);
  app.hubspot.world.webhooks.set({ timeoutMs: 30 });
  target.answerWith(() => ({ status: -1 }));
  close();
  await target.first();
  await app.hubspot.flushWebhooks();
  expect(app.hubspot.world.webhooks.deliveries).toMatchObject([{ status: null, attempt: 0 }]);
  expect(app.hubspot.world.webhooks.waiting()).toBe(1);
});

test("a retry waits on the sandbox clock, and is signed anew", async () => {
  subscribe(STAGE);
  target.answerWith((_, count) => ({ status: count === 1 ? 503 : 200 }));
  close();
  await app.hubspot.flushWebhooks();
  app.clock.advance(10_000);
  await app.hubspot.flushWebhooks();
  expect(target.requests).toHaveLength(1);
  app.clock.advance(110_000);
  await app.hubspot.flushWebhooks();
  expect(target.requests[1]!.headers["x-hubspot-request-timestamp"]).toBe(String(app.clock.now()));
});
