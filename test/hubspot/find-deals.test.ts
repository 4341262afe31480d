import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { installPortal, type InstalledPortal } from "./installed-portal.ts";

let portal: InstalledPortal;
beforeAll(async () => {
  portal = await installPortal();
});
afterAll(() => portal.hubspot.stop());

describe("the deals of another record", () => {
  test("are found from a company", async () => {
    expect(await portal.crm.findDeals("company", COMPANY_IDS.acme)).toEqual([DEAL_IDS.acme]);
  });

  test("are found from a line item", async () => {
    const { lines } = await portal.crm.readDeal(DEAL_IDS.acme);
    expect(await portal.crm.findDeals("lineItem", lines[0]?.id ?? "")).toEqual([DEAL_IDS.acme]);
  });

  test("are none for a company that has none", async () => {
    const company = portal.rep.create("companies", { name: "Nobody yet" });
    expect(await portal.crm.findDeals("company", company.id)).toEqual([]);
  });
});
