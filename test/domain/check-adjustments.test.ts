import { expect, test } from "vitest";
import type { DealAdjustment } from "../../api/domain/deal.ts";
import { checkAdjustments } from "../../api/domain/check-adjustments.ts";

const adjustment = (changes: Partial<DealAdjustment>): DealAdjustment => ({
  id: "1",
  kind: "discount",
  label: "Loyalty",
  value: "5",
  inPercent: true,
  ...changes,
});
const check = (...changes: Partial<DealAdjustment>[]) => checkAdjustments({ id: "987", adjustments: changes.map(adjustment) });

test("a deal without adjustments has nothing to say", () => {
  expect(check()).toEqual([]);
});

test("a discount or fee beside the lines stops the push until a line carries it", () => {
  const findings = check({}, { kind: "fee", label: "Shipping", value: "40", inPercent: false });
  expect(findings).toMatchObject([
    { code: "unmappedAdjustment", level: "error", fixBy: "rep", where: { object: "deal", id: "987" } },
    { code: "unmappedAdjustment", level: "error" },
  ]);
  expect(findings.map(({ message }) => message)).toEqual([
    'The deal carries a discount "Loyalty" of 5 %, which no line has. Enter it on the lines or as the deal\'s discount, and remove it.',
    'The deal carries a fee "Shipping" of 40, which no line has. Add it as a line, and remove it.',
  ]);
});

test("a tax is only worth a word, since QuickBooks computes its own", () => {
  expect(check({ kind: "tax", label: " ", value: null })).toMatchObject([
    { code: "unmappedAdjustment", level: "warning", message: "The deal carries a tax. QuickBooks computes the tax of the order itself." },
  ]);
});
