import { describe, expect, test } from "vitest";
import { bookingOf, type BookingFacts } from "../../api/domain/booking.ts";
import { dueDate } from "../../api/domain/due-date.ts";
import type { BookingSwitches, CompanyFacts } from "../../api/domain/erp-facts.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import type { OrderLine } from "../../api/domain/sale.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../api/domain/settings.ts";
import { ADDRESS, onceLine, sampleCompany, sampleDeal, sampleRules } from "./sample-deal.ts";

const COMPANY: CompanyFacts & BookingSwitches = {
  name: "Example Books",
  country: "US",
  homeCurrency: "USD",
  multiCurrency: false,
  estimatesAllowed: true,
  serviceDatesAllowed: true,
  booksClosedOn: null,
  customNumbers: false,
  orderFields: [
    { id: "1", name: "PO number" },
    { id: "3", name: "Sales rep" },
  ],
  classTracking: "perOrder",
  salesTax: "automated",
  discountsAllowed: true,
  revenueRecognition: false,
};
const NAMES = [
  { id: "7", name: "East", active: true },
  { id: "8", name: "West", active: false },
];

type Changes = Omit<Partial<BookingFacts>, "settings" | "company" | "mapping" | "deal"> & {
  deal?: Parameters<typeof sampleDeal>[0];
  settings?: Partial<Settings>;
  company?: Partial<typeof COMPANY>;
  mapping?: Partial<BookingFacts["mapping"]>;
};

function book({ deal: dealChanges, settings, company, mapping, ...changes }: Changes = {}) {
  const deal = sampleDeal({ ownerId: "71", ...dealChanges });
  const { sale } = saleFromDeal(deal, sampleRules(settings));
  if (sale === null) throw new Error("the deal makes no sale");
  return bookingOf({
    deal,
    sale,
    lines: [],
    items: [],
    settings: { ...DEFAULT_SETTINGS, ...settings },
    company: { ...COMPANY, ...company },
    mapping: { owners: [], industries: [], taxCodes: [], ...mapping },
    lists: { classes: NAMES, customerTypes: NAMES, taxCodes: NAMES },
    term: null,
    ...changes,
  });
}
const codes = (changes: Changes) => book(changes).findings.map(({ level, fixBy, code }) => `${level} ${fixBy} ${code}`);
const owner = (repCode: string | null, classId: string | null) => ({ owners: [{ ownerId: "71", repCode, classId }] });

describe("the owner", () => {
  test("goes into the order's own field as a rep's code, or is a class", () => {
    expect(book({ mapping: owner("BEN", "7") })).toMatchObject({
      booking: { customFields: [{ id: "3", value: "BEN" }], classId: "7" },
      findings: [],
    });
  });

  test.each([
    ["class tracking is off", owner(null, "7"), { classTracking: null }, "error admin classTrackingOff"],
    ["the class is inactive", owner(null, "8"), {}, "error finance classMissing"],
    ["the class is gone", owner(null, "9"), {}, "error finance classMissing"],
    ["no field holds the code", owner("BEN", null), { orderFields: [] }, "error admin repFieldMissing"],
    ["the code is too long", owner("x".repeat(32), null), {}, "error finance repCodeTooLong"],
    ["the owner is not mapped", { owners: [{ ownerId: "72", repCode: "X", classId: null }] }, {}, "warning finance ownerUnmapped"],
  ])("is a finding before the push when %s, and nothing that would be lost is sent", (_, mapping, company, finding) => {
    expect(codes({ mapping, company })).toEqual([finding]);
    expect(book({ mapping, company }).booking).toMatchObject({ customFields: [], classId: null });
  });

  test("is asked for where owners are mapped and the deal has none; where none are mapped nobody misses it", () => {
    expect(codes({ deal: { ownerId: null }, mapping: owner("BEN", null) })).toEqual(["warning rep ownerMissing"]);
    expect(book()).toMatchObject({ booking: { customFields: [], classId: null }, findings: [] });
  });
});

