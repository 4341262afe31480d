import { describe, expect, test } from "vitest";
import type { ErpCompany } from "../../../api/ports/erp.ts";
import { orderPayload } from "../../../api/quickbooks/mapping/order-payload.ts";
import { US_COMPANY } from "../connection-store.ts";
import { buyer, orderDraft, orderLine } from "../example-drafts.ts";
import { schemaFaults } from "../schema.ts";

const payload = (changes: Parameters<typeof orderDraft>[0] = {}, company: Partial<ErpCompany> = {}) =>
  orderPayload(orderDraft(changes), { ...US_COMPANY, ...company });
const firstLine = (changes: Parameters<typeof orderLine>[0], company: Partial<ErpCompany> = {}) =>
  JSON.parse(JSON.stringify(payload({ lines: [orderLine(changes)] }, company)["Line"]))[0] as { SalesItemLineDetail: object };

describe("the body that makes an order", () => {
  test("an order is a pending Estimate with the buyer's terms, e-mail and addresses, since QuickBooks fills in none of them", () => {
    const address = {
      Line1: "1 Main St",
      Line2: "Suite 5",
      City: "Mountain View",
      CountrySubDivisionCode: "CA",
      PostalCode: "94042",
      Country: "United States",
    };
    const body = payload();
    expect(body).toEqual({
      CustomerRef: { value: "1" },
      TxnDate: "2026-11-23",
      TxnStatus: "Pending",
      SalesTermRef: { value: "3" },
      BillEmail: { Address: "ap@acme.com" },
      BillAddr: address,
      ShipAddr: address,
      CustomerMemo: { value: "Order for Acme Inc, PO 4711" },
      PrivateNote: "HS-987",
      DueDate: "2026-12-23",
      Line: [
        {
          DetailType: "SalesItemLineDetail",
          Amount: 27_000,
          Description: "50 seats, 2026-12-01 to 2027-11-30, 12 × monthly",
          SalesItemLineDetail: {
            ItemRef: { value: "2" },
            Qty: 50,
            UnitPrice: 540,
            ServiceDate: "2026-12-01",
            TaxCodeRef: { value: "NON" },
          },
        },
      ],
    });
    expect(schemaFaults("EstimateCreate", body)).toEqual([]);
  });

  test("a number is sent only to a company that does not number by itself", () => {
    expect(payload({ number: "HS-987" })).not.toHaveProperty("DocNumber");
    expect(payload({ number: "HS-987" }, { customNumbers: true })).toMatchObject({ DocNumber: "HS-987" });
    expect(payload({}, { customNumbers: true })).not.toHaveProperty("DocNumber");
    expect(() => payload({ number: "x".repeat(22) }, { customNumbers: true })).toThrow(expect.objectContaining({ kind: "invalid" }));
  });

  test("the currency is sent where the company has several, and a foreign one is never sent to a company with one", () => {
    expect(payload({ currency: "EUR" }, { multiCurrency: true })).toMatchObject({ CurrencyRef: { value: "EUR" } });
    expect(payload()).not.toHaveProperty("CurrencyRef");
    expect(() => payload({ currency: "EUR" })).toThrow(expect.objectContaining({ kind: "invalid" }));
  });

  test("a discount on the whole order is one fixed amount before tax, as QuickBooks' schema has it", () => {
    const discount = { amount: 100_050n, description: "Discount 10 %" };
    const body = payload({ discount });
    expect(body["Line"]).toHaveLength(2);
    expect(body).toMatchObject({
      ApplyTaxAfterDiscount: true,
      Line: [
        { DetailType: "SalesItemLineDetail" },
        { DetailType: "DiscountLineDetail", Amount: 1000.5, Description: "Discount 10 %", DiscountLineDetail: { PercentBased: false } },
      ],
    });
    expect(schemaFaults("EstimateCreate", body)).toEqual([]);
    expect(payload({ discount }, { country: "CA" })).not.toHaveProperty("ApplyTaxAfterDiscount");
    expect(payload()).not.toHaveProperty("ApplyTaxAfterDiscount");
  });

  test("tax codes are the two of the US, and elsewhere the one of the list, with prices without tax", () => {
    expect(firstLine({ taxable: true }).SalesItemLineDetail).toMatchObject({ TaxCodeRef: { value: "TAX" } });
    expect(payload()).not.toHaveProperty("GlobalTaxCalculation");
    expect(firstLine({ taxable: true }, { country: "CA" }).SalesItemLineDetail).not.toHaveProperty("TaxCodeRef");
    const canadian = payload({ taxCodeId: "5" }, { country: "CA" });
    expect(canadian).toMatchObject({
      GlobalTaxCalculation: "TaxExcluded",
      Line: [{ SalesItemLineDetail: { TaxCodeRef: { value: "5" } } }],
    });
    expect(schemaFaults("EstimateCreate", canadian)).toEqual([]);
  });

  test("prices that include tax are said to, on the order and on each line", () => {
    const body = payload({ taxCodeId: "5", taxIncluded: true }, { country: "CA" });
    expect(body).toMatchObject({
      GlobalTaxCalculation: "TaxInclusive",
      Line: [{ Amount: 27_000, SalesItemLineDetail: { TaxCodeRef: { value: "5" }, TaxInclusiveAmt: 27_000 } }],
    });
    expect(schemaFaults("EstimateCreate", body)).toEqual([]);
    expect(JSON.stringify(payload({ taxCodeId: "5" }, { country: "CA" }))).not.toContain("TaxInclusiveAmt");
  });

  test("a class stands on the lines or on the order, as the company tracks it, and nowhere where it tracks none", () => {
    const tracked = (classTracking: "perLine" | "perOrder" | null) => payload({ classId: "7" }, { classTracking });
    expect(tracked("perLine")).toMatchObject({ Line: [{ SalesItemLineDetail: { ClassRef: { value: "7" } } }] });
    expect(tracked("perLine")).not.toHaveProperty("ClassRef");
    expect(tracked("perOrder")).toMatchObject({ ClassRef: { value: "7" } });
    expect(JSON.stringify(tracked("perOrder")["Line"])).not.toContain("ClassRef");
    expect(JSON.stringify(tracked(null))).not.toContain("ClassRef");
    for (const body of [tracked("perLine"), tracked("perOrder")]) expect(schemaFaults("EstimateCreate", body)).toEqual([]);
  });

  test("the company's own fields are named by their definition", () => {
    const body = payload({ customFields: [{ id: "1", value: "GX-40117" }] });
    expect(body["CustomField"]).toEqual([{ DefinitionId: "1", Type: "StringType", StringValue: "GX-40117" }]);
    expect(payload()).not.toHaveProperty("CustomField");
    expect(schemaFaults("EstimateCreate", body)).toEqual([]);
  });

  test("the note holds our marker alone, since it prints on statements, and no rate is sent: it is the day's", () => {
    const body = payload({ currency: "EUR" }, { multiCurrency: true });
    expect(body["PrivateNote"]).toBe("HS-987");
    expect(body).not.toHaveProperty("ExchangeRate");
  });

  test("a service date is sent only where service dates are switched on", () => {
    expect(firstLine({}, { serviceDatesAllowed: false }).SalesItemLineDetail).not.toHaveProperty("ServiceDate");
    expect(firstLine({ serviceStart: null }).SalesItemLineDetail).not.toHaveProperty("ServiceDate");
  });

  test.each([
    ["0.0045", "1000000", 450_000n, '"Amount":4500,', '"Qty":1000000,"UnitPrice":0.0045'],
    ["9999999999999.99", "1", 999_999_999_999_999n, '"Amount":9999999999999.99,', '"Qty":1,"UnitPrice":9999999999999.99'],
    ["-0.10", "3", -30n, '"Amount":-0.3,', '"Qty":3,"UnitPrice":-0.1'],
    ["0.0000001", "10000000", 100n, '"Amount":1,', '"Qty":10000000,"UnitPrice":1e-7'],
  ])("a price of %s times %s goes over the wire exactly", (unitPrice, quantity, amount, amountText, detailText) => {
    const text = JSON.stringify(payload({ lines: [orderLine({ unitPrice, quantity, amount })] }));
    expect(text).toContain(amountText);
    expect(text).toContain(detailText);
  });

  test.each(["99999999999999.99", "0.1234567890123456", "1e400", "twelve", ""])(
    "a price of %j is refused before it is sent changed",
    (unitPrice) => {
      expect(() => payload({ lines: [orderLine({ unitPrice })] })).toThrow(expect.objectContaining({ kind: "invalid" }));
    },
  );

  test("amounts have the decimals of their currency", () => {
    const amountIn = (currency: string) =>
      (payload({ currency, lines: [orderLine({ amount: 12_345n })] }, { multiCurrency: true })["Line"] as { Amount: number }[])[0]?.Amount;
    expect([amountIn("USD"), amountIn("JPY"), amountIn("KWD")]).toEqual([123.45, 12_345, 12.345]);
  });

  test("texts that are too long are cut, and an unusable e-mail is left out", () => {
    const body = payload({
      memo: "🧾".repeat(600),
      lines: [orderLine({ description: "ü".repeat(5_000) })],
      buyer: buyer({ email: "nobody" }),
    });
    expect(body["CustomerMemo"]).toEqual({ value: "🧾".repeat(500) });
    expect(JSON.stringify(body)).toContain(`"${"ü".repeat(4_000)}"`);
    expect(body).not.toHaveProperty("BillEmail");
    expect(schemaFaults("EstimateCreate", body)).toEqual([]);
  });
});
