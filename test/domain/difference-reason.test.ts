import { expect, test } from "vitest";
import type { AmountBasis } from "../../api/domain/amount-basis.ts";
import { differenceReason } from "../../api/domain/difference-reason.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import { sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

function reason(amount: string | null, basis: AmountBasis, deal: Parameters<typeof sampleDeal>[0] = {}) {
  const { sale, findings } = saleFromDeal(sampleDeal({ amount, ...deal }), sampleRules({ amountBasis: basis }));
  return sale && differenceReason(sale, { findings, basis });
}

test("an order that comes to the deal's amount needs no explanation, nor does a deal without one", () => {
  expect([reason("120000", "tcv"), reason(null, "tcv")]).toEqual([null, null]);
});

test.each([
  ["a discount that the amount does not know", "120000", "tcv", { fields: { discountPercent: "10" } }, "A discount is set, but"],
  ["an amount on another basis", "10000", "tcv", {}, "is the monthly recurring revenue, not the total contract value"],
  ["an amount that is simply wrong", "119000", "tcv", {}, "is 1,000.00 USD less than"],
  ["a basis that is less than the contract", "10000", "mrr", {}, "is the monthly recurring revenue; the order covers the whole term"],
  ["an amount typed by hand", "130000", "manual", {}, "is typed by hand"],
  ["rounding on each period", "4.08", "tcv", { lines: [sampleLine({ quantity: "1", unitPrice: "0.335" })] }, "rounded on each period"],
] as const)("%s is said", (_, amount, basis, deal, words) => {
  const changes = "lines" in deal ? { lines: [...deal.lines] } : deal;
  expect(reason(amount, basis, changes)).toContain(words);
});
