import { expect, test } from "vitest";
import { CA_REALM } from "../seed/quickbooks.ts";
import type { Fields, Line } from "./entity.ts";
import { quickbooksForTest } from "./for-tests.ts";

const line = (Amount: number, taxCode?: string): Line => ({
  DetailType: "SalesItemLineDetail",
  Amount,
  SalesItemLineDetail: { ItemRef: { value: "1" }, ...(taxCode ? { TaxCodeRef: { value: taxCode } } : {}) },
});
const forMaple = (Line: Line[], more: Fields = {}): Fields => ({ CustomerRef: { value: "1" }, Line, ...more });

test("outside the US a line without a tax code is refused in Canada's words", async () => {
  const { refusal } = await quickbooksForTest({ realm: CA_REALM });
  const { code, detail } = await refusal("/invoice", forMaple([line(100)]));
  expect(code).toBe("6000");
  expect(detail).toBe("Business Validation Error: Make sure all your transactions have a GST/HST rate before you save.");
  expect((await refusal("/invoice", forMaple([line(100, "TAX")]))).code).toBe("2500");
});

test("tax is added by the code of each line, or was in the price already", async () => {
  const { post } = await quickbooksForTest({ realm: CA_REALM });
  const added = await post("/invoice", forMaple([line(100, "2"), line(10.1, "3")], { GlobalTaxCalculation: "TaxExcluded" }));
  expect(added).toMatchObject({ TxnTaxDetail: { TotalTax: 13.51 }, TotalAmt: 123.61 });
  const included = await post("/invoice", forMaple([line(113, "2")], { GlobalTaxCalculation: "TaxInclusive" }));
  expect(included).toMatchObject({ TxnTaxDetail: { TotalTax: 13 }, TotalAmt: 113 });
  expect(included.Line?.[0]).toMatchObject({ Amount: 100, SalesItemLineDetail: { TaxInclusiveAmt: 113 } });
  const none = await post("/invoice", forMaple([line(100, "2")], { GlobalTaxCalculation: "NotApplicable" }));
  expect(none.TotalAmt).toBe(100);
});

test("with one currency none need be sent, and the home currency is the company's", async () => {
  const { post } = await quickbooksForTest({ realm: CA_REALM });
  const invoice = await post("/invoice", forMaple([line(100, "4")]));
  expect(invoice.CurrencyRef?.value).toBe("CAD");
  expect(invoice).not.toHaveProperty("ExchangeRate");
});
