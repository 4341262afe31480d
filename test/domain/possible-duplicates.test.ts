import { expect, test } from "vitest";
import { duplicateFinding, possibleDuplicates, type PossibleDuplicate } from "../../api/domain/possible-duplicates.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import { sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

function saleIn(currency: string) {
  const lines = [sampleLine({ currency })];
  const { sale } = saleFromDeal(sampleDeal({ currency, lines }), sampleRules());
  if (sale === null) throw new Error("the sample deal makes no sale");
  return sale;
}

const copy = (changes: Partial<PossibleDuplicate> = {}): PossibleDuplicate => ({
  ...{ kind: "order", id: "7", number: "1007", date: "2026-11-24", net: 12_000_000n, currency: "USD", url: "" },
  ...changes,
});

test.each([
  ["the very same", {}, 1],
  ["one dollar less", { net: 11_999_900n }, 1],
  ["one dollar more", { net: 12_000_100n }, 1],
  ["a cent beyond that", { net: 12_000_101n }, 0],
  ["fourteen days before", { date: "2026-11-10" }, 1],
  ["fourteen days after", { date: "2026-12-08" }, 1],
  ["fifteen days after", { date: "2026-12-09" }, 0],
  ["another currency", { currency: "EUR" }, 0],
])("a document is a possible duplicate: %s", (_, changes, count) => {
  expect(possibleDuplicates(saleIn("USD"), [copy(changes)])).toHaveLength(count);
});

test("one yen is one yen", () => {
  expect(possibleDuplicates(saleIn("JPY"), [copy({ currency: "JPY", net: 120_001n })])).toHaveLength(1);
  expect(possibleDuplicates(saleIn("JPY"), [copy({ currency: "JPY", net: 120_002n })])).toHaveLength(0);
});

test("finance is told what it looks like, by number, date and amount", () => {
  expect(duplicateFinding(copy({ number: null, kind: "invoice" }), saleIn("USD"))).toMatchObject({
    code: "possibleDuplicate",
    fixBy: "finance",
    message: expect.stringContaining("an invoice 7 of 2026-11-24 over 120,000.00 USD for Acme Inc"),
  });
});
