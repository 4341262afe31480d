import { describe, expect, test } from "vitest";
import { checkMapping } from "../../api/domain/check-mapping.ts";
import { EMPTY_MAPPING, type Mapping } from "../../api/domain/mapping.ts";

const faultsOf = (lists: Partial<Mapping>) =>
  checkMapping({ ...EMPTY_MAPPING, ...lists }).map(({ index, message }) => `${index} ${message}`);
const item = (share = "1", quantity = "1", itemId = "5") => ({ itemId, quantity, share });

describe("a mapping", () => {
  test("of nothing is fine, and so is one with an entry in every list", () => {
    expect(faultsOf({})).toEqual([]);
    expect(
      faultsOf({
        products: [
          { productId: "100", sku: "A", items: [item("0.6"), item("0.4", "2")] },
          { sku: "B", manualReview: true, items: [] },
        ],
        terms: [{ text: "Net 30", termId: "3" }],
        owners: [{ ownerId: "7", repCode: null, classId: "2" }],
        industries: [{ industry: "MACHINERY", customerTypeId: "1" }],
        taxCodes: [{ country: "DE", taxCodeId: "9", exemptTaxCodeId: null }],
        fields: [{ object: "company", field: "billingStreet2", property: "ap_street" }],
      }),
    ).toEqual([]);
  });

  test.each<[string, Partial<Mapping>, string]>([
    [
      "shares that do not sum to 1",
      { products: [{ sku: "A", items: [item("0.6"), item("0.3")] }] },
      "0 SKU A: the shares sum to 0.9, they must sum to 1.",
    ],
    ["a share below 0", { products: [{ sku: "A", items: [item("1.5"), item("-0.5")] }] }, "0 SKU A: a share must be a number from 0 to 1."],
    [
      "a quantity factor of 0",
      { products: [{ sku: "A", items: [item("1", "0")] }] },
      "0 SKU A: a quantity factor must be a number above 0.",
    ],
    ["no item", { products: [{ productId: "1", items: [] }] }, "0 Product 1: needs at least one item, or manual review."],
    [
      "a product twice",
      {
        products: [
          { productId: "1", items: [item()] },
          { productId: "1", items: [item()] },
        ],
      },
      "1 Product 1 is mapped twice.",
    ],
    [
      "a SKU twice",
      {
        products: [
          { productId: "1", sku: "A", items: [item()] },
          { sku: " A", items: [item()] },
        ],
      },
      "1 SKU A is mapped twice.",
    ],
    [
      "terms twice but for their spelling",
      {
        terms: [
          { text: "Net-30", termId: "3" },
          { text: "NET 30", termId: "4" },
        ],
      },
      '1 Terms "net 30" is mapped twice.',
    ],
    ["terms without a term", { terms: [{ text: "Net 30", termId: " " }] }, '0 Terms "net 30": no term of the books is named.'],
    ["an owner with nothing", { owners: [{ ownerId: "7", repCode: "", classId: null }] }, "0 Owner 7: needs a rep's code or a class."],
    [
      "an industry without a type",
      { industries: [{ industry: "RETAIL", customerTypeId: "" }] },
      "0 Industry RETAIL: no customer type is named.",
    ],
    [
      "a country by its name",
      { taxCodes: [{ country: "Germany", taxCodeId: "9", exemptTaxCodeId: null }] },
      "0 Country Germany: the country must be its two-letter code, such as DE.",
    ],
    [
      "a field that we do not have",
      { fields: [{ object: "deal", field: "billingCity", property: "x" }] },
      '0 Field deal billingCity: there is no field "billingCity" on a deal.',
    ],
    [
      "a property's label",
      { fields: [{ object: "deal", field: "poNumber", property: "PO Number" }] },
      '0 Field deal poNumber: "PO Number" is no property\'s internal name.',
    ],
  ])("with %s has one fault, at its entry", (_what, lists, fault) => {
    expect(faultsOf(lists)).toEqual([fault]);
  });
});
