import { afterEach, beforeEach, expect, test } from "vitest";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { installedApp, PORTAL, type InstalledApp } from "./installed-app.ts";

let app: InstalledApp;
beforeEach(async () => (app = await installedApp()));
afterEach(() => app.hubspot.stop());

const DEALS = "/crm/objects/2026-09/deals/batch";
const nameOf = (id: string) => app.hubspot.portal(PORTAL).read("deals", id).properties["dealname"];

test("a batch read gives what there is, with 207 and the missing ids for the rest", async () => {
  const body = { properties: ["dealname"], inputs: [{ id: DEAL_IDS.globex }, { id: "404" }, { id: DEAL_IDS.globex }] };
  const answer = await app.call("POST", `${DEALS}/read`, body);
  expect(answer).toMatchObject({
    status: 207,
    body: { status: "COMPLETE", numErrors: 1, errors: [{ status: "error", category: "OBJECT_NOT_FOUND", context: { ids: ["404"] } }] },
  });
  expect(answer.body["results"]).toHaveLength(1);
  expect((await app.call("POST", `${DEALS}/read`, { inputs: [{ id: DEAL_IDS.globex }] })).status).toBe(200);
});

test("one bad input without a trace id refuses the whole update and nothing is written", async () => {
  const inputs = [
    { id: DEAL_IDS.globex, properties: { dealname: "One" } },
    { id: DEAL_IDS.hooli, properties: { nonsense: "1" } },
  ];
  expect((await app.call("POST", `${DEALS}/update`, { inputs })).status).toBe(400);
  expect(nameOf(DEAL_IDS.globex)).toBe("Globex platform 2027");
  const traced = inputs.map((input, index) => ({ ...input, objectWriteTraceId: `t${index}` }));
  expect(await app.call("POST", `${DEALS}/update`, { inputs: traced })).toMatchObject({
    status: 207,
    body: { numErrors: 1, errors: [{ category: "VALIDATION_ERROR", context: { objectWriteTraceId: ["t1"] } }] },
  });
  expect(nameOf(DEAL_IDS.globex)).toBe("One");
});

test("an update of a deal that is gone is an error beside the others", async () => {
  const inputs = ["404", DEAL_IDS.globex].map((id) => ({ id, properties: { dealname: "Still" } }));
  expect(await app.call("POST", `${DEALS}/update`, { inputs })).toMatchObject({
    status: 207,
    body: { errors: [{ context: { ids: ["404"] } }] },
  });
  expect(nameOf(DEAL_IDS.globex)).toBe("Still");
});

test("an update by hs_object_id, a repeated id and more than a hundred inputs are refused", async () => {
  const input = { id: DEAL_IDS.globex, properties: { dealname: "x" } };
  const byObjectId = await app.call("POST", `${DEALS}/update`, { inputs: [{ ...input, idProperty: "hs_object_id" }] });
  expect(byObjectId.body["message"]).toBe("Unable to perform update/upsert by non-unique 0-3 property");
  expect((await app.call("POST", `${DEALS}/update`, { inputs: [input, input] })).status).toBe(400);
  expect((await app.call("POST", `${DEALS}/update`, { inputs: Array.from({ length: 101 }, () => input) })).status).toBe(400);
});

test("an upsert by a unique property creates once and updates then", async () => {
  const upsert = (name: string) =>
    app.call("POST", "/crm/objects/2026-09/products/batch/upsert", {
      inputs: [{ id: "NEW-SKU", idProperty: "hs_sku", properties: { name } }],
    });
  const first = await upsert("First");
  const second = await upsert("Second");
  expect([first.body["results"]![0]!["new"], second.body["results"]![0]!["new"]]).toEqual([true, false]);
  expect(second.body["results"]![0]!["id"]).toBe(first.body["results"]![0]!["id"]);
  const inputs = [{ id: "x", idProperty: "dealname", properties: {} }];
  expect((await app.call("POST", `${DEALS}/upsert`, { inputs })).status).toBe(400);
});

test("one conflict in an upsert is a 409 for the whole batch", async () => {
  const inputs = [
    { id: "EXT-1", idProperty: "hs_external_id", properties: { name: "fine" } },
    { id: "EXT-1", idProperty: "hs_external_id", properties: { name: "again" } },
  ];
  expect((await app.call("POST", "/crm/objects/2026-09/line_items/batch/upsert", { inputs })).status).toBe(409);
  expect(
    app.hubspot
      .portal(PORTAL)
      .list("line_items")
      .filter(({ properties }) => properties["hs_external_id"] === "EXT-1"),
  ).toEqual([]);
});

test("a batch create answers 201, an archive 204", async () => {
  const inputs = [{ properties: { name: "Line", price: "10", quantity: "2" }, associations: [] }];
  const made = await app.call("POST", "/crm/objects/2026-09/line_items/batch/create", { inputs });
  expect(made).toMatchObject({ status: 201, body: { status: "COMPLETE", results: [{ properties: { amount: "20" } }] } });
  expect(
    (await app.call("POST", "/crm/objects/2026-09/line_items/batch/archive", { inputs: [{ id: made.body["results"]![0]!["id"] }] })).status,
  ).toBe(204);
});
