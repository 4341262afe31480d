import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Mapping } from "../../api/domain/mapping.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { CA_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, push, startStage, type Stage } from "./harness.ts";

/** HST ON is 13 percent. */
const TAX_CODES: Mapping["taxCodes"] = [{ country: "CA", taxCodeId: "2", exemptTaxCodeId: "4" }];
const DEAL = DEAL_IDS.wonka;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await connectCanada();
  await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) =>
    tx.mapping.save({
      lists: { taxCodes: TAX_CODES },
      what: "Test",
      by: { userId: 1, email: null },
      at: stage.clock.now(),
      expectedVersion: null,
    }),
  );
});
beforeEach(async () => {
  await forgetDeals(stage);
  sellToCanada();
});
afterAll(() => stage?.stop());

/** The Canadian company alone. */
async function connectCanada(): Promise<void> {
  await stage.actors.ask("admin", "/ui/quickbooks/disconnect", { method: "POST", body: {} });
  const { access_token, refresh_token, expires_in } = stage.sandbox.quickbooks.oauth.grantDirectly(CA_REALM);
  const tokens = { accessToken: access_token, refreshToken: refresh_token, expiresAt: stage.clock.now().add({ seconds: expires_in }) };
  await stage.db.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
    const [former] = await tx.connections.list();
    if (former) await tx.connections.join({ realmId: CA_REALM, company: former.company, tokens });
  });
}

/** The deal is in Canadian dollars, and its buyer in Toronto. */
function sellToCanada(): void {
  const rep = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  rep.patch("deals", DEAL, { deal_currency_code: "CAD" });
  for (const line of rep.read("deals", DEAL).associations["line_items"] ?? [])
    rep.patch("line_items", line.id, { hs_line_item_currency_code: "CAD" });
  const place = { address: "10 Front Street", city: "Toronto", state: "ON", zip: "M5V 2T6", country: "Canada" };
  rep.patch("companies", COMPANY_IDS.wonka, place);
}

type View = { state: string; findings: object[]; order: { net: object; tax: object; total: object } | null; totals: { contract: object } };
const view = () => stage.actors.ask<View>("rep", `/ui/deals/${DEAL}`);
const set = (settings: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: settings });
const cad = (amount: string) => ({ amount, currency: "CAD" });
const order = () => stage.sandbox.quickbooks.all(CA_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote === `HS-${DEAL}`);

describe("a deal pushed into a company outside the US", () => {
  test("is taxed by the code that is mapped for the buyer's country, which the customer has too", async () => {
    await push(stage, DEAL);
    expect(order()).toMatchObject({ GlobalTaxCalculation: "TaxExcluded", TotalAmt: 6780 });
    expect(order()?.Line?.[0]).toMatchObject({ Amount: 6000, SalesItemLineDetail: { TaxCodeRef: { value: "2" } } });
    const customer = stage.sandbox.quickbooks.find(CA_REALM, "Customer", order()?.CustomerRef?.value ?? "");
    expect(customer).toMatchObject({ Taxable: true, DefaultTaxCodeRef: { value: "2" } });
    expect(await view()).toMatchObject({
      state: "pushed",
      order: { net: cad("6000.00"), tax: cad("780.00"), total: cad("6780.00") },
      totals: { contract: cad("6000.00") },
    });
  });

  test("with prices that include the tax costs what was sold, and its contract is what QuickBooks makes of it without tax", async () => {
    await set({ pricesIncludeTax: true });
    await push(stage, DEAL);
    expect(order()).toMatchObject({ GlobalTaxCalculation: "TaxInclusive", TotalAmt: 6000 });
    expect(await view()).toMatchObject({
      state: "pushed",
      findings: [],
      order: { net: cad("5309.73"), tax: cad("690.27"), total: cad("6000.00") },
      totals: { contract: cad("5309.73") },
    });
  });

  test("with such prices, and an order that QuickBooks holds otherwise, is finance's to look at", async () => {
    await set({ pricesIncludeTax: true });
    await push(stage, DEAL);
    const made = order();
    if (!made) throw new Error("no order was made");
    const line = {
      DetailType: "SalesItemLineDetail",
      Amount: 5000,
      SalesItemLineDetail: { ItemRef: { value: "1" }, TaxCodeRef: { value: "2" } },
    };
    stage.sandbox.quickbooks.people.edit(CA_REALM, "Estimate", made.Id, { Line: [line] });
    expect(await stage.actors.ask<View>("rep", `/ui/deals/${DEAL}?refresh=true`)).toMatchObject({ state: "needsReview" });
  });
});
