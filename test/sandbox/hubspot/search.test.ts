import { afterEach, beforeEach, expect, test } from "vitest";
import { HUBSPOT_SEED } from "../seed/hubspot.ts";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { installedApp, PORTAL, type InstalledApp } from "./installed-app.ts";

const DEALS = HUBSPOT_SEED.portals.flatMap(({ deals }) => deals);
const amountOf = ({ properties }: (typeof DEALS)[number]) => Number(properties["amount"] ?? Number.NaN);
const WON_DEALS = DEALS.filter(({ properties }) => properties["dealstage"] === "closedwon");
const WON_COUNT = WON_DEALS.length;
const DEAREST = Math.max(...WON_DEALS.map(amountOf).filter((amount) => !Number.isNaN(amount)));

let app: InstalledApp;
beforeEach(async () => (app = await installedApp()));
afterEach(() => app.hubspot.stop());

const search = (body: object) => app.call("POST", "/crm/objects/2026-09/deals/search", body);
const where = (...filters: object[]) => ({ filterGroups: [{ filters }] });
const WON = { propertyName: "hs_is_closed_won", operator: "EQ", value: "true" };

test("filters, sorts and pages", async () => {
  const body = { ...where(WON), sorts: [{ propertyName: "amount", direction: "DESCENDING" }], properties: ["amount"], limit: 3 };
  const first = await search(body);
  expect(first.body).toMatchObject({ total: WON_COUNT, paging: { next: { after: "3" } } });
  expect(first.body["results"]![0]!["properties"]).toMatchObject({ amount: String(DEAREST) });
  const last = await search({ ...body, after: String(WON_COUNT - 2) });
  expect(last.body["results"]).toHaveLength(2);
  expect(last.body["paging"]).toBeUndefined();
});

test.each([
  [
    { propertyName: "amount", operator: "BETWEEN", value: "8000", highValue: "9000" },
    DEALS.filter((deal) => amountOf(deal) >= 8000 && amountOf(deal) <= 9000).length,
  ],
  [{ propertyName: "dealname", operator: "CONTAINS_TOKEN", value: "cyberdyne" }, 1],
  [{ propertyName: "dealstage", operator: "IN", values: ["contractsent"] }, 3],
  [{ propertyName: "hs_next_step", operator: "NOT_HAS_PROPERTY" }, DEALS.length],
  [{ propertyName: "associations.company", operator: "EQ", value: "21000000013" }, 1],
  [{ propertyName: "closedate", operator: "GT", value: String(Date.parse("2026-11-17T00:00:00Z")) }, 2],
])("%o finds %i", async (filter, total) => {
  expect((await search(where(filter))).body["total"]).toBe(total);
});

test.each([
  ["more than 200 a page", { limit: 201 }],
  ["a page after something that is no number", { after: "x" }],
  ["more than 10,000 results", { after: "9999", limit: 10 }],
  ["six groups", { filterGroups: Array.from({ length: 6 }, () => ({ filters: [WON] })) }],
  ["seven filters in a group", where(...Array.from({ length: 7 }, () => WON))],
  ["nineteen filters", { filterGroups: Array.from({ length: 4 }, () => ({ filters: Array.from({ length: 5 }, () => WON) })) }],
  ["an unknown property", where({ propertyName: "nonsense", operator: "EQ", value: "1" })],
  ["a body of 3,001 characters", { query: "x".repeat(3_000) }],
])("%s is refused", async (_, body) => {
  expect(await search(body)).toMatchObject({ status: 400, body: { category: "VALIDATION_ERROR" } });
});

test("the index lags: a change, and a new deal, show only after a while; what is deleted never shows", async () => {
  const person = app.hubspot.portal(PORTAL);
  app.hubspot.world.portals.get(PORTAL)!.searchLagMs = 5_000;
  person.patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
  person.remove("deals", DEAL_IDS.globex);
  const ids = async () => (await search({ ...where(WON), limit: 200 })).body["results"]!.map((each) => each["id"]);
  expect(await ids()).not.toContain(DEAL_IDS.acme);
  expect(await ids()).not.toContain(DEAL_IDS.globex);
  app.clock.advance(5_000);
  expect(await ids()).toContain(DEAL_IDS.acme);
});

test("five searches a second, without rate headers, and its own message", async () => {
  for (let index = 0; index < 5; index += 1) {
    const answer = await search({});
    expect([answer.status, answer.headers.get("x-hubspot-ratelimit-max")]).toEqual([200, null]);
  }
  expect(await search({})).toMatchObject({
    status: 429,
    body: { errorType: "RATE_LIMIT", message: "You have reached your secondly limit." },
  });
  app.clock.advance(1_000);
  expect((await search({})).status).toBe(200);
});

test("110 requests in any ten seconds per portal, counted in the headers", async () => {
  const details = () => app.call("GET", "/account-info/2026-09/details");
  const first = await details();
  expect(first.headers.get("x-hubspot-ratelimit-max")).toBe("110");
  expect(first.headers.get("x-hubspot-ratelimit-remaining")).toBe("109");
  for (let index = 1; index < 110; index += 1) await details();
  const refused = await details();
  expect(refused).toMatchObject({ status: 429, body: { status: "error", errorType: "RATE_LIMIT", policyName: "TEN_SECONDLY_ROLLING" } });
  expect(refused.headers.get("x-hubspot-ratelimit-remaining")).toBe("0");
  app.clock.advance(10_000);
  expect((await details()).status).toBe(200);
});
