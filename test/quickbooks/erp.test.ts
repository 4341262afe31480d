import { describe, expect, test } from "vitest";
import { readJoiningCompany } from "../../api/quickbooks/quickbooks-erp.ts";
import { NO_LIMITS } from "../no-limits.ts";
import { CA_REALM, US_REALM } from "../sandbox/seed/quickbooks.ts";
import { connectedCompany } from "./connected-company.ts";

const company = connectedCompany();

describe("the company", () => {
  test("its switches are read, also before there is a connection", async () => {
    const { access_token } = company.quickbooks.oauth.grantDirectly(CA_REALM);
    const canadian = await readJoiningCompany({
      apiUrl: company.quickbooks.url,
      realmId: CA_REALM,
      accessToken: access_token,
      clock: company.clock,
      limiter: NO_LIMITS,
    });
    expect(canadian).toMatchObject({ country: "CA", homeCurrency: "CAD", salesTax: "manual" });
    expect(await company.erp.readCompany()).toMatchObject({
      name: "Sandbox Company US",
      country: "US",
      homeCurrency: "USD",
      multiCurrency: true,
      salesTax: "automated",
      customNumbers: false,
      classTracking: "perLine",
      orderFields: [
        { id: "1", name: "P.O. Number" },
        { id: "2", name: "Sales Rep" },
      ],
      discountsAllowed: true,
      revenueRecognition: false,
    });
  });

  test("where a class goes is read, as what the preferences say", async () => {
    const { people } = company.quickbooks;
    people.setPreferences(US_REALM, { AccountingInfoPrefs: { ClassTrackingPerTxnLine: false } });
    expect(await company.erp.readCompany()).toMatchObject({ classTracking: "perOrder" });
    people.setPreferences(US_REALM, { AccountingInfoPrefs: { ClassTrackingPerTxn: false }, TaxPrefs: { PartnerTaxEnabled: false } });
    expect(await company.erp.readCompany()).toMatchObject({ classTracking: null, salesTax: "manual" });
  });

  test("classes, tax codes and customer types are listed by name", async () => {
    expect(await company.erp.listClasses()).toContainEqual({ id: "1", name: "East", active: true });
    expect(await company.erp.listTaxCodes()).toContainEqual({ id: "NON", name: "NON", active: true });
    expect(await company.erp.listCustomerTypes()).toContainEqual({ id: "2", name: "Software", active: true });
  });

  test("items and terms are listed", async () => {
    expect(await company.erp.listItems()).toContainEqual({
      id: "6",
      name: "API calls",
      sku: "API-CALLS",
      active: true,
      taxable: false,
      unitPrice: "0.0045",
      description: "API calls",
      deferredRevenue: false,
    });
    expect(await company.erp.listTerms()).toContainEqual({ id: "1", name: "Due on receipt", dueDays: 0, active: true });
  });
});

test("a few records that cannot be read are left out of their page; so many that QuickBooks must have changed its form are not", async () => {
  const page = (rows: number) => {
    const body = { QueryResponse: { Invoice: Array.from({ length: rows }, (_, index) => ({ Id: String(index + 1) })) } };
    company.quickbooks.wire.faults.add({ match: { path: "/query" }, when: "before", kind: "answer", answer: { status: 200, body } });
    return company.erp.listRecords("invoice", 1, 1_000);
  };
  expect((await page(25)).unread).toHaveLength(25);
  await expect(page(26)).rejects.toMatchObject({ kind: "unavailable", code: "unreadable" });
});

describe("the connection", () => {
  test("an access token that ended is replaced while reading, and the read goes through", async () => {
    company.quickbooks.oauth.expireAccess();
    expect(await company.erp.readCustomer("1")).toMatchObject({ name: "Globex Corp" });
    expect(company.state.saved).toHaveLength(1);
  });

  test("a connection that is made after the first call failed serves the next", async () => {
    const { tokens } = company.state;
    company.state.tokens = null;
    await expect(company.erp.readCustomer("1")).rejects.toMatchObject({ kind: "notConnected" });
    company.state.tokens = tokens;
    expect(await company.erp.readCustomer("1")).toMatchObject({ name: "Globex Corp" });
  });

  test("a refresh token that ended means reconnect, and nothing more is asked", async () => {
    company.quickbooks.oauth.expireRefresh();
    company.quickbooks.oauth.expireAccess();
    await expect(company.erp.readCustomer("1")).rejects.toMatchObject({ kind: "notConnected", code: "invalid_grant" });
    expect(company.state.connection).toBe("needsReconnect");
    const before = company.quickbooks.wire.requests.filter(({ path }) => /tokens\/bearer/.test(path)).length;
    await expect(company.erp.readCustomer("1")).rejects.toMatchObject({ kind: "notConnected" });
    expect(company.quickbooks.wire.requests.filter(({ path }) => /tokens\/bearer/.test(path))).toHaveLength(before);
  });
});
