import { describe, expect, test } from "vitest";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import type { Settings } from "../../api/domain/settings.ts";
import { onceLine, sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

type Basis = Settings["amountBasis"];
type Lines = ReturnType<typeof sampleLine>[];

const check = (
  amount: string | null,
  { basis = "tcv", lines, ...fields }: { basis?: Basis; lines: Lines; discountPercent?: string; discountAmount?: string },
) => saleFromDeal(sampleDeal({ amount, lines, fields }), sampleRules({ amountBasis: basis })).findings;
const codes = (...args: Parameters<typeof check>) => check(...args).map(({ level, code }) => `${level} ${code}`);

/** 1,000.00 a month for three years, and 500.00 once. */
const LINES = [sampleLine({ quantity: "1", unitPrice: "1000", term: "P36M" }), onceLine({ unitPrice: "500" })];

describe("the deal's amount against the contract from the lines", () => {
  test.each([
    ["tcv", "36500"],
    ["acv", "12500"],
    ["arr", "12000"],
    ["mrr", "1000"],
    ["lineSum", "1500"],
  ] as const)("on the basis %s is %s, and equal is fine", (basis, amount) => {
    expect(codes(amount, { basis, lines: LINES })).toEqual([]);
  });

  test.each([
    ["a quarter at 300.00", "quarterly", "P12M", "300", { arr: "1200", mrr: "100", acv: "1200", lineSum: "300" }],
    ["half a year is not stretched to an annual value", "monthly", "P6M", "100", { acv: "600", arr: "1200" }],
    ["weeks make 52 a year", "weekly", "P104W", "10", { arr: "520", acv: "520", tcv: "1040" }],
  ])("%s", (_, frequency, term, unitPrice, values) => {
    const lines = [sampleLine({ quantity: "1", unitPrice, frequency, term })];
    for (const [basis, amount] of Object.entries(values))
      expect([basis, codes(amount, { basis: basis as Basis, lines })]).toEqual([basis, []]);
  });

  test("equal on another basis is a warning that names both", () => {
    const findings = check("12000", { lines: LINES });
    expect(findings).toMatchObject([
      { code: "amountOnOtherBasis", level: "warning", fixBy: "rep", where: { object: "deal", property: "amount" } },
    ]);
    expect(findings[0]?.message).toContain("12,000.00 USD is the annual recurring revenue, not the total contract value of 36,500.00 USD");
  });

  test.each([
    ["40000", "3,500.00 USD more", ["error amountDiffers"]],
    ["36000", "500.00 USD less", ["error amountDiffers", "warning discountNotOnDeal"]],
  ])("%s is an error that says %s", (amount, difference, expected) => {
    expect(codes(amount, { lines: LINES })).toEqual(expected);
    expect(check(amount, { lines: LINES })[0]?.message).toContain(difference);
  });

  test("missing is a warning", () => {
    expect(codes(null, { lines: LINES })).toEqual(["warning amountMissing"]);
  });

  test("rounds on each period as the CRM does, or once on the whole term: both are equal", () => {
    const lines = [sampleLine({ quantity: "1", unitPrice: "0.335" })];
    expect(codes("4.02", { lines })).toEqual([]);
    expect(codes("4.08", { lines })).toEqual([]);
    expect(codes("4.03", { lines })).toEqual(["error amountDiffers"]);
  });

  test("may carry more decimals than the currency", () => {
    expect(codes("36500.0000001", { lines: LINES })).toEqual([]);
  });
});

describe("the verbal discount", () => {
  const lines = [sampleLine()];

  test("set and in the amount is fine", () => {
    expect(codes("108000", { lines, discountPercent: "10" })).toEqual([]);
    expect(codes("115000", { lines, discountAmount: "5000" })).toEqual([]);
  });

  test("set on the deal while the amount was not lowered: the order carries it, and the rep is told", () => {
    expect(check("120000", { lines, discountPercent: "10" })).toMatchObject([
      { code: "discountNotInAmount", level: "warning", fixBy: "rep" },
    ]);
    expect(check("120000", { lines, discountPercent: "10" })[0]?.message).toContain("The order is for 108,000.00 USD");
  });

  test("set on a line while the amount was not lowered", () => {
    expect(codes("120000", { lines: [sampleLine({ discountPerUnit: "20" })] })).toEqual(["warning discountNotInAmount"]);
  });

  test("lowered in the amount while no discount is set: nothing is sent until it is", () => {
    expect(codes("108000", { lines })).toEqual(["error amountDiffers", "warning discountNotOnDeal"]);
  });

  test("is a word to the rep even where amounts are typed by hand", () => {
    expect(codes("108000", { basis: "manual", lines })).toEqual(["warning discountNotOnDeal"]);
    expect(codes("10000", { basis: "manual", lines })).toEqual([]);
    expect(codes("130000", { basis: "manual", lines })).toEqual([]);
    expect(codes("120000", { basis: "manual", lines, discountPercent: "10" })).toEqual(["warning discountNotInAmount"]);
  });

  test("wrong in size is no verbal discount but a difference", () => {
    expect(codes("110000", { lines, discountPercent: "10" })).toEqual(["error amountDiffers"]);
    expect(codes("100000", { lines, discountPercent: "10" })).toEqual(["error amountDiffers"]);
  });
});
