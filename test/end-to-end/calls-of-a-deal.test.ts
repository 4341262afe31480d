import { afterAll, beforeAll, expect, test } from "vitest";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS, contactOf } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { PRODUCT_IDS } from "../sandbox/seed/hubspot-products.ts";
import { push, pushOnce, startStage, type Stage } from "./harness.ts";
import { hearBoth } from "./hearing.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  stage.sandbox.hubspot.world.webhooks.clear();
  await hearBoth(stage);
});
afterAll(() => stage?.stop());

/** What both vendors were asked since, as they name it: no ids, versions and companies. */
function asked(): { hubspot: string[]; quickbooks: string[] } {
  const { hubspot, quickbooks } = stage.sandbox;
  const names = (requests: { method: string; path: string }[]) => requests.splice(0).map(nameOf).toSorted();
  return { hubspot: names(hubspot.wire.requests), quickbooks: names(quickbooks.wire.requests) };
}

function nameOf({ method, path }: { method: string; path: string }): string {
  const url = new URL(path, "http://vendor");
  const query = url.searchParams.get("query");
  if (query) return `query ${/FROM (\w+)/.exec(query)?.[1]}`;
  const place = url.pathname.replace(/^\/(crm|v3\/company)\/|\/?\d{4,}(-\d\d)?|^\/crm/g, "").replace(/\/\d+$/, "");
  return `${method} ${place}`;
}

/** The deal, what hangs on it, and what it shows in the end. */
const PUSH_IN_HUBSPOT = [
  "GET objects/deals",
  "PATCH objects/deals",
  "POST objects/companies/batch/read",
  "POST objects/contacts/batch/read",
  "POST objects/line_items/batch/read",
];

test("a won deal of a new customer, with all that follows from it, takes ten calls to HubSpot", async () => {
  asked();
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
  await hearBoth(stage);
  const { hubspot, quickbooks } = asked();
  const stages = ["GET pipelines/deals"];
  const firstCompared = [
    "POST associations/companies/contacts/batch/read",
    "POST objects/companies/batch/read",
    "POST objects/contacts/batch/read",
  ];
  expect(hubspot).toEqual([...PUSH_IN_HUBSPOT, ...stages, ...firstCompared, "PATCH objects/companies"].toSorted());
  expect(quickbooks).toEqual([
    ...["GET /customer", "GET /customer", "GET /estimate", "POST /customer", "POST /estimate"],
    ...["query Customer", "query Employee", "query Estimate", "query Item", "query Term", "query Vendor"],
  ]);
});

test("a won deal of a customer that is linked takes five, and asks QuickBooks nothing twice", async () => {
  const id = sellTraining();
  await hearBoth(stage);
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", id, { dealstage: "closedwon" });
  asked();
  await push(stage, id);
  expect(asked()).toEqual({
    hubspot: PUSH_IN_HUBSPOT,
    quickbooks: ["GET /customer", "GET /estimate", "POST /estimate", "query Estimate", "query Estimate", "query Invoice"],
  });
});

test.each([503, 429])("a deal that waits for QuickBooks while it answers %i asks HubSpot nothing", async (status) => {
  const id = sellTraining();
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", id, { dealstage: "closedwon" });
  await stage.clock.sleep(20_000);
  const { faults } = stage.sandbox.quickbooks.wire;
  faults.add({ match: {}, when: "before", kind: "answer", answer: { status, body: "" }, times: Infinity });
  asked();
  await expect(pushOnce(stage, id)).rejects.toMatchObject({ kind: status === 503 ? "unavailable" : "rateLimited" });
  faults.clear();
  expect(asked().hubspot).toEqual([]);
});

/** One more deal of Acme, with one line. */
function sellTraining(): string {
  const person = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  const { pipeline, deal_currency_code, closedate } = person.read("deals", DEAL_IDS.acme).properties;
  const deal = { dealname: "Training", amount: "1200", dealstage: "appointmentscheduled", pipeline, deal_currency_code, closedate };
  const { id } = person.create("deals", deal as Record<string, string>, [
    { objectType: "companies", id: COMPANY_IDS.acme },
    { objectType: "contacts", id: contactOf("acme") },
  ]);
  const line = { name: "Training day", hs_sku: "TRAINING-DAY", hs_product_id: PRODUCT_IDS.training, price: "1200", quantity: "1" };
  person.create("line_items", line, [{ objectType: "deals", id }]);
  return id;
}

test("a card that follows a push asks neither vendor", async () => {
  const path = `/ui/deals/${DEAL_IDS.globex}`;
  await stage.actors.ask("rep", `${path}/push`, { method: "POST", body: { idempotencyKey: "one" } });
  asked();
  for (let look = 0; look < 3; look += 1) expect(await stage.actors.ask("rep", path)).toMatchObject({ state: "pushing" });
  expect(asked()).toEqual({ hubspot: [], quickbooks: [] });
});