describe("the industry", () => {
  const inSoftware = { deal: { companies: [sampleCompany({ industry: "SOFTWARE" })] } };
  const mapped = (customerTypeId: string) => ({ mapping: { industries: [{ industry: "SOFTWARE", customerTypeId }] } });

  test("is the customer's type", () => {
    expect(book({ ...inSoftware, ...mapped("7") })).toMatchObject({ booking: { customerTypeId: "7" }, findings: [] });
    expect(book(mapped("7"))).toMatchObject({ booking: { customerTypeId: null }, findings: [] });
  });

  test("whose type is not in the books is for an admin, since types cannot be made through the API", () => {
    expect(codes({ ...inSoftware, ...mapped("9") })).toEqual(["warning admin customerTypeMissing"]);
    expect(book({ ...inSoftware, ...mapped("9") }).booking.customerTypeId).toBeNull();
  });
});

describe("tax outside the US", () => {
  const taxCodes = [{ country: "DE", taxCodeId: "7", exemptTaxCodeId: null }];
  const inGermany = { country: "DE", salesTax: "manual" } as const;
  const shippedTo = (country: string | null, taxExempt = false) => ({
    companies: [sampleCompany({ billing: { ...ADDRESS, country }, taxExempt })],
  });

  test.each([
    ["by its name", "Germany"],
    ["by its code", "DEU"],
    ["nowhere else than at home", null],
  ])("goes by the country that is shipped to, written %s", (_, country) => {
    expect(book({ deal: shippedTo(country), company: inGermany, mapping: { taxCodes } })).toMatchObject({
      booking: { taxCodeId: "7" },
      findings: [],
    });
  });

  test.each([
    ["no code is mapped for the country", shippedTo("France"), taxCodes],
    ["none is mapped for exempt buyers", shippedTo("Germany", true), taxCodes],
    ["the code is gone", shippedTo("Germany"), [{ country: "DE", taxCodeId: "9", exemptTaxCodeId: null }]],
  ])("stops the push when %s, since QuickBooks takes no line without", (_, deal, mapped) => {
    expect(codes({ deal, company: inGermany, mapping: { taxCodes: mapped } })).toEqual(["error finance taxCodeMissing"]);
  });

  test("may be in the prices, where there is a code to tell it by", () => {
    const settings = { pricesIncludeTax: true };
    const deal = shippedTo("Germany");
    expect(book({ deal, company: inGermany, mapping: { taxCodes }, settings }).booking.taxIncluded).toBe(true);
    expect(book({ deal, company: inGermany, mapping: { taxCodes } }).booking.taxIncluded).toBe(false);
    expect(book({ company: { country: "DE", salesTax: "off" }, settings }).booking.taxIncluded).toBe(false);
    expect(book({ settings }).booking.taxIncluded).toBe(false);
  });

  test("an exempt buyer has the exempt code, and a company without sales tax needs none", () => {
    const exempt = [{ country: "DE", taxCodeId: "9", exemptTaxCodeId: "7" }];
    expect(book({ deal: shippedTo("Germany", true), company: inGermany, mapping: { taxCodes: exempt } }).booking.taxCodeId).toBe("7");
    expect(book({ company: { country: "DE", salesTax: "off" } })).toMatchObject({ booking: { taxCodeId: null }, findings: [] });
  });
});

describe("tax in the US", () => {
  const exempt = (value: string | null) => ({
    companies: [sampleCompany({ taxExempt: true, taxExemptionReason: { property: "tieout_tax_exemption_reason", value } })],
  });

  test("an exemption needs its reason under automated sales tax, by number or name", () => {
    expect(codes({ deal: exempt(null) })).toEqual(["error rep exemptionReasonMissing"]);
    expect(codes({ deal: exempt("because") })).toEqual(["error rep exemptionReasonMissing"]);
    expect(codes({ deal: exempt("7") })).toEqual([]);
    expect(codes({ deal: exempt("Resale") })).toEqual([]);
    expect(codes({ deal: exempt(null), company: { salesTax: "manual" } })).toEqual([]);
    expect(book({ deal: exempt(null) }).findings[0]?.where).toEqual({
      object: "company",
      id: "C1",
      property: "tieout_tax_exemption_reason",
    });
  });

  test("an admin is told where nobody computes tax on a taxable line", () => {
    const lines = [{ taxable: true }] as OrderLine[];
    expect(codes({ lines, company: { salesTax: "off" } })).toEqual(["warning admin salesTaxOff"]);
    expect(codes({ lines, company: { salesTax: "manual" } })).toEqual(["warning admin salesTaxOff"]);
    expect(codes({ lines })).toEqual([]);
    expect(codes({ company: { salesTax: "off" } })).toEqual([]);
  });
});

