import { describe, expect, test } from "vitest";
import { EMPTY_MAPPING, type Mapping } from "../../api/domain/mapping.ts";
import { readMappingCsv, writeMappingCsv } from "../../api/domain/mapping-csv.ts";
import { readMappingJson, writeMappingJson } from "../../api/domain/mapping-json.ts";
import { inStableOrder } from "../../api/domain/mapping-file.ts";

const WHOLE: Mapping = {
  products: [
    { sku: 'B, "quoted"', manualReview: true, items: [] },
    {
      productId: "100",
      sku: "-A",
      items: [
        { itemId: "5", quantity: "1", share: "0.85" },
        { itemId: "7", quantity: "2", share: "0.15" },
      ],
    },
  ],
  terms: [{ text: "Net 30", termId: "3" }],
  owners: [{ ownerId: "71002", repCode: "=BO", classId: null }],
  industries: [{ industry: "MACHINERY", customerTypeId: "1" }],
  taxCodes: [{ country: "DE", taxCodeId: "9", exemptTaxCodeId: null }],
  fields: [{ object: "deal", field: "poNumber", property: "po" }],
};
const FORMATS = [
  ["CSV", writeMappingCsv, readMappingCsv],
  ["JSON", writeMappingJson, readMappingJson],
] as const;

describe.each(FORMATS)("a mapping as a %s file", (_name, write, read) => {
  test("comes back as it was", () => {
    const file = read(write(WHOLE));
    expect(file.faults).toEqual([]);
    expect(file.lists).toEqual(inStableOrder(WHOLE));
  });

  test("is the same file whatever the order of its entries", () => {
    expect(write({ ...WHOLE, products: WHOLE.products.toReversed() })).toBe(write(WHOLE));
  });
});

describe("a CSV file", () => {
  test("shows a spreadsheet no formula", () => {
    expect(writeMappingCsv(WHOLE)).toContain("'=BO");
    expect(writeMappingCsv(WHOLE)).toContain("'-A");
  });

  test("leaves the lists alone that it has no row of", () => {
    expect(Object.keys(readMappingCsv("list,text,termId\nterms,Net 30,3\n").lists)).toEqual(["terms"]);
  });

  test.each([
    ["a list that is none", "list,text,termId\nterms,Net 30,3\n\nterm,Net 60,5\n", 4, /"term" is no list/],
    ["a column that is none", "list,text,term\n", 1, /column "term" is not known/],
    ["a row that is too short", "list,text,termId\nterms,Net 30,3\nterms,Net 60\n", 3, /no row of a CSV file/],
    ["a quote that does not end", 'list,text,termId\nterms,"Net 30,3\n', 2, /no row of a CSV file/],
    ["a review that is neither yes nor no", "list,sku,manualReview\nproducts,A,perhaps\n", 2, /manualReview is "perhaps"/],
  ])("with %s says in which line", (_what, text, line, message) => {
    const { faults } = readMappingCsv(text);
    expect(faults).toEqual([{ line, message: expect.stringMatching(message) as string }]);
  });

  test("knows the line of each entry, though rows of one product are its items", () => {
    const text = "list,sku,itemId,share,text,termId\nproducts,A,5,0.5,,\nproducts,A,6,0.5,,\nproducts,B,7,1,,\nterms,,,,Net 30,3\n";
    expect(readMappingCsv(text).lines).toEqual({ products: [2, 4], terms: [5] });
  });
});

describe("a JSON file", () => {
  test("empties a list that it names empty, and leaves alone the others", () => {
    expect(readMappingJson('{"terms": []}').lists).toEqual({ terms: [] });
  });

  test.each([
    ["no JSON", '{"terms": [\n{"text" "a"}]}', 2, /not JSON/],
    ["a list that is none", '{"term": []}', 1, /"term" is no list/],
    ["an entry without a text", '{\n"terms": [\n{"text": "a", "termId": "3"},\n{"text": "b"}]}', 4, /"termId" must be a text/],
    [
      "a number where a text belongs",
      '{"products": [\n  {"sku": "A", "items": [{"itemId": 5, "quantity": "1", "share": "1"}]}]}',
      2,
      /"itemId" must be a text/,
    ],
    [
      "something that does not belong",
      '{"fields": [{"object": "deal", "field": "poNumber", "property": "po", "note": "x"}]}',
      1,
      /"note" does not belong/,
    ],
  ])("with %s says in which line", (_what, text, line, message) => {
    expect(readMappingJson(text).faults).toEqual([{ line, message: expect.stringMatching(message) as string }]);
  });

  test("knows the line of each entry, whatever stands inside", () => {
    const text =
      '{\n"terms": [{"text": "],[{", "termId": "1"},\n{"text": "b",\n"termId": "2"}\n,\n{"text": "c", "termId": "3"}],\n"owners": []}';
    expect(readMappingJson(text).lines).toEqual({ terms: [2, 3, 6] });
  });

  test("of an empty mapping names every list", () => {
    expect(readMappingJson(writeMappingJson(EMPTY_MAPPING)).lists).toEqual(EMPTY_MAPPING);
  });
});
