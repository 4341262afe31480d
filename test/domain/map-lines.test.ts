import { describe, expect, test } from "vitest";
import type { ItemFacts } from "../../api/domain/erp-facts.ts";
import { mapLines } from "../../api/domain/map-lines.ts";
import type { ProductMapping, Sale } from "../../api/domain/sale.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import { onceLine, sampleCompany, sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

const item = (id: string, changes: Partial<ItemFacts> = {}): ItemFacts => ({
  id,
  name: `Item ${id}`,
  sku: null,
  active: true,
  taxable: true,
  unitPrice: null,
  ...changes,
});
const ITEMS = [item("1", { sku: "SEAT" }), item("2"), item("3"), item("4", { active: false })];

function sale(lines = [sampleLine()], changes = {}): Sale {
  const result = saleFromDeal(sampleDeal({ amount: null, lines, ...changes }), sampleRules()).sale;
  if (result === null) throw new Error("the sample deal makes no sale");
  return result;
}

const map = (mappings: ProductMapping[], given = sale(), items = ITEMS) => mapLines(given, mappings, items);
const to = (...items: [itemId: string, share: string, quantity?: string][]) =>
  items.map(([itemId, share, quantity = "1"]) => ({ itemId, share, quantity }));

describe("a product becomes an item", () => {
  test("by its product id, before its SKU, before the item with the same SKU", () => {
    const byProduct = { productId: "P1", items: to(["3", "1"]) };
    const bySku = { sku: "SEAT", items: to(["2", "1"]) };
    const itemOf = (mappings: ProductMapping[]) => map(mappings).lines.map(({ itemId }) => itemId);
    expect([itemOf([bySku, byProduct]), itemOf([bySku]), itemOf([])]).toEqual([["3"], ["2"], ["1"]]);
  });

  test("with quantity, price, dates and description of the line", () => {
    expect(map([]).lines).toEqual([
      {
        lineItemId: "L1",
        itemId: "1",
        itemName: "Item 1",
        description: "50 seats, 2026-12-01 to 2027-11-30, 12 × monthly",
        productName: "seats",
        quantity: "50",
        soldQuantity: "50",
        unitPrice: "2400",
        listUnitPrice: "2400",
        discount: null,
        amount: 12_000_000n,
        periods: 12,
        serviceStart: "2026-12-01",
        serviceEnd: "2027-11-30",
        taxable: true,
        manualReview: false,
      },
    ]);
  });

  test("marked for manual review if its mapping is, with or without items of its own", () => {
    const marked = (items: ProductMapping["items"]) => map([{ productId: "P1", manualReview: true, items }]).lines;
    expect([...marked([]), ...marked(to(["2", "1"]))].map(({ itemId, manualReview }) => [itemId, manualReview])).toEqual([
      ["1", true],
      ["2", true],
    ]);
  });

  test("with the list price of what is sent, before every discount", () => {
    const discounted = sale([sampleLine({ discountPercent: "10" })], { fields: { discountPercent: "5" } });
    const [whole] = map([], discounted).lines;
    expect(whole).toMatchObject({ listUnitPrice: "2400", unitPrice: "2052", discount: "10 % and 5 % of the deal" });
    const halves = map([{ productId: "P1", items: to(["1", "0.5", "2"], ["2", "0.5"]) }], discounted).lines;
    expect(halves.map(({ listUnitPrice }) => listUnitPrice)).toEqual(["600", "1200"]);
    const thirds = sale([onceLine({ productId: "P1", quantity: "3", unitPrice: "0.5", discountPercent: "50" })]);
    expect(map([], thirds, [item("1", { sku: "SETUP" })]).lines[0]).toMatchObject({ quantity: "3", listUnitPrice: "0.5" });
  });

  test("taxable only if item and buyer are", () => {
    const exempt = sale([sampleLine()], { companies: [sampleCompany({ taxExempt: true })] });
    expect(map([], exempt).lines[0]?.taxable).toBe(false);
    expect(map([], sale(), [item("1", { sku: "SEAT", taxable: false })]).lines[0]?.taxable).toBe(false);
  });
});

describe("a product becomes several items", () => {
  test("by shares, to the cent", () => {
    const { lines } = map([{ productId: "P1", items: to(["1", "0.7"], ["2", "0.3"]) }]);
    expect(lines.map(({ itemId, quantity, unitPrice, amount }) => [itemId, quantity, unitPrice, amount])).toEqual([
      ["1", "50", "1680", 8_400_000n],
      ["2", "50", "720", 3_600_000n],
    ]);
  });

  test("and a share that is no whole cent sends quantity 1", () => {
    const small = sale([onceLine({ productId: "P1", quantity: "3", unitPrice: "0.33" })]);
    const { lines } = map([{ productId: "P1", items: to(["1", "0.5"], ["2", "0.5"]) }], small);
    expect(lines.map(({ quantity, unitPrice, amount }) => [quantity, unitPrice, amount])).toEqual([
      ["1", "0.5", 50n],
      ["1", "0.49", 49n],
    ]);
  });

  test("with a quantity factor", () => {
    const { lines } = map([{ productId: "P1", items: to(["1", "0.9"], ["2", "0.1", "4"]) }]);
    expect(lines.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
      ["50", "2160"],
      ["200", "60"],
    ]);
  });

  test("and the description keeps a quantity that the line cannot show", () => {
    const odd = sale([onceLine({ productId: "P1", unitPrice: "100" })]);
    const [line] = map([{ productId: "P1", items: to(["1", "1", "3"]) }], odd).lines;
    expect(line).toMatchObject({ quantity: "1", unitPrice: "100", description: "Setup, quantity 3" });
  });
});

describe("a line that has no item", () => {
  test.each([
    ["no mapping and no item of that SKU", [], [item("9")], "productUnmapped"],
    ["an inactive item of that SKU", [], [item("9", { sku: "SEAT", active: false })], "productUnmapped"],
    ["two items of that SKU", [], [item("8", { sku: "SEAT" }), item("9", { sku: "SEAT" })], "productUnmapped"],
    ["a mapping to an item that is gone", [{ productId: "P1", items: to(["77", "1"]) }], ITEMS, "itemMissing"],
    ["a mapping to an inactive item", [{ productId: "P1", items: to(["4", "1"]) }], ITEMS, "itemInactive"],
    ["shares below one", [{ productId: "P1", items: to(["1", "0.5"], ["2", "0.4999"]) }], ITEMS, "mappingInvalid"],
    ["a negative share", [{ productId: "P1", items: to(["1", "1.5"], ["2", "-0.5"]) }], ITEMS, "mappingInvalid"],
    ["a quantity factor of zero", [{ productId: "P1", items: to(["1", "1", "0"]) }], ITEMS, "mappingInvalid"],
  ])("because of %s waits for finance", (_, mappings, items, code) => {
    const { lines, findings } = map(mappings, sale(), items);
    expect(lines).toEqual([]);
    expect(findings).toMatchObject([{ code, level: "error", fixBy: "finance", where: { object: "lineItem", id: "L1" } }]);
  });

  test("does not hide the others", () => {
    const { lines, findings } = map([], sale([sampleLine(), onceLine()]));
    expect([lines.map(({ lineItemId }) => lineItemId), findings.map(({ code }) => code)]).toEqual([["L1"], ["productUnmapped"]]);
  });

  test("is not matched by a blank SKU", () => {
    expect(map([], sale([sampleLine({ sku: "" })]), [item("9", { sku: "" })]).findings).toMatchObject([{ code: "productUnmapped" }]);
  });
});
