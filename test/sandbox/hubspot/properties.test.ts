import { afterEach, beforeEach, expect, test } from "vitest";
import { installedApp, PORTAL, type InstalledApp } from "./installed-app.ts";

let app: InstalledApp;
beforeEach(async () => (app = await installedApp()));
afterEach(() => app.hubspot.stop());

const PATH = "/crm/properties/2026-09/deals";
const text = (name: string, more: object = {}) => ({
  name,
  label: name,
  type: "string",
  fieldType: "text",
  groupName: "dealinformation",
  ...more,
});

test("a property is made with 201, a second of that name is 409 with its sub-category", async () => {
  expect(await app.call("POST", PATH, text("tieout_state"))).toMatchObject({
    status: 201,
    body: { name: "tieout_state", archived: false, calculated: false, hasUniqueValue: false },
  });
  expect(await app.call("POST", PATH, text("tieout_state"))).toMatchObject({
    status: 409,
    body: { category: "OBJECT_ALREADY_EXISTS", subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS" },
  });
});

test("posting an archived name restores it with its values", async () => {
  await app.call("POST", PATH, text("tieout_state"));
  const deal = app.hubspot.portal(PORTAL).list("deals")[0]!.id;
  app.hubspot.portal(PORTAL).patch("deals", deal, { tieout_state: "pushed" });
  expect((await app.call("DELETE", `${PATH}/tieout_state`)).status).toBe(204);
  expect(await app.call("GET", `${PATH}/tieout_state`)).toMatchObject({ status: 404, body: { category: "OBJECT_NOT_FOUND" } });
  expect((await app.call("POST", PATH, text("tieout_state"))).status).toBe(201);
  expect((await app.call("GET", `/crm/objects/2026-09/deals/${deal}?properties=tieout_state`)).body["properties"]!["tieout_state"]).toBe(
    "pushed",
  );
});

test.each([
  ["a group that does not exist", text("a", { groupName: "nowhere" })],
  ["a name with capitals", text("Tieout")],
  ["a field type that does not fit", text("a", { type: "date", fieldType: "text" })],
  ["a choice without options", text("a", { type: "enumeration", fieldType: "select" })],
  ["a missing label", { ...text("a"), label: undefined }],
])("%s is refused", async (_, definition) => {
  expect((await app.call("POST", PATH, definition)).status).toBe(400);
});

test("a group is made once, and cannot go while it has properties", async () => {
  const group = { name: "tieout", label: "Tieout" };
  expect((await app.call("POST", `${PATH}/groups`, group)).status).toBe(201);
  expect((await app.call("POST", `${PATH}/groups`, group)).status).toBe(409);
  await app.call("POST", PATH, text("tieout_state", { groupName: "tieout" }));
  expect((await app.call("DELETE", `${PATH}/groups/tieout`)).status).toBe(400);
  await app.call("DELETE", `${PATH}/tieout_state`);
  expect((await app.call("DELETE", `${PATH}/groups/tieout`)).status).toBe(204);
});

test("a change replaces the options as a whole", async () => {
  const options = ["one", "two"].map((value) => ({ label: value, value }));
  await app.call("POST", PATH, text("choice", { type: "enumeration", fieldType: "select", options }));
  const { body } = await app.call("PATCH", `${PATH}/choice`, { options: options.slice(1) });
  expect(body["options"]).toMatchObject([{ value: "two" }]);
});

test("a batch makes what it can and names what is there", async () => {
  await app.call("POST", PATH, text("a"));
  expect(await app.call("POST", `${PATH}/batch/create`, { inputs: [text("a"), text("b")] })).toMatchObject({
    status: 207,
    body: { results: [{ name: "b" }], errors: [{ category: "OBJECT_ALREADY_EXISTS", context: { name: ["a"] } }] },
  });
});

test("the eleventh unique property is refused", async () => {
  const make = (index: number) => app.call("POST", PATH, text(`key_${index}`, { hasUniqueValue: true }));
  for (let index = 0; index < 10; index += 1) expect((await make(index)).status).toBe(201);
  expect((await make(10)).status).toBe(400);
});

test("pipelines and owners read as HubSpot has them", async () => {
  const { body } = await app.call("GET", "/crm/pipelines/2026-09/deals/default/stages");
  expect(body["results"]).toMatchObject([
    {},
    {},
    { id: "closedwon", metadata: { isClosed: "true", probability: "1.0" } },
    { id: "closedlost" },
  ]);
  expect((await app.call("GET", "/crm/owners/2026-09/71002")).body).toMatchObject({
    id: "71002",
    userId: 5002,
    type: "PERSON",
    teams: [{ id: "9001", name: "East", primary: true }],
    archived: false,
  });
  expect((await app.call("GET", "/crm/owners/2026-09/1")).status).toBe(404);
});
