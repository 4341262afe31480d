import { afterEach, beforeEach, expect, test } from "vitest";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { installedApp, PORTAL, type InstalledApp } from "./installed-app.ts";

let app: InstalledApp;
beforeEach(async () => (app = await installedApp()));
afterEach(() => app.hubspot.stop());

const DEAL = DEAL_IDS.globex;
const NEW_DEAL = { dealname: "New", pipeline: "default", dealstage: "appointmentscheduled" };

test.each(["2026-09", "2026-03"])("a record reads in the same shape on %s: texts or null, whatever name the kind has", async (version) => {
  for (const type of ["deals", "deal", "0-3", "DEAL"]) {
    const { status, body } = await app.call(
      "GET",
      `/crm/objects/${version}/${type}/${DEAL}?properties=dealname,amount,hs_next_step,nonsense`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: DEAL,
      archived: false,
      createdAt: "2026-11-02T14:00:00.000Z",
      properties: { dealname: "Globex platform 2027", amount: "120000", hs_next_step: null },
    });
    expect(Object.keys(body["properties"]!).toSorted()).toEqual([
      "amount",
      "createdate",
      "dealname",
      "hs_lastmodifieddate",
      "hs_next_step",
      "hs_object_id",
    ]);
  }
});

test("a read without names gives the default properties, and associations when asked", async () => {
  const { body } = await app.call("GET", `/crm/objects/2026-09/deals/${DEAL}?associations=companies,line_items`);
  expect(body["properties"]).toMatchObject({ dealstage: "closedwon", pipeline: "default" });
  expect(body["associations"]).toMatchObject({
    companies: { results: [{ type: "deal_to_company_unlabeled" }, { type: "deal_to_company" }] },
    "line items": { results: [{ type: "deal_to_line_item" }] },
  });
});

test("an unknown id is 404 and an unknown path too", async () => {
  expect(await app.call("GET", "/crm/objects/2026-09/deals/1")).toMatchObject({
    status: 404,
    body: { status: "error", category: "OBJECT_NOT_FOUND" },
  });
  expect((await app.call("GET", `/crm/v3/objects/deals/${DEAL}`)).status).toBe(404);
});

