import fc from "fast-check";
import { expect, test } from "vitest";
import type { Line } from "./entity.ts";
import { forPiedPiper, quickbooksForTest, sells } from "./for-tests.ts";

test("an estimate is made pending, numbered by the company, with a subtotal line at its end", async () => {
  const { post, read } = await quickbooksForTest();
  const estimate = await post("/estimate", forPiedPiper([sells(300, { Qty: 3, UnitPrice: 100 })]));
  expect(estimate).toMatchObject({
    TxnStatus: "Pending",
    TotalAmt: 300,
    SyncToken: "0",
    sparse: false,
    TxnDate: "2026-11-23",
    EmailStatus: "NotSet",
  });
  expect(estimate.DocNumber).toMatch(/^\d+$/);
  expect(estimate.Line?.at(-1)).toMatchObject({ DetailType: "SubTotalLineDetail", Amount: 300 });
  expect(estimate.MetaData.CreateTime).toBe("2026-11-23T04:00:00-08:00");
  expect(await read(`/estimate/${estimate.Id}`)).toEqual(estimate);
});

test("an invoice copies addresses from the customer, but neither terms nor memo nor e-mail", async () => {
  const { post } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper());
  expect(invoice.BillAddr?.City).toBe("Palo Alto");
  expect(invoice).not.toHaveProperty("SalesTermRef");
  expect(invoice).not.toHaveProperty("BillEmail");
  expect(invoice.DueDate).toBe(invoice.TxnDate);
  expect(invoice.Balance).toBe(100);
});

test("the due date follows from the term", async () => {
  const { post } = await quickbooksForTest();
  const net30 = await post("/invoice", forPiedPiper([sells()], { TxnDate: "2027-01-31", SalesTermRef: { value: "3" } }));
  expect(net30.DueDate).toBe("2027-03-02");
  const tenth = await post("/term", { Name: "10th of next month", DayOfMonthDue: 10, DueNextMonthDays: 15 });
  const near = await post("/invoice", forPiedPiper([sells()], { TxnDate: "2027-01-05", SalesTermRef: { value: tenth.Id } }));
  expect(near.DueDate).toBe("2027-02-10");
});

test("automated tax is added by ship-to state, each agency rounded by itself", async () => {
  const { post } = await quickbooksForTest();
  const taxed = sells(300, { TaxCodeRef: { value: "TAX" } });
  const invoice = await post("/invoice", forPiedPiper([taxed, sells(50)], { TxnTaxDetail: { TotalTax: 1 } as never }));
  expect(invoice.TxnTaxDetail?.TaxLine.map((line) => line.Amount)).toEqual([18, 3.75, 4.13]);
  expect(invoice).toMatchObject({ TxnTaxDetail: { TotalTax: 25.88 }, TotalAmt: 375.88, Balance: 375.88 });
});

test("a ship-to without sales tax, or an exempt customer, pays none", async () => {
  const { post } = await quickbooksForTest();
  const taxed = sells(300, { TaxCodeRef: { value: "TAX" } });
  const toOregon = forPiedPiper([taxed], {
    ShipAddr: { Line1: "1 Main St", City: "Salem", CountrySubDivisionCode: "OR", PostalCode: "97301" },
  });
  expect((await post("/invoice", toOregon)).TotalAmt).toBe(300);
  expect((await post("/invoice", { ...forPiedPiper([taxed]), CustomerRef: { value: "5" } })).TotalAmt).toBe(300);
});

test("a line without a tax code is not taxed", async () => {
  const { post } = await quickbooksForTest();
  const { TaxCodeRef: _none, ...detail } = sells(300).SalesItemLineDetail!;
  const invoice = await post("/invoice", forPiedPiper([{ ...sells(300), SalesItemLineDetail: detail }]));
  expect(invoice.TotalAmt).toBe(300);
  expect(invoice.Line?.[0]?.SalesItemLineDetail?.TaxCodeRef).toEqual({ value: "NON" });
});

test("a discount comes off before or after the tax, as the form says", async () => {
  const { post } = await quickbooksForTest();
  const lines: Line[] = [
    sells(200, { TaxCodeRef: { value: "TAX" } }),
    { DetailType: "DiscountLineDetail", DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } },
  ];
  const before = await post("/invoice", forPiedPiper(lines, { ApplyTaxAfterDiscount: false }));
  const after = await post("/invoice", forPiedPiper(lines, { ApplyTaxAfterDiscount: true }));
  expect(before.TotalAmt).toBe(197.25);
  expect(after.TotalAmt).toBe(195.53);
});

