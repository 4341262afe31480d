import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { pino } from "pino";
import { startTieout, type Tieout } from "../../api/main.ts";
import { eventually } from "../sandbox/demo/actors.ts";
import { webhookHeaders } from "../sandbox/hubspot/signature.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { NO_LIMITS } from "../no-limits.ts";
import { forgetDeals, pushOnce, startStage, type Stage } from "./harness.ts";
import { onceOnly, outcomeOf, type DealKey } from "./outcome.ts";
import { noPushIsLeft } from "./waiting-jobs.ts";

const PATIENCE_MS = 60_000;

let stage: Stage;
/** A second worker on the same database, as on another machine. */
let other: Tieout;
beforeAll(async () => {
  stage = await startStage({ live: true });
  const config = { ...stage.config, ROLE: "worker" as const };
  other = await startTieout({ config, log: pino({ level: "silent" }), limiter: NO_LIMITS });
});
afterAll(async () => {
  await other?.stop();
  await stage?.stop();
});
beforeEach(() => forgetDeals(stage));
afterEach(() => idle());

const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);

const idle = () => eventually("The end of all pushes", async () => (await noPushIsLeft(stage)) || null, PATIENCE_MS);

let nextEvent = 5_000_001;

/** One delivery of HubSpot's that names the deal, as HubSpot signs it. */
function deliver(dealId: string): Promise<Response> {
  const event = {
    eventId: nextEvent++,
    subscriptionId: 7_000_001,
    portalId: NORTHWIND_PORTAL,
    appId: stage.config.HUBSPOT_APP_ID,
    occurredAt: Date.now(),
    subscriptionType: "deal.propertyChange",
    attemptNumber: 0,
    objectId: Number(dealId),
    propertyName: "dealstage",
    propertyValue: "closedwon",
    changeSource: "CRM_UI",
  };
  const [url, body] = [`${stage.url}/webhooks/hubspot`, JSON.stringify([event])];
  const signed = webhookHeaders(stage.config.HUBSPOT_CLIENT_SECRET, { method: "POST", url, body, timestamp: Date.now() });
  return fetch(url, { method: "POST", body, headers: { "content-type": "application/json", ...signed } });
}

const press = (dealId: string, idempotencyKey: string) =>
  stage.actors.ask("rep", `/ui/deals/${dealId}/push`, { method: "POST", body: { idempotencyKey } });

const isShown = (dealId: string) =>
  eventually(
    `The order of ${dealId} on its deal`,
    () => (person().read("deals", dealId).properties["tieout_state"] === "pushed" ? true : null),
    PATIENCE_MS,
  );

async function expectOnce(key: DealKey, dealId = DEAL_IDS[key]): Promise<void> {
  await isShown(dealId);
  await idle();
  const outcome = await outcomeOf(stage, key, dealId);
  expect(outcome).toEqual(onceOnly(stage, outcome));
}

test("fifty webhooks at once make one customer and one order", async () => {
  person().patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
  const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(DEAL_IDS.acme)));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  await expectOnce("acme");
});

test("two presses of the button at once, with one key or with two, make one customer and one order", async () => {
  const presses = ["one", "one", "two"].map((key) => press(DEAL_IDS.umbrella, key));
  await Promise.all(presses);
  await expectOnce("umbrella");
});

test("webhooks and the button together make one customer and one order", async () => {
  const both = [
    ...Array.from({ length: 10 }, () => deliver(DEAL_IDS.kramerica)),
    press(DEAL_IDS.kramerica, "one"),
    press(DEAL_IDS.kramerica, "two"),
  ];
  await Promise.all(both);
  await expectOnce("kramerica");
});

test("two deals of one new company at once make one customer and two orders", async () => {
  const another = secondDealOfAcme();
  await Promise.all([DEAL_IDS.acme, another].map(deliver));
  await expectOnce("acme");
  await expectOnce("acme", another);
});

test("who comes to a deal that is being worked on does nothing before that has ended", async () => {
  const { hubspot, quickbooks } = stage.sandbox;
  quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "before", kind: "delay", delayMs: 1_000 });
  const first = pushOnce(stage, DEAL_IDS.globex);
  await eventually("The sending of the order", () => (quickbooks.wire.faults.list()[0]?.struck === 1 ? true : null));
  await pushOnce({ tieout: other }, DEAL_IDS.globex);
  await first;

  const onTheDeal = hubspot.wire.requests.filter(({ path }) => path.includes(`/${DEAL_IDS.globex}`));
  expect(onTheDeal.map(({ method }) => method)).toEqual(["GET", "PATCH", "GET"]);
});

/** Won, with a line of its own. */
function secondDealOfAcme(): string {
  const { properties, associations } = person().read("deals", DEAL_IDS.acme);
  const { dealname, pipeline, closedate, deal_currency_code, tieout_payment_terms } = properties;
  const line = { name: "Training day", hs_sku: "TRAINING-DAY", price: "1200", quantity: "2", hs_line_item_currency_code: "USD" };
  const { id: lineId } = person().create("line_items", line);
  const given = { dealname: `${dealname} two`, pipeline, closedate, deal_currency_code, tieout_payment_terms, dealstage: "closedwon" };
  const values = Object.fromEntries(Object.entries({ ...given, amount: "2400" }).map(([name, value]) => [name, value ?? ""]));
  const contact = associations.contacts?.[0]?.id ?? "";
  return person().create("deals", values, [
    { objectType: "companies", id: COMPANY_IDS.acme },
    { objectType: "contacts", id: contact, labels: ["Billing"] },
    { objectType: "line_items", id: lineId },
  ]).id;
}
