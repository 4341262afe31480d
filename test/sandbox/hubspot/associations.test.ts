import { afterEach, beforeEach, expect, test } from "vitest";
import { COMPANY_IDS } from "../seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { installedApp, PORTAL, type InstalledApp } from "./installed-app.ts";

let app: InstalledApp;
beforeEach(async () => (app = await installedApp()));
afterEach(() => app.hubspot.stop());

const DEAL = DEAL_IDS.globex;
const batchRead = (id: string, to: string, version = "2026-09") =>
  app.call("POST", `/crm/associations/${version}/deals/${to}/batch/read`, { inputs: [{ id }] });
const typesTo = async (companyId: string) => {
  const { body } = await batchRead(DEAL, "companies");
  return body["results"]![0]!["to"]!.find((each) => each["toObjectId"] === companyId)?.["associationTypes"];
};

test("the primary company reads with both its types", async () => {
  expect(await batchRead(DEAL, "companies")).toMatchObject({ status: 200, body: { results: [{ from: { id: DEAL } }] } });
  expect(await typesTo(COMPANY_IDS.globex)).toEqual([
    { category: "HUBSPOT_DEFINED", typeId: 341, label: null },
    { category: "HUBSPOT_DEFINED", typeId: 5, label: "Primary" },
  ]);
});

test("nothing associated is an error beside the results", async () => {
  expect(await batchRead(DEAL, "quotes")).toMatchObject({
    status: 207,
    body: {
      results: [],
      numErrors: 1,
      errors: [{ subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND", context: { fromObjectId: [DEAL] } }],
    },
  });
});

test("reading one record's associations by GET exists on 2026-03 only", async () => {
  const path = (version: string) => `/crm/objects/${version}/deals/${DEAL}/associations/contacts`;
  expect((await app.call("GET", path("2026-09"))).status).toBe(404);
  const { body } = await app.call("GET", path("2026-03"));
  expect(body["results"]).toEqual([
    {
      toObjectId: "41000000001",
      associationTypes: [
        { category: "HUBSPOT_DEFINED", typeId: 3, label: null },
        { category: "USER_DEFINED", typeId: 103, label: "Billing" },
      ],
    },
  ]);
});

test("the default association is unlabelled, and answers both directions", async () => {
  const { body } = await app.call("PUT", `/crm/objects/2026-09/deals/${DEAL}/associations/default/companies/${COMPANY_IDS.hooli}`);
  expect(body["results"]!.map((each) => each["associationSpec"]!["associationTypeId"])).toEqual([341, 342]);
  expect(await typesTo(COMPANY_IDS.hooli)).toEqual([{ category: "HUBSPOT_DEFINED", typeId: 341, label: null }]);
});

test("PUT replaces the labels, and a new primary takes the place of the old", async () => {
  const put = (companyId: string, types: object[]) =>
    app.call("PUT", `/crm/objects/2026-09/deals/${DEAL}/associations/companies/${companyId}`, types);
  const primary = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 5 };
  const billing = { associationCategory: "USER_DEFINED", associationTypeId: 101 };
  expect(await put(COMPANY_IDS.hooli, [primary, billing])).toMatchObject({
    status: 201,
    body: {
      fromObjectTypeId: "0-3",
      fromObjectId: DEAL,
      toObjectTypeId: "0-2",
      toObjectId: COMPANY_IDS.hooli,
      labels: ["Primary", "Billing"],
    },
  });
  expect(await typesTo(COMPANY_IDS.globex)).toHaveLength(1);
  await put(COMPANY_IDS.hooli, [billing]);
  expect((await typesTo(COMPANY_IDS.hooli))!.map((each) => each["label"])).toEqual([null, "Billing"]);
  expect((await app.call("DELETE", `/crm/objects/2026-09/deals/${DEAL}/associations/companies/${COMPANY_IDS.hooli}`)).status).toBe(204);
  expect(await typesTo(COMPANY_IDS.hooli)).toBeUndefined();
});

test("labels are listed with the portal's own, and can be made", async () => {
  const path = "/crm/associations/2026-09/deals/companies/labels";
  const labels = async () => (await app.call("GET", path)).body["results"]!.map((each) => [each["typeId"], each["label"]]);
  expect(await labels()).toEqual([
    [341, null],
    [5, "Primary"],
    [101, "Billing"],
  ]);
  await app.call("POST", path, { label: "Reseller", name: "reseller" });
  expect(await labels()).toContainEqual([105, "Reseller"]);
});

test("a child company knows its parent, and the parent how many children it has, as long as they are associated", async () => {
  const [parent, child] = [COMPANY_IDS.umbrella, COMPANY_IDS.kord];
  const path = `/crm/objects/2026-09/companies/${child}/associations/companies/${parent}`;
  const group = () =>
    [parent, child].map((id) => {
      const { hs_parent_company_id: parentId, hs_num_child_companies: children } = app.hubspot
        .portal(PORTAL)
        .read("companies", id).properties;
      return [parentId ?? null, children];
    });
  const alone = [null, "0"];
  expect(group()).toEqual([alone, alone]);
  const { body } = await app.call("PUT", path, [{ associationCategory: "HUBSPOT_DEFINED", associationTypeId: 14 }]);
  expect(body).toMatchObject({ labels: ["Parent Company"] });
  expect(group()).toEqual([
    [null, "1"],
    [parent, "0"],
  ]);
  await app.call("DELETE", path);
  expect(group()).toEqual([alone, alone]);
});

test("a line item belongs to one deal", async () => {
  const line = app.hubspot.portal(PORTAL).read("deals", DEAL).associations.line_items![0]!.id;
  expect((await app.call("PUT", `/crm/objects/2026-09/deals/${DEAL_IDS.hooli}/associations/default/line_items/${line}`)).status).toBe(400);
});

test("both kinds must be readable", async () => {
  const token = app.hubspot.world.oauth.issueAccess({ portalId: PORTAL, userId: 1, scopes: ["crm.objects.deals.read"] }, 60).token;
  expect(
    (
      await app.call(
        "POST",
        "/crm/associations/2026-09/deals/companies/batch/read",
        { inputs: [{ id: DEAL }] },
        { authorization: `Bearer ${token}` },
      )
    ).status,
  ).toBe(403);
});
