import { describe, expect, test } from "vitest";
import type { Deal } from "../../api/domain/deal.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import type { Settings } from "../../api/domain/settings.ts";
import { onceLine, sampleCompany, sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

const convert = (deal: Deal, settings: Partial<Settings> = {}) => saleFromDeal(deal, sampleRules(settings));
const codes = (deal: Deal, settings: Partial<Settings> = {}) =>
  convert(deal, settings).findings.map(({ level, code }) => `${level} ${code}`);
const line = (deal: Deal, i = 0) => convert(deal).sale?.lines[i];
const deal = sampleDeal;

describe("the contract value", () => {
  test("comes from the lines: 50 seats at 200.00 a month for a year are 120,000.00", () => {
    const { sale, findings } = convert(deal());
    expect(findings).toEqual([]);
    expect(sale).toMatchObject({ dealId: "987", currency: "USD", net: 12_000_000n, dealAmount: 12_000_000n, terms: "Net 30" });
    expect(sale?.lines).toEqual([
      {
        lineItemId: "L1",
        productId: "P1",
        sku: "SEAT",
        name: "seats",
        description: "50 seats, 2026-12-01 to 2027-11-30, 12 × monthly",
        quantity: "50",
        soldQuantity: "50",
        unitPrice: "2400",
        listUnitPrice: "2400",
        discount: null,
        amount: 12_000_000n,
        periods: 12,
        frequency: "monthly",
        serviceStart: "2026-12-01",
        serviceEnd: "2027-11-30",
      },
    ]);
  });

  test.each([
    // frequency, term, n, service end
    ["monthly", "P12M", 12, "2027-11-30"],
    ["monthly", "P1Y", 12, "2027-11-30"],
    ["quarterly", "P12M", 4, "2027-11-30"],
    ["per_six_months", "P3Y", 6, "2029-11-30"],
    ["annually", "P36M", 3, "2029-11-30"],
    ["per_two_years", "P48M", 2, "2030-11-30"],
    ["weekly", "P52W", 52, "2027-11-29"],
    ["biweekly", "P28D", 2, "2026-12-28"],
    [null, null, 1, null],
  ])("%s for %s is %i periods, served until %s", (frequency, term, periods, end) => {
    const result = line(deal({ lines: [sampleLine({ frequency, term, quantity: "1", unitPrice: "100" })] }));
    expect(result).toMatchObject({ periods, serviceEnd: end, amount: BigInt(periods) * 10_000n });
  });

  test("adds one-time lines as they are", () => {
    expect(convert(deal({ amount: "121000", lines: [sampleLine(), onceLine()] }))).toMatchObject({
      sale: { net: 12_100_000n },
      findings: [],
    });
  });

  test.each([
    // what, quantity, unit price, discount per unit, percent -> quantity, unit price, minor units
    ["a price of 0.0045 stays exact", "10000", "0.0045", null, null, "10000", "0.0045", 4500n],
    ["half a cent goes up, and then quantity is 1", "1", "0.005", null, null, "1", "0.01", 1n],
    ["a third of a cent cannot be a price", "3", "0.3333", null, null, "1", "1", 100n],
    ["hours come in parts", "2.5", "150", null, null, "2.5", "150", 37_500n],
    ["a discount per unit", "50", "200", "20", null, "50", "180", 900_000n],
    ["a discount in percent", "50", "200", null, "12.5", "50", "175", 875_000n],
    ["a discount of 100 percent is free of charge", "1", "200", null, "100", "1", "0", 0n],
    ["zero discounts are none", "1", "200", "0", "0", "1", "200", 20_000n],
  ])("%s", (_, quantity, unitPrice, discountPerUnit, discountPercent, sent, price, amount) => {
    const result = line(deal({ lines: [onceLine({ quantity, unitPrice, discountPerUnit, discountPercent })] }));
    expect(result).toMatchObject({ quantity: sent, unitPrice: price, amount, soldQuantity: quantity });
  });

  test("of yen and dinars has their decimals", () => {
    const inCurrency = (currency: string, unitPrice: string) =>
      line(deal({ currency, lines: [onceLine({ currency, unitPrice })] }))?.amount;
    expect([inCurrency("JPY", "1000.4"), inCurrency("KWD", "1000.4005")]).toEqual([1000n, 1_000_401n]);
  });
});

describe("a line that cannot be priced", () => {
  test.each([
    ["no quantity", { quantity: null }, "quantityMissing"],
    ["quantity zero", { quantity: "0" }, "quantityMissing"],
    ["no price", { unitPrice: null }, "priceMissing"],
    ["a price in words", { unitPrice: "1,000" }, "priceMissing"],
    ["both kinds of discount", { discountPerUnit: "1", discountPercent: "1" }, "lineDiscountTwice"],
    ["a discount above its price", { discountPerUnit: "200.01" }, "discountTooLarge"],
    ["a discount below zero", { discountPercent: "-5" }, "discountUnclear"],
    ["a discount below zero per unit", { discountPerUnit: "-5" }, "discountUnclear"],
    ["a discount of more than all", { discountPercent: "101" }, "discountUnclear"],
  ])("with %s stops the deal and names the line", (_, changes, code) => {
    const { sale, findings } = convert(deal({ lines: [sampleLine(changes), onceLine()] }));
    expect(sale).toBeNull();
    expect(findings).toMatchObject([{ code, level: "error", fixBy: "rep", where: { object: "lineItem", id: "L1" } }]);
    expect(findings[0]?.message).toMatch(/^seats: /);
  });
});

describe("the order date", () => {
  test("is the day of the close date in the zone", () => {
    expect(convert(deal({ closedAt: "2026-12-01T03:00:00Z" })).sale?.orderDate).toBe("2026-11-30");
  });

  test("is overridden by the order date field, in the declared format", () => {
    const written = deal({ fields: { orderDate: "04/21/2026" } });
    expect(convert(written, { dateFormat: "MM/DD/YYYY" })).toMatchObject({ sale: { orderDate: "2026-04-21" }, findings: [] });
    expect(codes(written)).toEqual(["warning dateFormatAssumed"]);
  });

  test("is never guessed", () => {
    const { sale, findings } = convert(deal({ fields: { orderDate: "04/05/2026" } }));
    expect(sale).toBeNull();
    expect(findings).toMatchObject([
      { code: "dateUnclear", level: "error", fixBy: "rep", where: { object: "deal", id: "987", property: "tieout_order_date" } },
    ]);
    expect(codes(deal({ closedAt: null }))).toEqual(["error orderDateMissing"]);
  });
});

describe("what stops a deal as a whole", () => {
  test.each([
    ["no lines", deal({ lines: [], amount: "0" }), ["error noLines"]],
    ["two currencies", deal({ lines: [sampleLine(), onceLine({ currency: "EUR" })] }), ["error currencyMixed"]],
    ["no currency that there is", deal({ currency: "XYZ", lines: [sampleLine({ currency: null })] }), ["error currencyUnknown"]],
    ["less than nothing", deal({ amount: "-5", lines: [onceLine({ unitPrice: "-5" })] }), ["warning negativeLine", "error netNegative"]],
  ])("%s", (_, given, expected) => {
    expect(codes(given)).toEqual(expected);
  });

  test("everything is said at once", () => {
    const broken = deal({ closedAt: null, companies: [], lines: [sampleLine({ term: null }), onceLine({ unitPrice: null })] });
    expect(codes(broken)).toEqual(["error orderDateMissing", "error buyerUnclear", "error termMissing", "error priceMissing"]);
  });

  test("an order of zero is only worth a word", () => {
    expect(codes(deal({ amount: "0", lines: [onceLine({ unitPrice: "0" })] }))).toEqual(["warning netZero"]);
  });

  test("an amount beyond what JSON numbers hold exactly is an error", () => {
    expect(codes(deal({ amount: null, lines: [onceLine({ unitPrice: "10000000000000" })] }))).toEqual([
      "warning amountMissing",
      "error amountTooLarge",
    ]);
  });

  test("fields that were cleared, which the CRM answers as empty text, are blank", () => {
    const line = { frequency: "", term: "", startDate: "", startDelayDays: "", discountPerUnit: "", discountPercent: " ", currency: "" };
    const fields = {
      orderDate: "",
      contractStart: " ",
      contractEnd: "",
      billingFrequency: "",
      discountPercent: "",
      paymentTerms: "",
      poNumber: "",
    };
    const companies = [sampleCompany({ paymentTerms: { property: "p", value: "Net 45" }, billingEmail: "", phone: "", domain: "" })];
    const { sale, findings } = convert(deal({ amount: "10000", lines: [sampleLine(line)], fields, companies }));
    expect(findings).toEqual([]);
    expect(sale).toMatchObject({
      orderDate: "2026-11-24",
      terms: "Net 45",
      poNumber: null,
      net: 1_000_000n,
      lines: [{ periods: 1, frequency: null, serviceStart: null }],
    });
    expect(sale?.buyer).toMatchObject({ email: null, phone: null, domain: null });
  });

  test("a deal without a currency is in the home currency", () => {
    expect(convert(deal({ currency: null, lines: [sampleLine({ currency: null })] })).sale?.currency).toBe("USD");
  });
});
