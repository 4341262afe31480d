import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_MAPPING, type Mapping } from "../../api/domain/mapping.ts";
import type { Entity } from "../sandbox/quickbooks/entity.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { RULE_DEAL_IDS } from "../sandbox/seed/rule-cases.ts";
import { SALE_DEAL_IDS } from "../sandbox/seed/sale-cases.ts";
import { forgetDeals, push, startStage, type Stage } from "./harness.ts";

/** The owner of every deal is a rep of the East; makers of machines are of the type Manufacturing. */
const MAPPING: Partial<Mapping> = {
  owners: [{ ownerId: "71002", repCode: "BO-7", classId: "1" }],
  industries: [
    { industry: "MACHINERY", customerTypeId: "1" },
    { industry: "BIOTECHNOLOGY", customerTypeId: "99" },
  ],
  terms: [{ text: "thirty days", termId: "3" }],
};

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await saveMapping(MAPPING);
  person().patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
  await push(stage, DEAL_IDS.acme);
  await push(stage, DEAL_IDS.globex);
});
afterAll(() => stage?.stop());

const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
const saveMapping = (lists: Partial<Mapping>) =>
  stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) =>
    tx.mapping.save({ lists, what: "Test", by: { userId: 1, email: null }, at: stage.clock.now(), expectedVersion: null }),
  );
const marked = (kind: "Customer" | "Estimate", marker: string): Entity => {
  const found = stage.sandbox.quickbooks.all(US_REALM, kind).find((entity) => [entity["Notes"], entity.PrivateNote].includes(marker));
  if (!found) throw new Error(`QuickBooks has no ${kind} marked ${marker}`);
  return found;
};
const customerOf = (companyId: string) => marked("Customer", `HS-company-${companyId}`);
const orderOf = (dealId: string) => marked("Estimate", `HS-${dealId}`);
const acme = () => customerOf(COMPANY_IDS.acme);
const order = () => orderOf(DEAL_IDS.acme);
type View = { state: string; findings: { code: string; level: string; fixBy: string }[]; customer: { name: string } | null };
const view = (dealId: string) => stage.actors.ask<View>("rep", `/ui/deals/${dealId}`);

describe("company name", () => {
  test("is DisplayName and CompanyName", () => {
    expect(acme()).toMatchObject({ DisplayName: "Acme Robotics", CompanyName: "Acme Robotics" });
  });

  test("is cleaned of colons, and cut at 100 for CompanyName alone", async () => {
    await push(stage, SALE_DEAL_IDS.consolidated);
    const { DisplayName, CompanyName } = customerOf("21000000034");
    expect(DisplayName).toBe(
      "Consolidated Amalgamated International Holdings Western Regional Manufacturing and Distribution Division, Plant Nine",
    );
    expect(CompanyName).toHaveLength(100);
  });
});

test("contact: the one labelled Billing is the customer's person, e-mail and phone", () => {
  expect(acme()).toMatchObject({
    GivenName: "Rita",
    FamilyName: "Kowalski",
    PrimaryEmailAddr: { Address: "ap@acme.example" },
    PrimaryPhone: { FreeFormNumber: "+1 555 0113" },
  });
});

test("billing and shipping address: what is shipped to nowhere else is shipped to the billing address", () => {
  const address = { Line1: "401 Foundry Lane", City: "Pittsburgh", CountrySubDivisionCode: "PA", PostalCode: "15222", Country: "USA" };
  for (const entity of [acme(), order()]) expect(entity).toMatchObject({ BillAddr: address, ShipAddr: address });
});

test("owner: the rep's code and the class stand on the order, and nowhere on the customer", () => {
  expect(order()["CustomField"]).toContainEqual({ DefinitionId: "2", Name: "Sales Rep", Type: "StringType", StringValue: "BO-7" });
  expect(order().Line?.[0]).toMatchObject({ SalesItemLineDetail: { ClassRef: { value: "1", name: "East" } } });
  expect(JSON.stringify(acme())).not.toContain("BO-7");
});

describe("industry", () => {
  test("is the customer's type", () => {
    expect(acme().CustomerTypeRef).toEqual({ value: "1", name: "Manufacturing" });
  });

  test("whose type is not in QuickBooks is told to an admin, and the deal goes on", async () => {
    expect((await view(DEAL_IDS.umbrella)).findings).toContainEqual(
      expect.objectContaining({ code: "customerTypeMissing", level: "warning", fixBy: "admin" }),
    );
    await push(stage, DEAL_IDS.umbrella);
    expect(customerOf(COMPANY_IDS.umbrella)).not.toHaveProperty("CustomerTypeRef");
  });
});

describe("payment terms", () => {
  test("are the term with their days, and the due date", () => {
    expect(order()).toMatchObject({ SalesTermRef: { value: "3", name: "Net 30" }, TxnDate: "2026-11-20", DueDate: "2026-12-20" });
    expect(acme()).toMatchObject({ SalesTermRef: { value: "3" } });
  });

  test("are those that finance has mapped, whatever the words", async () => {
    person().patch("deals", DEAL_IDS.soylent, { tieout_payment_terms: "Thirty Days" });
    await push(stage, DEAL_IDS.soylent);
    expect(orderOf(DEAL_IDS.soylent)).toMatchObject({ SalesTermRef: { value: "3" } });
  });

  test("that nobody knows are a finding", async () => {
    person().patch("deals", DEAL_IDS.kord, { tieout_payment_terms: "when the moon is full" });
    expect((await view(DEAL_IDS.kord)).findings).toMatchObject([{ code: "termsUnknown", level: "error" }]);
  });
});

