import { expect, test } from "vitest";
import { mapLines } from "../../api/domain/map-lines.ts";
import { orderPreview } from "../../api/domain/order-preview.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import { onceLine, sampleDeal, sampleRules } from "./sample-deal.ts";

const SETUP = { id: "1", name: "Set-up", sku: "SETUP", active: true, taxable: true, unitPrice: null };

test("the preview sums to the sale, with unmapped lines and with the discount as a line of its own", () => {
  const unknown = onceLine({ id: "L9", productId: "P9", sku: "NEW", name: "Novelty", unitPrice: "500", discountPercent: "50" });
  const deal = sampleDeal({ amount: "1250", lines: [onceLine(), unknown], fields: { discountAmount: "125" } });
  const { sale, findings } = saleFromDeal(deal, sampleRules({ discountAs: "line" }));
  if (sale === null) throw new Error("the deal makes no sale");
  const { lines } = mapLines(sale, [], [SETUP]);
  const preview = orderPreview({ sale, lines, findings, basis: "tcv" });
  expect(preview.lines.map(({ item, unitPrice, listUnitPrice, discount, amount }) => [item, unitPrice, listUnitPrice, discount, amount.amount])).toEqual([
    ["Set-up", "1000", "1000", null, "1000.00"],
    ["Not mapped yet", "250", "500", "50 %", "250.00"],
    ["Discount", "-125.00", null, null, "-125.00"],
  ]); // prettier-ignore
  expect(preview).toMatchObject({ net: { amount: "1125.00" }, difference: { amount: "-125.00" } });
  expect(preview.differenceReason).toContain("A discount is set, but");
});
