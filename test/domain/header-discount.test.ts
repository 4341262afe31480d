import { describe, expect, test } from "vitest";
import type { Deal } from "../../api/domain/deal.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import { onceLine, sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

const convert = (deal: Deal) => saleFromDeal(deal, sampleRules());
const codes = (deal: Deal) => convert(deal).findings.map(({ level, code }) => `${level} ${code}`);
const line = (deal: Deal) => convert(deal).sale?.lines[0];
const deal = sampleDeal;
describe("discounts on the whole deal", () => {
  const lines = [
    onceLine({ id: "A", unitPrice: "21600" }),
    onceLine({ id: "B", unitPrice: "4800" }),
    onceLine({ id: "C", unitPrice: "0" }),
  ];

  test("an amount is spread into the net lines: 1,000.00 over 21,600.00, 4,800.00 and 0.00", () => {
    const { sale, findings } = convert(deal({ amount: "25400", lines, fields: { discountAmount: "1000" } }));
    expect(findings).toEqual([]);
    expect(sale?.lines.map(({ amount }) => amount)).toEqual([2_078_182n, 461_818n, 0n]);
    expect(sale?.lines[0]?.description).toBe("Setup, list price 21600.00, share of a deal discount of 1,000.00 USD");
  });

  test("percent comes after the line's own discount, and both stand in the description", () => {
    const { sale, findings } = convert(
      deal({ amount: "97200", lines: [sampleLine({ discountPercent: "10" })], fields: { discountPercent: "10" } }),
    );
    expect(findings).toEqual([]);
    expect(sale?.lines[0]).toMatchObject({
      amount: 9_720_000n,
      quantity: "50",
      unitPrice: "1944",
      listUnitPrice: "2400",
      description: "50 seats, 2026-12-01 to 2027-11-30, 12 × monthly, list price 12 × 200.00, discount 10 %, deal discount 10 %",
    });
  });

  test("where no unit price makes the amount, quantity is 1 and the description says what was sold", () => {
    const result = line(
      deal({ amount: "999", lines: [onceLine({ quantity: "3", unitPrice: "333.34" })], fields: { discountAmount: "1.02" } }),
    );
    expect(result).toMatchObject({ quantity: "3", unitPrice: "333", amount: 99_900n });
    const odd = line(
      deal({ amount: "999.01", lines: [onceLine({ quantity: "3", unitPrice: "333.34" })], fields: { discountAmount: "1.01" } }),
    );
    expect(odd).toMatchObject({ quantity: "1", unitPrice: "999.01", soldQuantity: "3", amount: 99_901n });
    expect(odd?.description).toMatch(/^3 Setup, /);
  });

  test("lines that lower the order carry none of it", () => {
    const credit = onceLine({ id: "N", unitPrice: "-100" });
    const { sale, findings } = convert(deal({ amount: "800", lines: [onceLine(), credit], fields: { discountPercent: "10" } }));
    expect(sale?.lines.map(({ amount }) => amount)).toEqual([90_000n, -10_000n]);
    expect(findings.map(({ code, level, fixBy }) => [code, level, fixBy])).toEqual([["negativeLine", "warning", "finance"]]);
  });

  test.each([
    ["both fields set", { discountPercent: "10", discountAmount: "5" }, "dealDiscountTwice"],
    ["more than 100 percent", { discountPercent: "101" }, "discountUnclear"],
    ["less than nothing in percent", { discountPercent: "-10" }, "discountUnclear"],
    ["less than nothing", { discountAmount: "-5" }, "discountUnclear"],
    ["words", { discountAmount: "ten percent" }, "discountUnclear"],
    ["more than the lines make", { discountAmount: "120000.01" }, "discountTooLarge"],
  ])("%s is an error", (_, fields, code) => {
    expect(codes(deal({ fields }))).toEqual([`error ${code}`]);
  });

  test("which cannot be read leaves no sale to be pushed by mistake", () => {
    expect(convert(deal({ fields: { discountPercent: "10", discountAmount: "5" } })).sale).toBeNull();
  });

  test("as a line of its own they leave list prices alone, to the cent", () => {
    const asLine = (fields: object, sold = lines) =>
      saleFromDeal(deal({ amount: "25400", lines: sold, fields }), sampleRules({ discountAs: "line" }));
    const { sale, findings } = asLine({ discountAmount: "1000" });
    expect(findings).toEqual([]);
    expect(sale).toMatchObject({ net: 2_540_000n, discount: { amount: 100_000n, description: "Discount" } });
    expect(sale?.lines.map(({ amount, description }) => [amount, description])).toEqual([
      [2_160_000n, "Setup"],
      [480_000n, "Setup"],
      [0n, "Setup"],
    ]);
    expect(asLine({ discountPercent: "12.345" }).sale?.discount).toEqual({ amount: 325_908n, description: "Discount 12.345 %" });
  });

  test("are spread whatever the setting says where anything is served over time, since its revenue is deferred", () => {
    const given = deal({ amount: "108900", lines: [sampleLine(), onceLine()], fields: { discountPercent: "10" } });
    const { sale } = saleFromDeal(given, sampleRules({ discountAs: "line" }));
    expect(sale).toMatchObject({ discount: null, net: 10_890_000n });
    expect(sale?.lines.map(({ amount }) => amount)).toEqual([10_800_000n, 90_000n]);
  });

  test("blank and zero are no discount", () => {
    expect(codes(deal({ fields: { discountPercent: "", discountAmount: "0.00" } }))).toEqual([]);
  });
});
