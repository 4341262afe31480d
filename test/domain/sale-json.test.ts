import { expect, test } from "vitest";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import { saleFromJson, saleHash, saleToJson } from "../../api/domain/sale-json.ts";
import type { Sale } from "../../api/domain/sale.ts";
import { onceLine, sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

function sale(amount: string | null = "120000"): Sale {
  const result = saleFromDeal(sampleDeal({ amount, lines: [sampleLine(), onceLine()] }), sampleRules()).sale;
  if (result === null) throw new Error("the sample deal makes no sale");
  return result;
}

test("a sale goes through JSON and comes back the same, amounts beyond a double's reach included", () => {
  for (const given of [
    sale(),
    sale(null),
    { ...sale(), discount: { amount: 9_007_199_254_740_993n, description: "Discount" } },
    { ...sale(), net: 900_719_925_474_099_301n },
  ]) {
    expect(saleFromJson(JSON.parse(JSON.stringify(saleToJson(given))))).toEqual(given);
  }
});

test("equal sales have equal hashes, whatever the order of their keys", () => {
  const reversed = Object.fromEntries(Object.entries(sale()).toReversed()) as Sale;
  expect(saleHash(reversed)).toBe(saleHash(sale()));
  expect(saleHash({ ...sale(), poNumber: "7" })).not.toBe(saleHash(sale()));
  expect(saleHash({ ...sale(), lines: sale().lines.toReversed() })).not.toBe(saleHash(sale()));
});

test("anything else is no sale", () => {
  for (const json of [null, {}, "sale", { ...saleToJson(sale()), net: 5 }, { ...saleToJson(sale()), lines: [{ amount: "1.5" }] }]) {
    expect(() => saleFromJson(json)).toThrow("Bug!");
  }
});
