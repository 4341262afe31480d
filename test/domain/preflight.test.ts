import { describe, expect, test } from "vitest";
import { EMPTY_MAPPING } from "../../api/domain/mapping.ts";
import type { CompanyFacts, TermFacts } from "../../api/domain/erp-facts.ts";
import { preflight } from "../../api/domain/preflight.ts";
import type { PreflightFacts } from "../../api/domain/preflight.ts";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import { ADDRESS, NO_ADDRESS, onceLine, sampleCompany, sampleContact, sampleDeal, sampleLine } from "./sample-deal.ts";

const COMPANY: CompanyFacts = {
  name: "Example Books",
  country: "US",
  homeCurrency: "USD",
  multiCurrency: false,
  estimatesAllowed: true,
  serviceDatesAllowed: true,
  booksClosedOn: null,
};

const term = (id: string, name: string, dueDays: number | null, active = true): TermFacts => ({ id, name, dueDays, active });
const TERMS = [
  term("1", "Due on receipt", 0),
  term("3", "Net 30", 30),
  term("4", "2% 10 Net 30", 30),
  term("5", "15th of next month", null),
  term("6", "Net 60", 60, false),
];

function facts(changes: Partial<PreflightFacts> = {}): PreflightFacts {
  return {
    deal: sampleDeal(),
    settings: DEFAULT_SETTINGS,
    timeZone: "America/New_York",
    company: COMPANY,
    items: [{ id: "1", name: "Seat", sku: "SEAT", active: true, taxable: true, unitPrice: "200" }],
    terms: TERMS,
    mapping: EMPTY_MAPPING,
    ...changes,
  };
}

const codes = (changes: Partial<PreflightFacts>) =>
  preflight(facts(changes)).findings.map(({ level, fixBy, code }) => `${level} ${fixBy} ${code}`);
const withDeal = (...changes: Parameters<typeof sampleDeal>) => codes({ deal: sampleDeal(...changes) });
const withCompany = (changes: Partial<CompanyFacts>) => codes({ company: { ...COMPANY, ...changes } });

describe("preflight", () => {
  test("lets a whole deal pass with its sale, order lines and terms", () => {
    const result = preflight(facts());
    expect(result).toMatchObject({
      ready: true,
      findings: [],
      termsId: "3",
      sale: { net: 12_000_000n },
      lines: [{ itemId: "1", amount: 12_000_000n }],
    });
  });

  test("looks at the quote that was accepted and at what stands beside the lines", () => {
    const acceptedQuote = { id: "Q1", title: null, lines: [sampleLine({ quantity: "60" })] };
    const adjustments = [{ id: "1", kind: "fee", label: null, value: "5", inPercent: false } as const];
    expect(withDeal({ acceptedQuote, adjustments })).toEqual(["error rep unmappedAdjustment", "error rep quoteDiffers"]);
  });

  test("shows what it can of a deal that may not pass", () => {
    const result = preflight(facts({ items: [], deal: sampleDeal({ stage: { id: "open", won: false, closed: false } }) }));
    expect(result.findings.map(({ code }) => code)).toEqual(["stageNotReady", "productUnmapped"]);
    expect(result).toMatchObject({ ready: false, sale: { net: 12_000_000n }, lines: [], termsId: "3" });
  });

  test("is not ready without a sale, however few findings there are", () => {
    expect(preflight(facts({ deal: sampleDeal({ lines: [], amount: null }) }))).toMatchObject({ ready: false, sale: null, termsId: null });
  });

  test("lets warnings pass", () => {
    expect(preflight(facts({ deal: sampleDeal({ amount: "10000" }) }))).toMatchObject({
      ready: true,
      findings: [{ code: "amountOnOtherBasis", level: "warning" }],
    });
  });
});

describe("the stage", () => {
  const open = { id: "contractsent", won: false, closed: false };

  test.each([
    ["open", { stage: open }],
    ["lost", { stage: { id: "closedlost", won: false, closed: true } }],
    ["deleted", { archived: true }],
  ])("%s reaches the books by no door", (_, changes) => {
    expect(withDeal(changes)).toEqual(["error rep stageNotReady"]);
  });

  test("counts as won where the portal says so", () => {
    const settings = { ...DEFAULT_SETTINGS, readyStages: ["contractsent"] };
    expect(codes({ settings, deal: sampleDeal({ stage: open }) })).toEqual([]);
    expect(codes({ settings, deal: sampleDeal({ stage: open, archived: true }) })).toEqual(["error rep stageNotReady"]);
  });
});

describe("the address", () => {
  const at = (billing: typeof ADDRESS, shipping = NO_ADDRESS) => ({ companies: [sampleCompany({ billing, shipping })] });

  test.each([
    ["no state in the US", { ...ADDRESS, state: null }, ["error rep addressIncomplete"]],
    ["no zip in the US, written USA", { ...ADDRESS, zip: " ", country: "USA" }, ["error rep addressIncomplete"]],
    ["no country, which is then the books' own", { ...ADDRESS, country: null }, []],
    ["no country and no zip", { ...ADDRESS, country: null, zip: null }, ["error rep addressIncomplete"]],
    ["neither state nor zip in Germany", { ...ADDRESS, state: null, zip: null, country: "Germany" }, []],
    ["no city in Germany", { ...ADDRESS, city: null, country: "DE" }, ["error rep addressIncomplete"]],
    ["nothing", NO_ADDRESS, ["error rep addressIncomplete"]],
  ])("with %s", (_, billing, expected) => {
    expect(withDeal(at(billing))).toEqual(expected);
  });

  test("to ship to may be empty, but not half", () => {
    expect(withDeal(at(ADDRESS, { ...NO_ADDRESS, country: "US" }))).toEqual([]);
    expect(withDeal(at(ADDRESS, { ...NO_ADDRESS, city: "Reno" }))).toEqual(["error rep addressIncomplete"]);
  });

  test("finding says what is missing and where", () => {
    const [finding] = preflight(facts({ deal: sampleDeal(at({ ...ADDRESS, street: null, zip: null })) })).findings;
    expect(finding).toMatchObject({
      message: "The billing address of Acme Inc lacks street, zip. Complete it on the company.",
      where: { object: "company", id: "C1" },
    });
    const person = sampleDeal({ companies: [], contacts: [sampleContact({ billing: NO_ADDRESS })] });
    expect(preflight(facts({ deal: person })).findings).toMatchObject([
      { code: "addressIncomplete", where: { object: "contact", id: "N1" } },
    ]);
  });
});