test("totals are exact for any amounts", async () => {
  const { post } = await quickbooksForTest();
  const cents = fc.integer({ min: 1, max: 99_999_999 });
  await fc.assert(
    fc.asyncProperty(fc.array(cents, { minLength: 1, maxLength: 8 }), async (amounts) => {
      const estimate = await post("/estimate", forPiedPiper(amounts.map((amount) => sells(amount / 100))));
      expect(Math.round(estimate.TotalAmt! * 100)).toBe(amounts.reduce((total, amount) => total + amount, 0));
      expect(String(estimate.TotalAmt)).toMatch(/^\d+(\.\d{1,2})?$/);
    }),
    { numRuns: 25 },
  );
});

test("an invoice linked to an estimate closes it, and only one link can be made", async () => {
  const { post, read, refusal } = await quickbooksForTest();
  const estimate = await post("/estimate", forPiedPiper());
  const linked = forPiedPiper([sells()], { LinkedTxn: [{ TxnId: estimate.Id, TxnType: "Estimate" }] });
  const invoice = await post("/invoice", linked);
  expect(invoice.LinkedTxn).toEqual([{ TxnId: estimate.Id, TxnType: "Estimate" }]);
  expect(await read(`/estimate/${estimate.Id}`)).toMatchObject({
    TxnStatus: "Closed",
    SyncToken: "1",
    LinkedTxn: [{ TxnId: invoice.Id, TxnType: "Invoice" }],
  });
  expect((await refusal("/invoice", linked)).code).toBe("620");
  expect((await refusal("/invoice", { ...linked, CustomerRef: { value: "1" } })).code).toBe("620");
});

test("an estimate that a person opened again keeps its one link", async () => {
  const { post, refusal, people, realm, configure } = await quickbooksForTest();
  configure({ invoicedEstimateStatus: "Converted" });
  const estimate = await post("/estimate", forPiedPiper());
  const linked = forPiedPiper([sells()], { LinkedTxn: [{ TxnId: estimate.Id, TxnType: "Estimate" }] });
  await post("/invoice", linked);
  expect(people.edit(realm, "Estimate", estimate.Id, { TxnStatus: "Pending" }).LinkedTxn).toHaveLength(1);
  expect((await refusal("/invoice", linked)).code).toBe("620");
});

test("a link that has no type is dropped without a word", async () => {
  const { post, read } = await quickbooksForTest();
  const estimate = await post("/estimate", forPiedPiper());
  const invoice = await post("/invoice", forPiedPiper([sells()], { LinkedTxn: [{ TxnId: estimate.Id } as never] }));
  expect(invoice.LinkedTxn).toEqual([]);
  expect((await read(`/estimate/${estimate.Id}`)).TxnStatus).toBe("Pending");
});

test("a deleted invoice lets its estimate wait again", async () => {
  const { post, read, call } = await quickbooksForTest();
  const estimate = await post("/estimate", forPiedPiper());
  const invoice = await post("/invoice", forPiedPiper([sells()], { LinkedTxn: [{ TxnId: estimate.Id, TxnType: "Estimate" }] }));
  const answer = await call("POST", "/invoice?operation=delete", { Id: invoice.Id, SyncToken: invoice.SyncToken });
  expect(answer.body["Invoice"]).toEqual({ domain: "QBO", status: "Deleted", Id: invoice.Id });
  expect(await read(`/estimate/${estimate.Id}`)).toMatchObject({ TxnStatus: "Pending", LinkedTxn: [] });
  expect((await call("GET", `/invoice/${invoice.Id}`)).body).toMatchObject({ Fault: { Error: [{ code: "610" }] } });
});

test("a voided invoice is zero everywhere and says so in its note", async () => {
  const { post } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper([sells(80, { TaxCodeRef: { value: "TAX" } })], { PrivateNote: "HS-1" }));
  const voided = await post("/invoice?operation=void", { Id: invoice.Id, SyncToken: invoice.SyncToken });
  expect(voided).toMatchObject({ TotalAmt: 0, Balance: 0, PrivateNote: "Voided", TxnTaxDetail: { TotalTax: 0 } });
  expect(voided.Line?.every((line) => line.Amount === 0)).toBe(true);
});

test("an estimate cannot be voided, only deleted", async () => {
  const { post, refusal } = await quickbooksForTest();
  const estimate = await post("/estimate", forPiedPiper());
  const identity = { Id: estimate.Id, SyncToken: estimate.SyncToken };
  expect((await refusal("/estimate?operation=void", identity)).code).toBe("500");
  expect(await post("/estimate?operation=delete", identity)).toMatchObject({ status: "Deleted" });
});

test("a line without an item is documentation, and its amount does not count", async () => {
  const { post } = await quickbooksForTest();
  const invoice = await post(
    "/invoice",
    forPiedPiper([sells(), { DetailType: "SalesItemLineDetail", Amount: 900, SalesItemLineDetail: {} }]),
  );
  expect(invoice.TotalAmt).toBe(100);
  expect(invoice.Line?.[1]?.DetailType).toBe("DescriptionOnly");
});
