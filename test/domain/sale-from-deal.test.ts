import { describe, expect, test } from "vitest";
import type { Deal } from "../../api/domain/deal.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import type { Settings } from "../../api/domain/settings.ts";
import { onceLine, sampleCompany, sampleContact, sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

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

describe("a recurring line", () => {
  const recurring = (changes: Parameters<typeof sampleLine>[0]) => deal({ lines: [sampleLine(changes)] });

  test("with a term alone takes the deal's billing frequency, in the words of a person", () => {
    const filled = deal({ lines: [sampleLine({ frequency: null })], fields: { billingFrequency: "Monthly" } });
    expect(line(filled)).toMatchObject({ periods: 12, frequency: "monthly", amount: 12_000_000n });
  });

  test("without a term means until cancelled, and the rep enters what was sold", () => {
    expect(codes(recurring({ term: null }))).toEqual(["error termMissing"]);
    expect(convert(recurring({ term: null }))).toMatchObject({
      sale: null,
      findings: [{ fixBy: "rep", where: { object: "lineItem", id: "L1" } }],
    });
  });

  test("without a term is taken as the portal says", () => {
    expect(convert(recurring({ term: null }), { evergreen: "termed" }).sale?.lines[0]).toMatchObject({ periods: 12, amount: 12_000_000n });
    expect(convert(recurring({ term: null }), { evergreen: "monthly" }).sale?.lines[0]).toMatchObject({
      periods: 1,
      serviceEnd: "2026-12-31",
    });
  });

  test.each([
    ["quarterly", "P13M"],
    ["annually", "P18M"],
    ["weekly", "P12M"],
    ["monthly", "P365D"],
  ])("%s over %s is no whole number of periods", (frequency, term) => {
    expect(codes(recurring({ frequency, term }))).toEqual(["error termNotWholePeriods"]);
  });

  test.each([
    ["a term without a frequency", { frequency: null }, "frequencyMissing"],
    ["an unknown frequency", { frequency: "fortnightly" }, "frequencyUnknown"],
    ["a term that is none", { term: "one year" }, "termUnclear"],
    ["a start that is none", { startDate: "soon" }, "startUnclear"],
    ["a start on no day of the calendar", { startDate: "2026-02-30" }, "startUnclear"],
    ["a start that must be guessed", { startDate: "12/31/2026" }, "startUnclear"],
    ["a delay in words", { startDate: null, startDelayDays: "ten" }, "startUnclear"],
    ["a delay beyond all calendars", { startDate: null, startDelayMonths: "99999999" }, "startUnclear"],
  ])("with %s is an error", (_, changes, code) => {
    expect(codes(recurring(changes))).toEqual([`error ${code}`]);
  });

  test("starts on its own date, else after its delay, else with the contract, else with the order", () => {
    const start = (changes: Parameters<typeof sampleLine>[0], contractStart: string | null) =>
      convert(deal({ lines: [sampleLine(changes)], fields: { contractStart } })).sale?.lines[0]?.serviceStart;
    const without = { startDate: null };
    expect(start({}, null)).toBe("2026-12-01");
    expect(start({ ...without, startDelayDays: "10" }, null)).toBe("2026-12-04");
    expect(start({ ...without, startDelayMonths: "3" }, null)).toBe("2027-02-24");
    expect(start(without, "2027-01-01")).toBe("2027-01-01");
    expect(start(without, null)).toBe("2026-11-24");
    expect(codes(deal({ lines: [sampleLine(without)] }))).toEqual(["warning startAssumed"]);
  });

  test("takes its term from the contract's dates where it has none of its own", () => {
    const contract = (contractEnd: string) =>
      deal({ lines: [sampleLine({ term: null, startDate: null })], fields: { contractStart: "2027-01-01", contractEnd } });
    expect(convert(contract("2027-12-31"))).toMatchObject({ sale: { lines: [{ periods: 12, serviceEnd: "2027-12-31" }] }, findings: [] });
    expect(codes(contract("2027-12-15"))).toEqual(["error termNotWholePeriods"]);
  });

  test("may differ from the deal: the line counts, and the rep is told", () => {
    const fields = { contractStart: "2027-01-01", contractEnd: "2027-12-31", billingFrequency: "annually" };
    expect(codes(deal({ fields }))).toEqual(["warning startDiffers", "warning endDiffers", "warning frequencyDiffers"]);
    expect(line(deal({ fields }))).toMatchObject({ serviceStart: "2026-12-01", serviceEnd: "2027-11-30", periods: 12 });
  });

  test("keeps its own start and term beside others on one deal", () => {
    const { sale } = convert(
      deal({ lines: [sampleLine({ frequency: "annually", term: "P2Y" }), sampleLine({ id: "L3", startDate: "2027-01-31", term: "P1M" })] }),
    );
    expect(sale?.lines.map(({ serviceStart, serviceEnd, periods }) => [serviceStart, serviceEnd, periods])).toEqual([
      ["2026-12-01", "2028-11-30", 2],
      ["2027-01-31", "2027-02-27", 1],
    ]);
  });
});

describe("discounts on the whole deal", () => {
  const lines = [
    onceLine({ id: "A", unitPrice: "21600" }),
    onceLine({ id: "B", unitPrice: "4800" }),
    onceLine({ id: "C", unitPrice: "0" }),
  ];

  test("an amount is spread into the net lines: 1,000.00 over 21,600.00, 4,800.00 and 0.00", () => {
    const { sale, findings } = convert(deal({ amount: "25400", lines, fields: { discountAmount: "1000" } }));
    expect(findings).toEqual([]);
    expect(sale?.lines.map(({ amount }) => amount)).toEqual([2_078_182n, 461_818n, 0n]);
    expect(sale?.lines[0]?.description).toBe("Setup, list price 21600.00, share of a deal discount of 1,000.00 USD");
  });

  test("percent comes after the line's own discount, and both stand in the description", () => {
    const { sale, findings } = convert(
      deal({ amount: "97200", lines: [sampleLine({ discountPercent: "10" })], fields: { discountPercent: "10" } }),
    );
    expect(findings).toEqual([]);
    expect(sale?.lines[0]).toMatchObject({
      amount: 9_720_000n,
      quantity: "50",
      unitPrice: "1944",
      listUnitPrice: "2400",
      description: "50 seats, 2026-12-01 to 2027-11-30, 12 × monthly, list price 12 × 200.00, discount 10 %, deal discount 10 %",
    });
  });

  test("where no unit price makes the amount, quantity is 1 and the description says what was sold", () => {
    const result = line(
      deal({ amount: "999", lines: [onceLine({ quantity: "3", unitPrice: "333.34" })], fields: { discountAmount: "1.02" } }),
    );
    expect(result).toMatchObject({ quantity: "3", unitPrice: "333", amount: 99_900n });
    const odd = line(
      deal({ amount: "999.01", lines: [onceLine({ quantity: "3", unitPrice: "333.34" })], fields: { discountAmount: "1.01" } }),
    );
    expect(odd).toMatchObject({ quantity: "1", unitPrice: "999.01", soldQuantity: "3", amount: 99_901n });
    expect(odd?.description).toMatch(/^3 Setup, /);
  });

  test("lines that lower the order carry none of it", () => {
    const credit = onceLine({ id: "N", unitPrice: "-100" });
    const { sale, findings } = convert(deal({ amount: "800", lines: [onceLine(), credit], fields: { discountPercent: "10" } }));
    expect(sale?.lines.map(({ amount }) => amount)).toEqual([90_000n, -10_000n]);
    expect(findings.map(({ code, level, fixBy }) => [code, level, fixBy])).toEqual([["negativeLine", "warning", "finance"]]);
  });

  test.each([
    ["both fields set", { discountPercent: "10", discountAmount: "5" }, "dealDiscountTwice"],
    ["more than 100 percent", { discountPercent: "101" }, "discountUnclear"],
    ["words", { discountAmount: "ten percent" }, "discountUnclear"],
    ["more than the lines make", { discountAmount: "120000.01" }, "discountTooLarge"],
  ])("%s is an error", (_, fields, code) => {
    expect(codes(deal({ fields }))).toEqual([`error ${code}`]);
  });

  test("which cannot be read leaves no sale to be pushed by mistake", () => {
    expect(convert(deal({ fields: { discountPercent: "10", discountAmount: "5" } })).sale).toBeNull();
  });

  test("blank and zero are no discount", () => {
    expect(codes(deal({ fields: { discountPercent: "", discountAmount: "0.00" } }))).toEqual([]);
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

describe("the buyer", () => {
  const billing = sampleCompany({ id: "C2", name: "Acme Holdings", primary: false, labels: ["Billing"] });
  const other = sampleCompany({ id: "C3", name: "Acme East", primary: false });

  test.each([
    ["the company labelled Billing", [sampleCompany(), billing, other], "C2"],
    ["else the primary", [other, sampleCompany()], "C1"],
    ["else the only one", [other], "C3"],
  ])("is %s", (_, companies, id) => {
    expect(convert(deal({ companies })).sale?.buyer).toMatchObject({ kind: "company", recordId: id });
  });

  test("is a person where there is no company", () => {
    const person = {
      kind: "contact",
      recordId: "N1",
      name: "Ann Lee",
      email: "ann@lee.example",
      person: { givenName: "Ann", familyName: "Lee" },
    };
    expect(convert(deal({ companies: [], contacts: [sampleContact()] })).sale?.buyer).toMatchObject(person);
    const labelled = [sampleContact({ id: "N2" }), sampleContact({ labels: ["Billing contact"] })];
    expect(convert(deal({ companies: [], contacts: labelled })).sale?.buyer).toMatchObject(person);
  });

  test.each([
    ["several companies and none of them primary", { companies: [other, sampleCompany({ id: "C4", primary: false })] }],
    ["two companies labelled Billing", { companies: [billing, sampleCompany({ labels: ["Billing"] })] }],
    ["nobody at all", { companies: [] }],
    ["several contacts and no company", { companies: [], contacts: [sampleContact(), sampleContact({ id: "N2" })] }],
    ["a nameless contact and no company", { companies: [], contacts: [sampleContact({ firstName: null, lastName: null, email: null })] }],
  ])("is unclear with %s", (_, changes) => {
    expect(codes(deal(changes))).toEqual(["error buyerUnclear"]);
  });

  test("needs a name", () => {
    expect(codes(deal({ companies: [sampleCompany({ name: " " })] }))).toEqual(["error companyNameMissing"]);
  });

  test("is billed at the company's billing e-mail, with the Billing contact as the person", () => {
    const contacts = [sampleContact(), sampleContact({ id: "N2", firstName: "Bo", labels: ["Billing"] })];
    expect(convert(deal({ contacts })).sale?.buyer).toMatchObject({ email: "ap@acme.example", person: { givenName: "Bo" } });
    const companies = [sampleCompany({ billingEmail: null })];
    expect(convert(deal({ companies, contacts: [sampleContact()] })).sale?.buyer.email).toBe("ann@lee.example");
  });

  test("is shipped to the billing address where there is no other", () => {
    const { sale } = convert(deal());
    expect(sale?.buyer.shipping).toEqual(sale?.buyer.billing);
  });

  test("brings the payment terms that the deal does not state", () => {
    const companies = [sampleCompany({ paymentTerms: { property: "p", value: "Net 45" } })];
    expect(convert(deal({ companies, fields: { paymentTerms: null } })).sale?.terms).toBe("Net 45");
    expect(convert(deal({ companies })).sale?.terms).toBe("Net 30");
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