describe("payment terms", () => {
  const termsId = (paymentTerms: string) => preflight(facts({ deal: sampleDeal({ fields: { paymentTerms } }) })).termsId;

  test.each([
    ["Net 30", "3"],
    ["net30", "3"],
    ["NET  30", "3"],
    ["2% 10 net 30", "4"],
    ["Due on receipt", "1"],
    ["due upon receipt", "1"],
    ["0 days", "1"],
    ["15th of Next Month", "5"],
    ["30 days", "3"],
    ["Net 60", null],
    ["whenever", null],
  ])("'%s' are term %s", (text, id) => {
    expect(termsId(text)).toBe(id);
  });

  test("missing, unknown or shared by several terms are said apart", () => {
    expect(withDeal({ fields: { paymentTerms: null } })).toEqual(["warning rep termsMissing"]);
    expect(withDeal({ fields: { paymentTerms: "Net 75" } })).toEqual(["error rep termsUnknown"]);
    const approvals = { ...DEFAULT_SETTINGS.approvals, termsNotListed: true };
    const deal = sampleDeal({ fields: { paymentTerms: "Net 75" } });
    expect(codes({ deal, settings: { ...DEFAULT_SETTINGS, approvals } })).toEqual(["warning rep termsUnknown"]);
    const terms = [term("1", "Net 30", 30), term("2", "30 days", 30)];
    const [finding] = preflight(facts({ terms, deal: sampleDeal({ fields: { paymentTerms: "30" } }) })).findings;
    const several = { terms, deal: sampleDeal({ fields: { paymentTerms: "30" } }), settings: { ...DEFAULT_SETTINGS, approvals } };
    expect(codes(several), "finance is not asked which of several is meant").toEqual(["error rep termsUnknown"]);
    expect(preflight(facts({ terms, deal: sampleDeal({ fields: { paymentTerms: "30 Days" } }) })).termsId).toBe("2");
    expect(finding).toMatchObject({ code: "termsUnknown", message: expect.stringContaining("(Net 30, 30 days)") });
  });
});

describe("the books", () => {
  test.each([
    ["estimates are off", { estimatesAllowed: false }, ["error admin estimatesOff"]],
    ["service dates are off", { serviceDatesAllowed: false }, ["warning admin serviceDatesOff"]],
    ["they are closed on the order date", { booksClosedOn: "2026-11-24" }, ["error finance booksClosed"]],
    ["they are closed the day before", { booksClosedOn: "2026-11-23" }, []],
    ["they are kept in another currency alone", { homeCurrency: "EUR" }, ["error admin currencyNotEnabled"]],
    ["they take several currencies", { homeCurrency: "EUR", multiCurrency: true }, []],
  ])("when %s", (_, company, expected) => {
    expect(withCompany(company)).toEqual(expected);
  });

  test("get no estimate for an order that is to be an invoice", () => {
    const settings = { ...DEFAULT_SETTINGS, orderDocument: "invoice" as const };
    expect(codes({ settings })).toEqual(["error admin orderDocumentUnknown"]);
  });

  test("need no service dates for what has none", () => {
    const deal = sampleDeal({ amount: "1000", lines: [onceLine({ sku: "SEAT" })] });
    expect(codes({ deal, company: { ...COMPANY, serviceDatesAllowed: false } })).toEqual([]);
  });
});

describe("a deal without a currency", () => {
  test("is in the portal's, else in the books' own", () => {
    const deal = sampleDeal({ currency: null, lines: [sampleLine({ currency: null })] });
    expect(preflight(facts({ deal })).sale?.currency).toBe("USD");
    expect(preflight(facts({ deal, portalCurrency: "EUR" })).sale?.currency).toBe("EUR");
  });
});

describe("a tax exemption", () => {
  test("needs a tax id", () => {
    const exempt = (value: string | null) => ({
      companies: [sampleCompany({ taxExempt: true, taxId: { property: "tieout_tax_id", value } })],
    });
    expect(withDeal(exempt("12-3456789"))).toEqual([]);
    const { findings } = preflight(facts({ deal: sampleDeal(exempt(null)) }));
    expect(findings).toMatchObject([
      { code: "taxIdMissing", level: "error", fixBy: "rep", where: { object: "company", id: "C1", property: "tieout_tax_id" } },
    ]);
  });

  test("takes payment terms as finance has mapped them, however they are spelled", () => {
    const mapping = { ...EMPTY_MAPPING, terms: [{ text: "end of quarter", termId: "5" }] };
    const deal = sampleDeal({ fields: { paymentTerms: "End-of-Quarter" } });
    expect(preflight(facts({ deal, mapping }))).toMatchObject({ ready: true, termsId: "5" });
  });

  test("stops where mapped terms have become inactive, though others have the same days", () => {
    const mapping = { ...EMPTY_MAPPING, terms: [{ text: "Net 30", termId: "6" }] };
    expect(codes({ mapping })).toEqual(["error finance termsUnknown"]);
  });
});