describe("the PO number", () => {
  const fields = (poNumber: string | null) => ({ fields: { poNumber } });

  test("goes into the company's field for it, and always into the memo", () => {
    expect(book({ deal: fields("GX-40117") }).booking).toMatchObject({
      customFields: [{ id: "1", value: "GX-40117" }],
      memo: "Order for Acme Inc, PO GX-40117",
    });
  });

  test("stands in the memo alone where no field holds it", () => {
    const long = "9".repeat(32);
    expect(book({ deal: fields("GX-40117"), company: { orderFields: [] } }).booking).toMatchObject({
      customFields: [],
      memo: "Order for Acme Inc, PO GX-40117",
    });
    expect(book({ deal: fields(long) }).booking).toMatchObject({ customFields: [], memo: `Order for Acme Inc, PO ${long}` });
  });

  test("has the field that the settings name", () => {
    const settings = { orderFields: { poNumber: "Customer's order", salesRep: "Sales Rep" } };
    const company = { orderFields: [{ id: "2", name: "customers ORDER" }] };
    expect(book({ deal: fields("7"), settings, company }).booking.customFields).toEqual([{ id: "2", value: "7" }]);
  });
});

test("the deal's name is printed only where the portal opts in", () => {
  expect(book().booking.memo).toBe("Order for Acme Inc");
  expect(book({ settings: { dealNameOnOrder: true } }).booking.memo).toBe("Order for Acme Inc, Acme 2027");
});

test.each([
  ["company", true, ["warning admin numberMissing"]],
  ["marker", false, ["warning admin customNumbersOff"]],
  ["sequence", false, ["warning admin customNumbersOff"]],
  ["company", false, []],
  ["marker", true, []],
] as const)("numbering by %s, custom numbers on: %s", (kind, customNumbers, findings) => {
  expect(codes({ settings: { numbering: { kind } }, company: { customNumbers } })).toEqual(findings);
});

test("a discount line waits for an admin where discounts are off, and net prices wait for nobody", () => {
  const deal = { fields: { discountPercent: "10" }, lines: [onceLine({ unitPrice: "120000" })] };
  const company = { discountsAllowed: false };
  expect(codes({ deal, company, settings: { discountAs: "line" } })).toEqual(["error admin discountsOff"]);
  expect(codes({ deal, settings: { discountAs: "line" } })).toEqual([]);
  expect(codes({ deal, company })).toEqual([]);
});

test("an admin is told where QuickBooks spreads the revenue of an item that is sold", () => {
  const lines = [{ itemId: "5" }] as OrderLine[];
  const items = [{ id: "5", name: "Seat", deferredRevenue: true }];
  expect(codes({ lines, items, company: { revenueRecognition: true } })).toEqual(["warning admin revenueRecognitionOn"]);
  expect(codes({ lines, items })).toEqual([]);
  expect(codes({ lines: [], items, company: { revenueRecognition: true } })).toEqual([]);
});

describe("the due date", () => {
  const onDay = (dayOfMonth: number, nextMonthDays: number) => ({ dueDays: null, dueDay: { dayOfMonth, nextMonthDays } });
  const common = { id: "3", name: "terms", active: true };

  test.each([
    ["so many days later", "2026-11-24", { dueDays: 30 }, "2026-12-24"],
    ["the same day", "2026-11-24", { dueDays: 0 }, "2026-11-24"],
    ["a day of this month", "2026-11-04", onDay(15, 5), "2026-11-15"],
    ["the next month where too few days are left", "2026-11-12", onDay(15, 5), "2026-12-15"],
    ["the next month where the day has passed", "2026-11-20", onDay(15, 0), "2026-12-15"],
    ["the last day of a shorter month", "2027-01-31", onDay(31, 5), "2027-02-28"],
    ["nobody's, where the term says neither", "2026-11-24", { dueDays: null }, null],
  ])("is %s", (_, date, term, due) => {
    expect(dueDate(date, { ...common, ...term })).toBe(due);
  });

  test("is the order's by its terms", () => {
    expect(book({ term: { ...common, dueDays: 30 } }).booking.dueDate).toBe("2026-12-24");
    expect(book().booking.dueDate).toBeNull();
  });
});
