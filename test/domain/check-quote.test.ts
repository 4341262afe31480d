import { describe, expect, test } from "vitest";
import { checkQuote } from "../../api/domain/check-quote.ts";
import type { DealLine } from "../../api/domain/deal.ts";
import { onceLine, sampleLine } from "./sample-deal.ts";

const check = (lines: DealLine[], quoted: DealLine[] | null) =>
  checkQuote({ id: "987", lines, acceptedQuote: quoted && { id: "Q1", title: "Acme offer", lines: quoted } });
/** The same line on the quote is a record of its own. */
const copy = (line: DealLine): DealLine => ({ ...line, id: `Q${line.id}` });

describe("an accepted quote", () => {
  test("with the same lines is fine, whatever their order, and however their numbers are written", () => {
    const lines = [sampleLine(), onceLine(), onceLine({ id: "L3" })];
    const quoted = [onceLine({ id: "L3" }), sampleLine({ quantity: "50.0", unitPrice: "200.00", term: "P1Y" }), onceLine()].map(copy);
    expect(check(lines, quoted)).toEqual([]);
    expect(check(lines, null)).toEqual([]);
  });

  test.each([
    ["another quantity", { quantity: "60" }],
    ["another price", { unitPrice: "190" }],
    ["a discount", { discountPercent: "5" }],
    ["another term", { term: "P24M" }],
    ["another frequency", { frequency: "quarterly" }],
  ])("with %s stops the push and says both", (_, changes) => {
    const [finding, ...others] = check([sampleLine()], [copy(sampleLine(changes))]);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: "quoteDiffers", level: "error", fixBy: "rep", where: { object: "deal", id: "987" } });
    expect(finding?.message).toMatch(/^The deal's lines differ from the accepted quote "Acme offer": only the deal has 50 × seats at 200 monthly for 12 months; only the quote has /);
  });

  test("with the same discount written in another way is the same", () => {
    expect(check([sampleLine({ discountPercent: "10" })], [copy(sampleLine({ discountPerUnit: "20" }))])).toEqual([]);
  });

  test("with a line twice that the deal has once differs", () => {
    expect(check([onceLine()], [onceLine(), onceLine()].map(copy))[0]?.message).toContain("only the quote has 1 × Setup at 1000");
  });

  test("names a few lines and counts the rest", () => {
    const many = Array.from({ length: 5 }, (_, i) => onceLine({ id: `L${i}`, name: `Part ${i}` }));
    expect(check(many, [])[0]?.message).toMatch(/only the deal has 1 × Part 0 at 1000, 1 × Part 1 at 1000, 1 × Part 2 at 1000, 2 more/);
  });
}); // prettier-ignore