test("a write of an unknown property is 400 VALIDATION_ERROR, names it and changes nothing", async () => {
  const answer = await app.call("PATCH", `/crm/objects/2026-03/deals/${DEAL}`, { properties: { nonsense: "1", dealname: "Other" } });
  expect(answer).toMatchObject({
    status: 400,
    body: { category: "VALIDATION_ERROR", errors: [{ code: "PROPERTY_DOESNT_EXIST", context: { propertyName: ["nonsense"] } }] },
  });
  expect(answer.body["correlationId"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(app.hubspot.portal(PORTAL).read("deals", DEAL).properties["dealname"]).toBe("Globex platform 2027");
});

test.each([
  [{ amount: "1,000" }, "INVALID_DOUBLE"],
  [{ closedate: "04/21/2026" }, "INVALID_LONG"],
  [{ deal_currency_code: "XXX" }, "INVALID_OPTION"],
  [{ hs_is_closed_won: "true" }, "READ_ONLY_VALUE"],
  [{ dealname: null }, "INVALID_VALUE"],
])("a value that the property cannot hold is refused: %o", async (properties, code) => {
  const { status, body } = await app.call("PATCH", `/crm/objects/2026-03/deals/${DEAL}`, { properties });
  expect([status, body["errors"]![0]!["code"]]).toEqual([400, code]);
});

test("an empty text clears a value, which then reads null", async () => {
  await app.call("PATCH", `/crm/objects/2026-03/deals/${DEAL}`, { properties: { dealtype: "" } });
  expect((await app.call("GET", `/crm/objects/2026-03/deals/${DEAL}?properties=dealtype`)).body["properties"]!["dealtype"]).toBeNull();
});

test("a create needs associations, and a deal its name, stage and pipeline", async () => {
  expect((await app.call("POST", "/crm/objects/2026-09/deals", { properties: NEW_DEAL })).status).toBe(400);
  expect((await app.call("POST", "/crm/objects/2026-09/deals", { properties: { dealname: "x" }, associations: [] })).status).toBe(400);
  const types = [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 341 }];
  const made = await app.call("POST", "/crm/objects/2026-09/deals", {
    properties: NEW_DEAL,
    associations: [{ to: { id: "21000000013" }, types }],
  });
  expect(made).toMatchObject({ status: 201, body: { archived: false, properties: { dealname: "New" } } });
  expect(app.hubspot.portal(PORTAL).read("deals", made.body["id"]!).associations.companies).toHaveLength(1);
});

test("a second contact with the same e-mail is 409 with the id of the first", async () => {
  const body = { properties: { email: "AP@globex.example" }, associations: [] };
  expect(await app.call("POST", "/crm/objects/2026-09/contacts", body)).toMatchObject({
    status: 409,
    body: { message: "Contact already exists. Existing ID: 41000000001" },
  });
});

test("an archived record is gone from reads, and can be read as archived", async () => {
  expect((await app.call("DELETE", `/crm/objects/2026-09/deals/${DEAL}`)).status).toBe(204);
  expect((await app.call("GET", `/crm/objects/2026-09/deals/${DEAL}`)).status).toBe(404);
  expect((await app.call("GET", `/crm/objects/2026-09/deals/${DEAL}?archived=true`)).body["archived"]).toBe(true);
});

test("a merge makes a record with a new id that has the associations of both", async () => {
  const { body } = await app.call("POST", "/crm/objects/2026-09/companies/merge", {
    primaryObjectId: "21000000008",
    objectIdToMerge: "21000000009",
  });
  expect(["21000000008", "21000000009"]).not.toContain(body["id"]);
  expect(app.hubspot.portal(PORTAL).read("companies", body["id"]!)).toMatchObject({
    properties: { name: "Initech Inc.", hs_merged_object_ids: "21000000008;21000000009" },
  });
  expect(app.hubspot.portal(PORTAL).read("companies", body["id"]!).associations.deals).toHaveLength(2);
  expect((await app.call("GET", "/crm/objects/2026-09/companies/21000000008")).status).toBe(404);
  expect((await app.call("POST", "/crm/objects/2026-09/line_items/merge", { primaryObjectId: "1", objectIdToMerge: "2" })).status).toBe(
    404,
  );
});

test("propertiesWithHistory gives every value, newest first, with who wrote it", async () => {
  app.clock.advance(1_000);
  app.hubspot.portal(PORTAL, 5002).patch("deals", DEAL, { amount: "130000" });
  const { body } = await app.call("GET", `/crm/objects/2026-09/deals/${DEAL}?propertiesWithHistory=amount`);
  expect(body["propertiesWithHistory"]!["amount"]).toMatchObject([
    { value: "130000", sourceType: "CRM_UI", sourceId: "userId:5002", updatedByUserId: 5002, timestamp: "2026-11-24T15:00:01.000Z" },
    { value: "120000", sourceType: "IMPORT" },
  ]);
});

test("the admin's required fields hold on 2026-09 and not on 2026-03", async () => {
  app.hubspot.world.portals.get(PORTAL)!.requiredRules = [
    { object: "deals", property: "closed_won_reason", when: { property: "dealstage", value: "closedwon" } },
    { object: "deals", property: "hs_next_step" },
  ];
  const change = { properties: { dealname: "Renamed" } };
  const refused = await app.call("PATCH", `/crm/objects/2026-09/deals/${DEAL}`, change);
  expect(refused).toMatchObject({
    status: 400,
    body: { errors: [{ code: "MISSING_CONDITIONAL_REQUIRED_PROPERTY", context: { propertyName: ["closed_won_reason"] } }] },
  });
  expect((await app.call("PATCH", `/crm/objects/2026-03/deals/${DEAL}`, change)).status).toBe(200);
  const created = await app.call("POST", "/crm/objects/2026-09/deals", { properties: NEW_DEAL, associations: [] });
  expect(created.body["errors"]).toMatchObject([{ code: "MISSING_REQUIRED_PROPERTY" }]);
});

test("only 2026-09 warns about a value that it normalised", async () => {
  const change = { properties: { closedate: "1798761600000" } };
  const { body } = await app.call("PATCH", `/crm/objects/2026-09/deals/${DEAL}`, change);
  expect(body["warnings"]).toMatchObject([
    { category: "PROPERTY_VALUE_NORMALIZED", context: { rawValue: "1798761600000", normalizedValue: "2027-01-01T00:00:00.000Z" } },
  ]);
  expect((await app.call("PATCH", `/crm/objects/2026-03/deals/${DEAL}`, change)).body["warnings"]).toBeUndefined();
});

test("closing a deal sets its close date, unless the same write says it, and the flags of the stage", async () => {
  const dated = app.hubspot.portal(PORTAL).patch("deals", DEAL_IDS.piper, { dealstage: "closedwon", closedate: "2026-11-20T12:00:00Z" });
  expect(dated.properties["closedate"]).toBe("2026-11-20T12:00:00.000Z");
  const deal = app.hubspot.portal(PORTAL).patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
  expect(deal.properties).toMatchObject({
    hs_is_closed_won: "true",
    hs_deal_stage_probability: "1.0",
    closedate: "2026-11-24T15:00:00.000Z",
  });
});
