import { describe, expect, test } from "vitest";
import { companyFrom, isSellable, itemFrom, termFrom } from "../../../api/quickbooks/mapping/company.ts";
import { customerFrom } from "../../../api/quickbooks/mapping/customer.ts";
import { invoiceFrom } from "../../../api/quickbooks/mapping/invoice.ts";
import { orderFrom } from "../../../api/quickbooks/mapping/order.ts";
import { paymentFrom } from "../../../api/quickbooks/mapping/payment.ts";
import {
  VendorCompanyInfo,
  VendorCustomer,
  VendorEstimate,
  VendorInvoice,
  VendorItem,
  VendorPayment,
  VendorPreferences,
  VendorTerm,
} from "../../../api/quickbooks/mapping/vendor-shapes.ts";

const READING = { homeCurrency: "USD", appUrl: "https://qbo.intuit.com" };
const META = { MetaData: { CreateTime: "2026-05-05T03:11:46-07:00", LastUpdatedTime: "2026-05-05T03:11:46-07:00" } };
const sold = (Amount: number) => ({ Id: "1", Amount, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: "1" } } });
const linked = (TxnType: string, ...ids: string[]) => ids.map((TxnId) => ({ TxnId, TxnType }));

const document = { Id: "100", CustomerRef: { value: "5", name: "Acme" }, TxnDate: "2026-11-23", TotalAmt: 0, ...META };
const order = (fields: object) => orderFrom(VendorEstimate.parse({ ...document, ...fields }), READING);
const invoice = (fields: object) => invoiceFrom(VendorInvoice.parse({ ...document, ...fields }), READING);
const payment = (fields: object) => paymentFrom(VendorPayment.parse({ ...document, ...fields }), READING);

describe("an order", () => {
  test("net is the sum of the sales lines, without tax and without the subtotal that the server adds", () => {
    const lines = [sold(0.1), sold(0.2), { Amount: 0.3, DetailType: "SubTotalLineDetail", SubTotalLineDetail: {} }];
    expect(order({ Line: lines, TotalAmt: 0.33, TxnTaxDetail: { TotalTax: 0.03 } })).toMatchObject({ net: 30n, tax: 3n, total: 33n });
  });

  test("gross is what lines were sold for whose prices include the tax, and nothing elsewhere", () => {
    const line = { ...sold(100), SalesItemLineDetail: { ItemRef: { value: "1" }, TaxInclusiveAmt: 113 } };
    const lines = { Line: [line, sold(5)], TxnTaxDetail: { TotalTax: 13 }, TotalAmt: 118 };
    expect(order({ ...lines, GlobalTaxCalculation: "TaxInclusive" })).toMatchObject({ net: 10_500n, gross: 11_800n, tax: 1300n });
    expect(invoice({ ...lines, GlobalTaxCalculation: "TaxInclusive" })).toMatchObject({ net: 10_500n, gross: 11_800n });
    expect(order({ ...lines, GlobalTaxCalculation: "TaxExcluded" })).not.toHaveProperty("gross");
  });

  test("discounts are taken off, lines of a group count once, free text counts nothing", () => {
    const group = { Amount: 50, DetailType: "GroupLineDetail", GroupLineDetail: { Line: [sold(20), sold(30)] } };
    const discount = { Amount: 15, DetailType: "DiscountLineDetail", DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } };
    expect(order({ Line: [sold(100), group, discount, { Amount: 7, DetailType: "DescriptionOnly" }] }).net).toBe(13_500n);
  });

  test.each([
    [{ TxnStatus: "Pending" }, "pending"],
    [{}, "pending"],
    [{ TxnStatus: "Accepted" }, "accepted"],
    [{ TxnStatus: "Rejected" }, "rejected"],
    [{ TxnStatus: "Closed" }, "closed"],
    [{ TxnStatus: "Closed", LinkedTxn: linked("Invoice", "130") }, "invoiced"],
    [{ TxnStatus: "Converted" }, "invoiced"],
    [{ TxnStatus: "Accepted", LinkedTxn: linked("Invoice", "130") }, "invoiced"],
  ])("%j reads as %s", (fields, status) => {
    expect(order(fields).status).toBe(status);
  });

  test("number, date, invoices, markers, time and link are read", () => {
    const note = "call Ann\n HS-987 \r\nHS-987-01 was wrong\nHS-contact-5";
    expect(order({ DocNumber: "1001", LinkedTxn: linked("Invoice", "7", "8", "7"), PrivateNote: note })).toEqual({
      id: "100",
      number: "1001",
      status: "invoiced",
      customerId: "5",
      currency: "USD",
      date: "2026-11-23",
      net: 0n,
      tax: null,
      total: 0n,
      invoiceIds: ["7", "8"],
      markers: ["HS-987", "HS-contact-5"],
      lastUpdated: "2026-05-05T10:11:46.000Z",
      version: 0,
      url: "https://qbo.intuit.com/app/estimate?txnId=100",
    });
  });

  test("a time without a zone is no time", () => {
    expect(VendorEstimate.safeParse({ ...document, MetaData: { LastUpdatedTime: "2026-05-05T03:11:46" } }).success).toBe(false);
  });

  test("amounts are in the document's own currency", () => {
    expect(order({ CurrencyRef: { value: "JPY" }, TotalAmt: 12_345 })).toMatchObject({ currency: "JPY", total: 12_345n });
  });
});