describe("tax exempt, tax id", () => {
  test("an exempt school has the reason, pays no tax, and its id is no resale certificate", async () => {
    await push(stage, SALE_DEAL_IDS.gotham);
    const school = customerOf("21000000032");
    expect(school).toMatchObject({ Taxable: false, TaxExemptionReasonId: "7" });
    expect(JSON.stringify(school)).not.toContain("22-1234567");
    expect(orderOf(SALE_DEAL_IDS.gotham).TxnTaxDetail?.TotalTax).toBe(0);
  });

  test("an exemption without id and reason is for the rep to complete", async () => {
    const { findings } = await view(DEAL_IDS.massive);
    expect(findings.map(({ code, fixBy }) => `${fixBy} ${code}`)).toEqual(["rep taxIdMissing", "rep exemptionReasonMissing"]);
  });
});

test("currency: a buyer in two currencies has two customers, each in one, and QuickBooks has the rate", async () => {
  await push(stage, SALE_DEAL_IDS.globexInEuros);
  const euros = customerOf(COMPANY_IDS.globex);
  expect(euros).toMatchObject({ DisplayName: "Globex Corp EUR", CurrencyRef: { value: "EUR" } });
  expect(orderOf(SALE_DEAL_IDS.globexInEuros)).toMatchObject({
    CustomerRef: { value: euros.Id },
    CurrencyRef: { value: "EUR" },
    ExchangeRate: 1.08,
  });
  expect(orderOf(DEAL_IDS.globex)).toMatchObject({ CustomerRef: { value: "1" }, CurrencyRef: { value: "USD" } });
});

test("line: item, quantity, price, service date and tax code, with the service dates in the description", () => {
  expect(order().Line?.[0]).toMatchObject({
    Amount: 114_000,
    Description: expect.stringContaining("2026-12-01 to 2027-11-30") as string,
    SalesItemLineDetail: { Qty: 100, UnitPrice: 1_140, ServiceDate: "2026-12-01", TaxCodeRef: { value: "NON" } },
  });
});

test("PO number: in the company's own field, and in the memo", () => {
  expect(order()["CustomField"]).toContainEqual({ DefinitionId: "1", Name: "P.O. Number", Type: "StringType", StringValue: "AR-2207" });
  expect(order().CustomerMemo).toEqual({ value: "Order for Acme Robotics, PO AR-2207" });
});

describe("deal", () => {
  test("the note is the marker and no more, since it prints on statements", () => {
    expect(order().PrivateNote).toBe(`HS-${DEAL_IDS.acme}`);
  });

  test("the deal's name is on the order only where the portal opts in", async () => {
    expect(JSON.stringify(order())).not.toContain("Acme Robotics fleet");
    await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { dealNameOnOrder: true } });
    await push(stage, DEAL_IDS.kramerica);
    expect(orderOf(DEAL_IDS.kramerica).CustomerMemo?.value).toBe("Order for Kramerica Imports, Kramerica import desk");
  });
});

describe("dates: a deal closed at half past eleven at night in New York", () => {
  const closed = { closedate: "2026-11-18T04:30:00Z" };

  test("is ordered on that day in the portal's zone", async () => {
    person().patch("deals", RULE_DEAL_IDS["nakatomi"] ?? "", closed);
    await push(stage, RULE_DEAL_IDS["nakatomi"] ?? "");
    expect(orderOf(RULE_DEAL_IDS["nakatomi"] ?? "").TxnDate).toBe("2026-11-17");
  });

  test("and on the next in a zone of its own that finance has chosen", async () => {
    await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { timeZone: "Europe/Berlin" } });
    person().patch("deals", RULE_DEAL_IDS["wayland"] ?? "", closed);
    await push(stage, RULE_DEAL_IDS["wayland"] ?? "");
    expect(orderOf(RULE_DEAL_IDS["wayland"] ?? "").TxnDate).toBe("2026-11-18");
    await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { timeZone: null } });
  });
});

test("closed books: an order dated in them is finance's to date anew, before anything is sent", async () => {
  await push(stage, SALE_DEAL_IDS.oscorp);
  expect(await view(SALE_DEAL_IDS.oscorp)).toMatchObject({ state: "notReady", findings: [{ code: "booksClosed", fixBy: "finance" }] });
});

test("a deal pushed with nothing mapped is pushed all the same", async () => {
  await forgetDeals(stage);
  await saveMapping({ ...EMPTY_MAPPING });
  await stage.clock.sleep(60_000);
  await push(stage, DEAL_IDS.acme);
  expect(order()["CustomField"]).toEqual([expect.objectContaining({ Name: "P.O. Number" })]);
  expect(order().Line?.[0]?.SalesItemLineDetail).not.toHaveProperty("ClassRef");
});
