import { describe, expect, test } from "vitest";
import type { PricedDeal } from "../../api/domain/deal.ts";
import { proposeAmountBasis } from "../../api/domain/propose-amount-basis.ts";
import { onceLine, sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

/** 1,000.00 a month for three years, and 500.00 once: no two bases agree. */
const LINES = [sampleLine({ quantity: "1", unitPrice: "1000", term: "P36M" }), onceLine({ unitPrice: "500" })];
const AMOUNTS = { tcv: "36500", acv: "12500", arr: "12000", mrr: "1000", lineSum: "1500" };
const dealOn = (basis: keyof typeof AMOUNTS) => sampleDeal({ amount: AMOUNTS[basis], lines: LINES });
const odd = () => sampleDeal({ amount: "7", lines: LINES });
const many = (count: number, make: () => PricedDeal) => Array.from({ length: count }, make);
const propose = (...deals: PricedDeal[][]) => proposeAmountBasis(deals.flat(), sampleRules());

describe("the amount basis that is proposed", () => {
  test("is the one that 180 of 200 deals are on", () => {
    const deals = [many(180, () => dealOn("arr")), many(20, odd)];
    expect(propose(...deals)).toEqual({ basis: "arr", fitting: 180, deals: 200 });
  });

  test("is none where 179 of 200 are", () => {
    expect(
      propose(
        many(179, () => dealOn("arr")),
        many(21, odd),
      ),
    ).toBeNull();
  });

  test.each(["tcv", "acv", "arr", "mrr", "lineSum"] as const)("can be %s", (basis) => {
    expect(propose(many(3, () => dealOn(basis)))).toEqual({ basis, fitting: 3, deals: 3 });
  });

  test("needs nine of ten where there are fewer deals", () => {
    expect(
      propose(
        many(9, () => dealOn("mrr")),
        many(1, odd),
      ),
    ).toEqual({ basis: "mrr", fitting: 9, deals: 10 });
    expect(
      propose(
        many(8, () => dealOn("mrr")),
        many(1, odd),
      ),
    ).toBeNull();
    expect(propose([])).toBeNull();
  });

  test("is the first of tcv, acv, arr, mrr and one period, where the same number of deals are on several", () => {
    const onceOnly = sampleDeal({ amount: "500", lines: [onceLine({ unitPrice: "500" })] });
    expect(propose([onceOnly])).toMatchObject({ basis: "tcv" });
    const oneYear = sampleDeal({ amount: "12000", lines: [sampleLine({ quantity: "1", unitPrice: "1000" })] });
    expect(propose([oneYear, dealOn("acv")])).toMatchObject({ basis: "acv", fitting: 2 });
    const threeYears = sampleDeal({ amount: "12000", lines: [sampleLine({ quantity: "1", unitPrice: "1000", term: "P36M" })] });
    expect(propose([threeYears])).toMatchObject({ basis: "acv", fitting: 1 });
  });

  test("is the one that most deals are on, where several pass", () => {
    const either = sampleDeal({ amount: "12000", lines: [sampleLine({ quantity: "1", unitPrice: "1000", term: "P36M" })] });
    expect(
      propose(
        many(19, () => either),
        [dealOn("arr")],
      ),
    ).toEqual({ basis: "arr", fitting: 20, deals: 20 });
  });

  test.each([
    ["without lines", sampleDeal({ lines: [] })],
    ["with a line without a price", sampleDeal({ lines: [sampleLine({ unitPrice: null })] })],
    ["with a line without a term", sampleDeal({ lines: [sampleLine({ term: null })] })],
    ["with lines in two currencies", sampleDeal({ lines: [sampleLine({ currency: "EUR" })] })],
    ["with a discount larger than its lines", sampleDeal({ fields: { discountAmount: "999999" } })],
  ])("leaves deals %s out", (_, unreadable) => {
    expect(
      propose(
        many(1, () => dealOn("arr")),
        many(5, () => unreadable),
      ),
    ).toEqual({ basis: "arr", fitting: 1, deals: 1 });
  });

  test("counts a deal without an amount, or with a discount that its amount does not know, against every basis", () => {
    const silent = sampleDeal({ amount: null, lines: LINES });
    expect(
      propose(
        many(8, () => dealOn("arr")),
        [silent],
      ),
    ).toBeNull();
    const verbal = sampleDeal({ amount: AMOUNTS.tcv, lines: LINES, fields: { discountPercent: "10" } });
    expect(
      propose(
        many(8, () => dealOn("tcv")),
        [verbal],
      ),
    ).toBeNull();
  });
});
