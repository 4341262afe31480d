import { describe, expect, test } from "vitest";
import { approvalReasons, discountPercentOf, type ApprovalFacts } from "../../api/domain/approval-reasons.ts";
import type { DealLine } from "../../api/domain/deal.ts";
import type { ItemFacts } from "../../api/domain/erp-facts.ts";
import { mapLines } from "../../api/domain/map-lines.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import type { ProductMapping } from "../../api/domain/sale.ts";
import { DEFAULT_SETTINGS, type Settings } from "../../api/domain/settings.ts";
import { onceLine, sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

const item = (id: string, sku: string, unitPrice: string | null): ItemFacts => ({
  id,
  name: sku,
  sku,
  active: true,
  taxable: true,
  unitPrice,
});
const ITEMS = [item("1", "SEAT", "200"), item("2", "SETUP", "1000")];

type Given = Omit<Partial<ApprovalFacts>, "settings"> & {
  deal?: Parameters<typeof sampleDeal>[0];
  mappings?: ProductMapping[];
  approvals?: Partial<Settings["approvals"]>;
};

/** The reasons for a sale of the sample deal, with every limit off but for those given. */
function reasonsFor({ deal = {}, mappings = [], approvals = {}, items = ITEMS, ...changes }: Given) {
  const { sale } = saleFromDeal(sampleDeal({ amount: null, ...deal }), sampleRules());
  if (sale === null) throw new Error("the deal makes no sale");
  const { lines } = mapLines(sale, mappings, items);
  const facts = { sale, lines, items, company: { homeCurrency: "USD" }, termsListed: true, customerMatch: "linked" as const };
  return approvalReasons({ ...facts, ...changes, settings: { approvals: { ...DEFAULT_SETTINGS.approvals, ...approvals } } });
}
const codesFor = (given: Given) => reasonsFor(given).map(({ code }) => code);
const withLines = (...lines: Partial<DealLine>[]) => ({ lines: lines.map((line, i) => sampleLine({ id: `L${i}`, ...line })) });

test("with no limit set nothing needs approval, however unusual", () => {
  const deal = { ...withLines({ discountPercent: "90" }), fields: { discountPercent: "90", paymentTerms: "Net 999" } };
  expect(reasonsFor({ deal, customerMatch: "new", termsListed: false })).toEqual([]);
});

describe("a discount over the limit needs approval", () => {
  const discounted = (discountPercent: string, onDeal: string | null = null) =>
    codesFor({ deal: { ...withLines({ discountPercent }), fields: { discountPercent: onDeal } }, approvals: { discountPercentOver: 20 } });

  test("and one at the limit does not", () => {
    expect([discounted("20"), discounted("20.01"), discounted("19.99")]).toEqual([[], ["discountOver"], []]);
  });

  test("when line and deal together make it", () => {
    expect([discounted("10", "11.11"), discounted("10", "11.12")]).toEqual([[], ["discountOver"]]);
  });

  test("also where the deal's discount is a line of its own", () => {
    const given = { lines: [onceLine()], fields: { discountPercent: "20.01" } };
    const deal = sampleDeal({ amount: null, ...given });
    const { sale } = saleFromDeal(deal, sampleRules({ discountAs: "line" }));
    expect(sale?.discount?.amount).toBe(20_010n);
    const settings = { approvals: { ...DEFAULT_SETTINGS.approvals, discountPercentOver: 20, priceTolerance: 20 } };
    const facts = { lines: sale ? mapLines(sale, [], ITEMS).lines : [], items: ITEMS, company: { homeCurrency: "USD" }, termsListed: true };
    const codes = sale && approvalReasons({ sale, ...facts, customerMatch: "linked", settings }).map(({ code }) => code);
    expect(codes).toEqual(["discountOver", "priceOffList"]);
  });

  test("when it stands on one line among many", () => {
    const [reason] = reasonsFor({
      deal: { lines: [sampleLine(), onceLine({ discountPercent: "100" })] },
      approvals: { discountPercentOver: 20 },
    });
    expect(reason).toEqual({ code: "discountOver", message: "The discount is over 20 %: 100 % on Setup." });
  });
});

test("payment terms that are not listed need approval only where that is chosen", () => {
  const reasons = (termsNotListed: boolean, termsListed: boolean) => codesFor({ termsListed, approvals: { termsNotListed } });
  expect([reasons(true, false), reasons(false, false), reasons(true, true)]).toEqual([["termsNotListed"], [], []]);
  expect(codesFor({ deal: { fields: { paymentTerms: null } }, termsListed: false, approvals: { termsNotListed: true } })).toEqual([]);
});

test("a contract over the limit needs approval, one at the limit does not", () => {
  const [reason] = reasonsFor({ approvals: { contractOver: "119999.99" } });
  expect(reason).toEqual({ code: "contractOver", message: "The contract of 120,000.00 USD is over 119,999.99 USD." });
  expect(reasonsFor({ approvals: { contractOver: "120000" } })).toEqual([]);
});

test("a new customer has a limit of its own, which a known one has not", () => {
  const approvals = { newCustomerOver: "50000" };
  const matches = ["new", "linked", "found", "ambiguous"] as const;
  expect(matches.map((customerMatch) => codesFor({ customerMatch, approvals }))).toEqual([["newCustomerOver"], [], [], []]);
});

describe("a price off the price list needs approval", () => {
  const priced = (unitPrice: string, priceTolerance: number | null, items = ITEMS) =>
    codesFor({ deal: withLines({ unitPrice }), approvals: { priceTolerance }, items });

  test("beyond the tolerance to either side, and not on its edge", () => {
    expect(["179.99", "180", "220", "220.01"].map((price) => priced(price, 10))).toEqual([["priceOffList"], [], [], ["priceOffList"]]);
    expect([priced("200.01", 0), priced("200", 0), priced("1", null)]).toEqual([["priceOffList"], [], []]);
  });

  test("after all discounts, each item of a bundle with its own share", () => {
    const mappings = [{ productId: "P1", items: [{ itemId: "1", quantity: "1", share: "0.5" }, { itemId: "2", quantity: "0.1", share: "0.5" }] }]; // prettier-ignore
    const bundle = (discountPercent: string) => reasonsFor({ deal: withLines({ unitPrice: "400", discountPercent }), mappings, approvals: { priceTolerance: 10 } }); // prettier-ignore
    expect(bundle("10").map(({ message }) => message)).toEqual(["SETUP is sold for 1,800.00 USD each, more than 10 % above its price of 1,000.00 USD."]); // prettier-ignore
    expect(bundle("95").map(({ message }) => message)).toContainEqual(expect.stringContaining("more than 10 % below its price"));
  });

  test("but neither an item without a price nor a sale in another currency is compared", () => {
    expect(priced("1", 10, [item("1", "SEAT", null)])).toEqual([]);
    expect(priced("1", 10, [item("1", "SEAT", "0")])).toEqual([]);
    expect(codesFor({ deal: withLines({ unitPrice: "1" }), approvals: { priceTolerance: 10 }, company: { homeCurrency: "CAD" } })).toEqual(
      [],
    );
  });
});

test("a product marked for manual review needs approval, and is named once", () => {
  const mappings = [{ productId: "P1", manualReview: true, items: [] }];
  expect(reasonsFor({ deal: withLines({}, {}), mappings })).toEqual([
    { code: "manualReview", message: "seats: marked for manual review." },
  ]);
});

test("how much was given away in all is told in percent", () => {
  const percentOf = (deal: Parameters<typeof sampleDeal>[0]) => {
    const { sale } = saleFromDeal(sampleDeal({ amount: null, ...deal }), sampleRules());
    return sale && discountPercentOf(sale);
  };
  expect(percentOf({})).toBe("0");
  expect(percentOf({ ...withLines({ discountPercent: "10" }), fields: { discountPercent: "5" } })).toBe("14.5");
  expect(percentOf(withLines({ discountPercent: "33.333" }))).toBe("33.33");
});
