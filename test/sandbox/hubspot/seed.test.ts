import { afterEach, beforeEach, expect, test } from "vitest";
import { DESK_DEAL_IDS } from "../seed/desk-cases.ts";
import { HUBSPOT_SEED } from "../seed/hubspot.ts";
import { COMPANY_IDS } from "../seed/hubspot-buyers.ts";
import { DEAL_IDS, DEALS } from "../seed/hubspot-deals.ts";
import { installedApp, PORTAL, type InstalledApp } from "./installed-app.ts";

let app: InstalledApp;
beforeEach(async () => (app = await installedApp()));
afterEach(() => app.hubspot.stop());

const person = () => app.hubspot.portal(PORTAL);

test("the amount of every seeded deal is the total contract value of its lines", () => {
  for (const { id, properties } of DEALS) expect([id, properties["amount"]]).toEqual([id, person().read("deals", id).properties["hs_tcv"]]);
});

test("all but three deals are won; those three are open", () => {
  const open = person()
    .list("deals")
    .filter(({ properties }) => properties["hs_is_closed_won"] === "false");
  expect(open.map(({ id }) => id)).toEqual([DEAL_IDS.piper, DEAL_IDS.acme, DESK_DEAL_IDS.sunnydale]);
});

test("what the app's properties hold is filled in once they exist; before that nothing is", async () => {
  expect(app.hubspot.applyAfterInstall().missing).toContain("deals.tieout_payment_terms");
  const property = { name: "tieout_payment_terms", label: "Terms", type: "string", fieldType: "text", groupName: "dealinformation" };
  await app.call("POST", "/crm/properties/2026-09/deals", property);
  const answer = await app.call("POST", "/control/seed/after-install");
  expect(answer.body["missing"]).not.toContain("deals.tieout_payment_terms");
  expect(person().read("deals", DEAL_IDS.globex).properties["tieout_payment_terms"]).toBe("Net 30");
});

test("the order date of one deal is text, in a property that was there before the app", () => {
  app.hubspot.applyAfterInstall();
  expect(person().read("deals", DEAL_IDS.kramerica).properties["tieout_order_date"]).toBe("04/21/2026");
});

test("the company that moved remembers where it was", async () => {
  const { body } = await app.call("GET", `/crm/objects/2026-09/companies/${COMPANY_IDS.soylent}?propertiesWithHistory=city`);
  expect(body["propertiesWithHistory"]!["city"]!.map((each) => each["value"])).toEqual(["Chicago", "Albany"]);
});

test("a reset brings everything back, and a second portal is another world", async () => {
  person().remove("deals", DEAL_IDS.acme);
  await app.call("POST", "/control/reset", {});
  expect(person().read("deals", DEAL_IDS.acme).archived).toBe(false);
  await app.call("POST", "/control/portals", { ...HUBSPOT_SEED.portals[0], id: 7, deals: [] });
  expect(app.hubspot.portal(7).list("deals")).toEqual([]);
  expect(person().list("deals")).toHaveLength(HUBSPOT_SEED.portals[0]!.deals.length);
});

test("a person's edits by control are the same as in the page", async () => {
  const one = `/control/portals/${PORTAL}/objects`;
  const made = await app.call("POST", `${one}/deals`, {
    properties: { dealname: "x", pipeline: "default", dealstage: "contractsent" },
    userId: 5002,
  });
  const id = made.body["id"]!;
  await app.call("PUT", `${one}/deals/${id}/associations/companies/${COMPANY_IDS.acme}`, { labels: ["Billing"] });
  expect(
    (await app.call("PATCH", `${one}/deals/${id}`, { properties: { dealstage: "closedwon" } })).body["properties"]!["hs_is_closed_won"],
  ).toBe("true");
  expect(
    person()
      .read("deals", id)
      .associations.companies![0]!.types.map(({ label }) => label),
  ).toEqual([null, "Primary", "Billing"]);
  await app.call("DELETE", `${one}/deals/${id}`);
  expect((await app.call("GET", `${one}/deals/${id}`)).status).toBe(404);
  await app.call("POST", `${one}/deals/${id}/restore`);
  const state = await app.call("GET", `/control/state?portal=${PORTAL}`);
  expect(state.body["records"]!["deals"]!.some((deal) => deal["id"] === id)).toBe(true);
});
