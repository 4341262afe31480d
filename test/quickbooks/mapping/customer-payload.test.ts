import { describe, expect, test } from "vitest";
import { customerPayload, displayName } from "../../../api/quickbooks/mapping/customer-payload.ts";
import { US_COMPANY } from "../connection-store.ts";
import { ADDRESS, buyer, customerDraft, NO_ADDRESS } from "../example-drafts.ts";
import { schemaFaults } from "../schema.ts";

const EMOJI = "🧾";

describe("the body that makes a customer", () => {
  test("a company becomes a customer with its contact, addresses, terms and our marker", () => {
    const body = customerPayload(customerDraft(), US_COMPANY);
    const address = {
      Line1: "1 Main St",
      Line2: "Suite 5",
      City: "Mountain View",
      CountrySubDivisionCode: "CA",
      PostalCode: "94042",
      Country: "United States",
    };
    expect(body).toEqual({
      DisplayName: "Acme Inc",
      CompanyName: "Acme Inc",
      GivenName: "Ann",
      FamilyName: "Lee",
      PrimaryEmailAddr: { Address: "ap@acme.com" },
      PrimaryPhone: { FreeFormNumber: "(555) 555-1234" },
      BillAddr: address,
      ShipAddr: address,
      Taxable: true,
      SalesTermRef: { value: "3" },
      PreferredDeliveryMethod: "Email",
      Notes: "HS-company-123",
    });
    expect(schemaFaults("CustomerCreate", body)).toEqual([]);
  });

  test("the currency is named where the company has several, or where we do not know", () => {
    expect(customerPayload(customerDraft({ currency: "EUR" }), { ...US_COMPANY, multiCurrency: true })).toMatchObject({
      CurrencyRef: { value: "EUR" },
    });
    expect(customerPayload(customerDraft({ currency: "EUR" }), null)).toMatchObject({ CurrencyRef: { value: "EUR" } });
    expect(customerPayload(customerDraft(), US_COMPANY)).not.toHaveProperty("CurrencyRef");
  });

  test("a person has no company name", () => {
    expect(
      customerPayload(customerDraft({ buyer: buyer({ kind: "contact", name: "Ann Lee" }), name: "Ann Lee" }), US_COMPANY),
    ).not.toHaveProperty("CompanyName");
  });

  test("a shipping address of its own is kept", () => {
    const body = customerPayload(customerDraft({ buyer: buyer({ shipping: { ...ADDRESS, street: "Dock 9" } }) }), US_COMPANY);
    expect(body).toMatchObject({ BillAddr: { Line1: "1 Main St" }, ShipAddr: { Line1: "Dock 9" } });
  });

  test("what is missing is not sent", () => {
    const bare = buyer({ email: null, phone: " ", person: null, billing: NO_ADDRESS, taxExempt: true });
    const body = customerPayload(customerDraft({ buyer: bare, termsId: null }), US_COMPANY);
    expect(body).toEqual({ DisplayName: "Acme Inc", CompanyName: "Acme Inc", Taxable: false, Notes: "HS-company-123" });
    expect(schemaFaults("CustomerCreate", body)).toEqual([]);
  });

  test.each([
    ["ap@acme.com; cfo@acme.com", "ap@acme.com"],
    ["not an address, ap@acme.com", "ap@acme.com"],
    ["Ann Lee <ann@acme.com>", "ann@acme.com"],
    ["ap@acme", null],
    ["ap @acme.com", null],
    [`${"x".repeat(95)}@acme.com`, null],
  ])("of the e-mail %j only a usable address is sent", (email, sent) => {
    const body = customerPayload(customerDraft({ buyer: buyer({ email }) }), US_COMPANY);
    expect(body["PrimaryEmailAddr"]).toEqual(sent === null ? undefined : { Address: sent });
    expect(body["PreferredDeliveryMethod"]).toBe(sent === null ? undefined : "Email");
  });

  const inCountry = (country: string, changes: Partial<ReturnType<typeof buyer>>) => {
    const body = customerPayload(customerDraft({ buyer: buyer(changes) }), { ...US_COMPANY, country });
    expect(schemaFaults("CustomerCreate", body)).toEqual([]);
    return body;
  };

  test("a tax id is sent where the company's country has a place for it, whole or not at all", () => {
    const id = { taxId: "GB123456789" };
    expect(inCountry("GB", id)).toMatchObject({ PrimaryTaxIdentifier: "GB123456789" });
    expect(inCountry("IN", { taxId: "22AAAAA0000A1Z5" })).toMatchObject({ GSTIN: "22AAAAA0000A1Z5" });
    expect(inCountry("GB", { taxId: "9".repeat(21) })).not.toHaveProperty("PrimaryTaxIdentifier");
    expect(JSON.stringify(inCountry("US", id))).not.toContain("GB123456789");
  });

  test("a tax id is a resale certificate only for who buys to resell", () => {
    const exempt = { taxExempt: true, taxId: "12-3456789" };
    expect(inCountry("US", { ...exempt, taxExemptionReason: "Resale" })).toMatchObject({ ResaleNum: "12-3456789" });
    expect(JSON.stringify(inCountry("US", { ...exempt, taxExemptionReason: "7" }))).not.toContain("12-3456789");
    expect(JSON.stringify(inCountry("US", { ...exempt, taxExempt: false, taxExemptionReason: "9" }))).not.toContain("12-3456789");
  });

  test("an exemption has its reason under automated sales tax, and none where there is no such thing", () => {
    const exempt = { taxExempt: true, taxExemptionReason: "7" };
    expect(inCountry("US", exempt)).toMatchObject({ Taxable: false, TaxExemptionReasonId: "7" });
    expect(inCountry("CA", exempt)).not.toHaveProperty("TaxExemptionReasonId");
    expect(inCountry("US", { taxExemptionReason: "7" })).not.toHaveProperty("TaxExemptionReasonId");
  });

  test("a taxable customer outside the US has the code that its sales are taxed by, an exempt one none", () => {
    const body = customerPayload(customerDraft({ taxCodeId: "5" }), { ...US_COMPANY, country: "CA" });
    expect(body).toMatchObject({ Taxable: true, DefaultTaxCodeRef: { value: "5" } });
    expect(schemaFaults("CustomerCreate", body)).toEqual([]);
    const exempt = customerDraft({ taxCodeId: "6", buyer: buyer({ taxExempt: true }) });
    expect(customerPayload(exempt, { ...US_COMPANY, country: "CA" })).not.toHaveProperty("DefaultTaxCodeRef");
    expect(customerPayload(customerDraft(), US_COMPANY)).not.toHaveProperty("DefaultTaxCodeRef");
  });

  test("the customer's type is sent where the industry has one", () => {
    const body = customerPayload(customerDraft({ customerTypeId: "2" }), US_COMPANY);
    expect(body).toMatchObject({ CustomerTypeRef: { value: "2" } });
    expect(schemaFaults("CustomerCreate", body)).toEqual([]);
  });

  test("names lose what QuickBooks refuses", () => {
    expect(displayName(" Acme:\tInc\r\n (West) ")).toBe("Acme Inc (West)");
    expect(() => customerPayload(customerDraft({ name: " :\n" }), US_COMPANY)).toThrow(expect.objectContaining({ kind: "invalid" }));
  });

  test("everything too long is cut or left out, and no character in two", () => {
    const long = (count: number) => EMOJI.repeat(count);
    const body = customerPayload(
      customerDraft({
        name: `x${long(400)}`,
        buyer: buyer({
          name: `x${long(400)}`,
          phone: "5".repeat(31),
          person: { givenName: `x${long(90)}`, familyName: "y".repeat(300) },
          billing: {
            street: `${long(400)}\n\nSecond\nThird\nFourth`,
            street2: "Fifth\nSixth",
            city: long(300),
            state: long(300),
            zip: "9".repeat(31),
            country: "Mars",
          },
        }),
      }),
      US_COMPANY,
    );
    expect(body["DisplayName"]).toBe(`x${long(249)}`);
    expect(body["CompanyName"]).toBe(`x${long(49)}`);
    expect(body["GivenName"]).toBe(`x${long(49)}`);
    expect(body).not.toHaveProperty("PrimaryPhone");
    expect(body["BillAddr"]).toEqual({
      Line1: long(250),
      Line2: "Second",
      Line3: "Third",
      Line4: "Fourth",
      Line5: "Fifth",
      City: long(127),
      CountrySubDivisionCode: long(127),
      Country: "Mars",
    });
    expect(schemaFaults("CustomerCreate", body)).toEqual([]);
  });
});