describe("an invoice", () => {
  test("links are read from the head and from the lines", () => {
    const lines = [{ ...sold(100), LinkedTxn: linked("Estimate", "90") }];
    const head = [...linked("Payment", "201", "202"), ...linked("CreditMemo", "301")];
    expect(
      invoice({ Line: lines, LinkedTxn: head, TotalAmt: 108.25, Balance: 8.25, TxnTaxDetail: { TotalTax: 8.25 }, DueDate: "2026-12-23" }),
    ).toMatchObject({
      net: 10_000n,
      tax: 825n,
      total: 10_825n,
      balance: 825n,
      dueDate: "2026-12-23",
      orderIds: ["90"],
      paymentIds: ["201", "202"],
      creditMemoIds: ["301"],
      voided: false,
      url: "https://qbo.intuit.com/app/invoice?txnId=100",
    });
  });

  test("a void is told by its note, not by amounts of zero alone", () => {
    expect(invoice({ PrivateNote: "Voided" }).voided).toBe(true);
    expect(invoice({ PrivateNote: "HS-987\nVoided - by Ann" }).voided).toBe(true);
    expect(invoice({}).voided).toBe(false);
    expect(invoice({ PrivateNote: "Voided cheque enclosed", TotalAmt: 5 }).voided).toBe(false);
  });
});

describe("a payment", () => {
  const on = (type: string, id: string, Amount: number) => ({ Amount, LinkedTxn: linked(type, id) });

  test("money on invoices is cash, and what is left is unapplied", () => {
    expect(payment({ TotalAmt: 150, UnappliedAmt: 20, Line: [on("Invoice", "1", 100), on("Invoice", "2", 30)] })).toMatchObject({
      total: 15_000n,
      unapplied: 2_000n,
      applied: [
        { invoiceId: "1", amount: 10_000n, credit: 0n },
        { invoiceId: "2", amount: 3_000n, credit: 0n },
      ],
    });
  });

  test("a payment of nothing that spends a credit memo is all credit", () => {
    expect(payment({ TotalAmt: 0, Line: [on("Invoice", "1", 40), on("CreditMemo", "9", 40)] })).toMatchObject({
      applied: [{ invoiceId: "1", amount: 4_000n, credit: 4_000n }],
      voided: false,
    });
  });

  test("money and a credit memo together: the credit fills the invoices in their order", () => {
    const lines = [on("Invoice", "1", 30), on("CreditMemo", "9", 40), on("Invoice", "2", 60)];
    expect(payment({ TotalAmt: 50, Line: lines }).applied).toEqual([
      { invoiceId: "1", amount: 3_000n, credit: 3_000n },
      { invoiceId: "2", amount: 6_000n, credit: 1_000n },
    ]);
  });

  test("another credit, such as a journal entry, is not counted as money either", () => {
    expect(payment({ TotalAmt: 0, Line: [on("Invoice", "1", 40), on("JournalEntry", "9", 40)] }).applied).toEqual([
      { invoiceId: "1", amount: 4_000n, credit: 4_000n },
    ]);
  });

  test("a void payment settles nothing", () => {
    expect(payment({ PrivateNote: "Voided" })).toMatchObject({ voided: true, applied: [], total: 0n });
  });
});

describe("lists and company", () => {
  test("an item keeps its price as text, and bundles and categories are no items to sell", () => {
    const item = VendorItem.parse({ Id: "6", Name: "API calls", Sku: "API", Type: "Service", UnitPrice: 0.0045, Taxable: true });
    expect(itemFrom(item)).toEqual({
      id: "6",
      name: "API calls",
      sku: "API",
      active: true,
      taxable: true,
      unitPrice: "0.0045",
      description: null,
      deferredRevenue: false,
    });
    expect(["Service", "NonInventory", "Inventory", "Category", "Group", null].filter((Type) => isSellable({ ...item, Type }))).toEqual([
      "Service",
      "NonInventory",
      "Inventory",
    ]);
  });

  test("a term by day of the month has no days", () => {
    expect(termFrom(VendorTerm.parse({ Id: "1", Name: "Due on receipt", DueDays: 0, Active: true }))).toMatchObject({
      dueDays: 0,
      active: true,
    });
    expect(
      termFrom(VendorTerm.parse({ Id: "2", Name: "15th", Type: "DATE_DRIVEN", DayOfMonthDue: 15, DueDays: 0, Active: false })),
    ).toMatchObject({ dueDays: null, dueDay: { dayOfMonth: 15, nextMonthDays: 0 }, active: false });
  });

  test("switches that are absent are off", () => {
    const bare = VendorPreferences.parse({ CurrencyPrefs: { HomeCurrency: { value: "USD" } } });
    expect(companyFrom(VendorCompanyInfo.parse({ CompanyName: "Acme", Country: "USA" }), bare)).toEqual({
      name: "Acme",
      country: "US",
      homeCurrency: "USD",
      multiCurrency: false,
      estimatesAllowed: false,
      serviceDatesAllowed: false,
      customNumbers: false,
      orderFields: [],
      classTracking: null,
      salesTax: "off",
      discountsAllowed: false,
      revenueRecognition: false,
      booksClosedOn: null,
    });
  });

  test("a customer without a currency has the company's, and is active unless said otherwise", () => {
    const bare = customerFrom(VendorCustomer.parse({ Id: "1", DisplayName: "Acme" }), READING);
    expect(bare).toMatchObject({
      name: "Acme",
      currency: "USD",
      active: true,
      parentId: null,
      markers: [],
      url: "https://qbo.intuit.com/app/customerdetail?nameId=1",
    });
    const child = VendorCustomer.parse({
      Id: "2",
      FullyQualifiedName: "Acme:West",
      Active: false,
      ParentRef: { value: "1" },
      Notes: "HS-company-123",
    });
    expect(customerFrom(child, READING)).toMatchObject({ name: "Acme:West", active: false, parentId: "1", markers: ["HS-company-123"] });
  });
});
