import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Lists } from "../../../hubspot-app/src/app/pages/mapping/contract.ts";
import { isDecimal, isZeroDecimal, percentOf, shareOf, sumOf } from "../../../hubspot-app/src/app/pages/mapping/decimals.ts";
import { changedLists, changesOf, listsOf } from "../../../hubspot-app/src/app/pages/mapping/draft.ts";
import { SIMPLE_LISTS } from "../../../hubspot-app/src/app/pages/mapping/lists.ts";
import { asItem, productRows, reviewed, withEntries } from "../../../hubspot-app/src/app/pages/mapping/product-rows.ts";
import { pageOf, searched } from "../../../hubspot-app/src/app/pages/mapping/search.ts";
import { rowsOf, withRows } from "../../../hubspot-app/src/app/pages/mapping/simple-rows.ts";
import { choices, mapping } from "./example-mapping.ts";

const lists = listsOf(mapping);
const filled: Lists = {
  ...lists,
  industries: [{ industry: "COMPUTER_SOFTWARE", customerTypeId: "ct1" }],
  owners: [...lists.owners, { ownerId: "gone", repCode: null, classId: "k1" }],
  fields: [{ object: "deal", field: "paymentTerms", property: "their_terms" }],
};

describe("shares in percent", () => {
  test.each([
    ["0.855", "85.5"],
    ["1", "100"],
    ["0.333333333333", "33.3333333333"],
    ["0", "0"],
  ])("the share %s is %s %", (share, percent) => {
    expect(percentOf(share)).toBe(percent);
    expect(shareOf(percent)).toBe(share);
  });

  test("what is typed comes back exactly as it was meant", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 10n }), (units) => {
        const share = shareOf(String(units));
        return isDecimal(percentOf(share)) && percentOf(share) === String(units);
      }),
    );
  });

  test("sum up without a rest", () => {
    expect(sumOf(["33.3", "33.3", "33.4"])).toBe("100");
    expect(sumOf(["0.1", "0.2"])).toBe("0.3");
    expect(sumOf(["10", "ten"])).toBeNull();
  });

  test.each(["", "-1", "1,5", "1e3", ".5", "0.1234567890123"])("%j is no decimal", (text) => expect(isDecimal(text)).toBe(false));
  test("0.00 is zero", () => expect([isZeroDecimal("0.00"), isZeroDecimal("0.01")]).toEqual([true, false]));
});

describe("a list", () => {
  test.each(SIMPLE_LISTS)("$title reads and writes the same entries", (list) => {
    expect(list.write(filled, list.read(filled))).toEqual(filled);
  });

  test.each(SIMPLE_LISTS)("$title drops entries that say nothing", (list) => {
    const emptied = list.write(filled, [{}]);
    expect(emptied[list.name]).toEqual([]);
  });

  test("has what HubSpot has, and behind it entries for what is gone", () => {
    const owners = SIMPLE_LISTS.find(({ name }) => name === "owners");
    if (!owners) throw new Error("There should be a list of owners.");
    const rows = rowsOf(owners, { lists: filled, choices });
    expect(rows.map(({ ownerId }) => ownerId)).toEqual(["o1", "o2", "gone"]);
    const changed = withRows(owners, rows, [{ ownerId: "o2", repCode: " SF " }]);
    expect(owners.write(filled, changed).owners).toEqual([
      { ownerId: "o1", repCode: "JD", classId: null },
      { ownerId: "o2", repCode: "SF", classId: null },
      { ownerId: "gone", repCode: null, classId: "k1" },
    ]);
  });

  test("is saved only when it differs", () => {
    expect(changedLists(mapping, { ...lists, terms: [...lists.terms] })).toEqual([]);
    expect(changesOf(filled, changedLists(mapping, filled))).toEqual({
      owners: filled.owners,
      industries: filled.industries,
      fields: filled.fields,
    });
  });

  test("is searched by all words, and turned by pages of 25", () => {
    const rows = Array.from({ length: 60 }, (_, index) => ({ words: `Row ${index} of Many` }));
    expect(searched(rows, " many 59 ")).toEqual([rows[59]]);
    expect(pageOf(rows, 3)).toMatchObject({ page: 3, pageCount: 3, shown: rows.slice(50) });
    expect(pageOf(rows, 9).page).toBe(3);
    expect(pageOf([], 1)).toEqual({ shown: [], page: 1, pageCount: 1 });
  });
});

describe("a product", () => {
  const sku = { sku: "GONE", items: [{ itemId: "11", quantity: "1", share: "1" }] };
  const rows = productRows({ products: [...mapping.products, sku] }, choices);

  test("goes by its entry, else by the one active item with its SKU; entries for nothing in HubSpot come last", () => {
    expect(rows.map(({ name, bySku }) => [name, bySku?.name ?? null])).toEqual([
      ["Set-up", null],
      ["Platform, annual", "Platform"],
      ["Flux capacitor", null],
      ["SKU GONE", null],
    ]);
  });

  test("is found by no SKU that two active items share", () => {
    const twins = { ...choices, items: choices.items.map((item) => ({ ...item, sku: "PLAT", active: true })) };
    expect(productRows(lists, twins).every(({ bySku }) => bySku === null)).toBe(true);
  });

  test("keeps its place and what it was kept by when it becomes another item", () => {
    const changed = withEntries(
      { ...lists, products: [...mapping.products, sku] },
      asItem(
        [rows[0], rows[3]].flatMap((row) => row ?? []),
        "13",
      ),
    );
    const item = { itemId: "13", quantity: "1", share: "1" };
    expect(changed.products).toEqual([
      { productId: "501", items: [item] },
      { sku: "GONE", items: [item] },
    ]);
  });

  test("is looked at by finance without losing what it becomes, and is left alone again", () => {
    const on = withEntries(lists, reviewed(rows.slice(0, 3), true));
    expect(on.products).toEqual([
      { ...mapping.products[0], manualReview: true },
      { productId: "502", items: [{ itemId: "13", quantity: "1", share: "1" }], manualReview: true },
      { productId: "503", items: [], manualReview: true },
    ]);
    const off = withEntries(on, reviewed(productRows(on, choices), false));
    expect(off.products.map(({ productId }) => productId)).toEqual(["501", "502"]);
  });
});
