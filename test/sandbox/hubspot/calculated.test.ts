import { afterEach, beforeEach, expect, test } from "vitest";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { installedApp, PORTAL, type InstalledApp } from "./installed-app.ts";

let app: InstalledApp;
beforeEach(async () => (app = await installedApp()));
afterEach(() => app.hubspot.stop());

const person = () => app.hubspot.portal(PORTAL);
const recurring = (frequency: string, term: string) => ({ recurringbillingfrequency: frequency, hs_recurring_billing_period: term });

test.each([
  [
    { price: "100", quantity: "3" },
    { amount: "300", hs_tcv: "300", hs_acv: "300", hs_mrr: "0", hs_arr: "0" },
  ],
  [
    { price: "100", quantity: "3", discount: "10" },
    { amount: "270", hs_total_discount: "30" },
  ],
  [
    { price: "100", quantity: "3", hs_discount_percentage: "10" },
    { amount: "270", hs_pre_discount_amount: "300" },
  ],
  [
    { price: "100", quantity: "1", ...recurring("monthly", "P24M") },
    { amount: "100", hs_tcv: "2400", hs_acv: "1200", hs_arr: "1200", hs_mrr: "100" },
  ],
  [
    { price: "300", quantity: "1", ...recurring("quarterly", "P6M") },
    { amount: "300", hs_tcv: "600", hs_acv: "600", hs_mrr: "100" },
  ],
  [
    { price: "1200", quantity: "1", ...recurring("annually", "P1Y") },
    { amount: "1200", hs_tcv: "1200", hs_mrr: "100" },
  ],
  [{ price: "0.0045", quantity: "3" }, { amount: "0.0135" }],
])("a line %o makes %o: the amount is one period's", (properties, expected) => {
  expect(person().create("line_items", properties).properties).toMatchObject(expected);
});

test("a line made from a product takes its name, price, SKU and billing from there", () => {
  const line = person().create("line_items", { hs_product_id: "51000000002", quantity: "2" });
  expect(line.properties).toMatchObject({
    name: "User seat",
    hs_sku: "SEAT-MONTHLY",
    price: "95",
    amount: "190",
    recurringbillingfrequency: "monthly",
  });
});

test.each([
  ["tcv", "120000"],
  ["acv", "120000"],
  ["arr", "114000"],
  ["mrr", "9500"],
])("on the %s basis the deal's amount is %s once a line changes", (basis, amount) => {
  Object.assign(app.hubspot.world.portals.get(PORTAL)!, { amountBasis: basis });
  person().patch("deals", DEAL_IDS.acme, { amount: "1" });
  const line = person().read("deals", DEAL_IDS.acme).associations.line_items![0]!.id;
  expect(person().read("deals", DEAL_IDS.acme).properties["amount"]).toBe("1");
  person().patch("line_items", line, { description: "touched" });
  expect(person().read("deals", DEAL_IDS.acme).properties["amount"]).toBe(amount);
});

test("an amount by hand stays, also when a line goes", () => {
  Object.assign(app.hubspot.world.portals.get(PORTAL)!, { amountBasis: "manual" });
  const line = person().read("deals", DEAL_IDS.acme).associations.line_items![1]!.id;
  person().remove("line_items", line);
  expect(person().read("deals", DEAL_IDS.acme).properties).toMatchObject({
    amount: "120000",
    hs_tcv: "114000",
    hs_num_of_associated_line_items: "1",
  });
});
