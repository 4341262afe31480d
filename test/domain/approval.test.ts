import { describe, expect, test } from "vitest";
import { decisionFor, type Decision, type Judged } from "../../api/domain/approval.ts";
import type { ApprovalReason } from "../../api/domain/approval-reasons.ts";
import type { DealLine } from "../../api/domain/deal.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import type { Sale } from "../../api/domain/sale.ts";
import { onceLine, sampleCompany, sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

const because = (...codes: ApprovalReason["code"][]): ApprovalReason[] => codes.map((code) => ({ code, message: code }));

type Changes = { seats?: Partial<DealLine>; setup?: Partial<DealLine> | null; deal?: Parameters<typeof sampleDeal>[0] };

/** 50 seats at 25 % off and a set-up, unless the test says otherwise. */
function saleOf({ seats = {}, setup = {}, deal = {} }: Changes = {}): Sale {
  const lines = [sampleLine({ discountPercent: "25", ...seats }), ...(setup ? [onceLine(setup)] : [])];
  const { sale } = saleFromDeal(sampleDeal({ amount: null, lines, ...deal }), sampleRules());
  if (sale === null) throw new Error("the deal makes no sale");
  return sale;
}

const judged = (changes: Changes = {}, reasons = because("discountOver")): Judged => ({ sale: saleOf(changes), reasons });
const decided = (state: Decision["state"], about: Judged = judged()): Decision => ({
  ...about,
  state,
  decidedBy: { userId: 1, email: "carla@northwind.example" },
  decidedAt: Temporal.Instant.from("2026-11-20T15:00:00Z"),
  reason: "as agreed",
});
/** Whether an approval of the sample holds for the sale as it is now. */
const holds = (now: Judged, before: Judged = judged()) => decisionFor(now, [decided("approved", before)]) !== null;

describe("an approval holds for what was approved", () => {
  test("the very same sale", () => expect(holds(judged())).toBe(true));

  test.each<[string, Changes]>([
    ["a smaller discount", { seats: { discountPercent: "20" } }],
    ["less of a line", { seats: { quantity: "40" } }],
    ["another PO number", { deal: { fields: { poNumber: "PO 7" } } }],
    ["another day", { deal: { fields: { orderDate: "2026-12-02" } } }],
  ])("and %s", (_, changes) => expect(holds(judged({ setup: null, ...changes }), judged({ setup: null }))).toBe(true));

  test("and with fewer reasons", () => expect(holds(judged({}, []), judged({}, because("discountOver", "contractOver")))).toBe(true));
});

describe("finance is asked again for what is worse in any respect", () => {
  test.each<[string, Changes]>([
    ["a larger discount on the same line", { seats: { discountPercent: "25.01" } }],
    ["a discount on another line", { setup: { discountPercent: "1" } }],
    ["a larger discount of the deal", { deal: { fields: { discountPercent: "1" } } }],
    ["a larger discount on the whole, since a line without any is gone", { setup: null }],
    ["more of a line", { seats: { quantity: "51" } }],
    ["a longer term", { seats: { term: "P24M" } }],
    ["a shorter term", { seats: { term: "P6M" } }],
    ["another product on the line", { seats: { productId: "P9" } }],
    ["a lower list price with the same discount", { seats: { unitPrice: "190" } }],
    ["other payment terms", { deal: { fields: { paymentTerms: "Net 90" } } }],
    ["another buyer", { deal: { companies: [sampleCompany({ id: "C2", name: "Other Inc" })] } }],
    ["another currency", { deal: { currency: "EUR" }, seats: { currency: "EUR" }, setup: { currency: "EUR" } }],
  ])("%s", (_, changes) => expect(holds(judged(changes))).toBe(false));

  test("a line that was not in it", () => {
    const added = saleOf({ deal: { lines: [sampleLine({ discountPercent: "25" }), onceLine(), onceLine({ id: "L3" })] } });
    expect(holds({ sale: added, reasons: because("discountOver") })).toBe(false);
  });

  test("a new reason", () => expect(holds(judged({}, because("discountOver", "manualReview")))).toBe(false));

  test("another price off the list", () => {
    const off = (message: string) => judged({}, [{ code: "priceOffList", message }]);
    expect(holds(off("sold for 40"), off("sold for 40"))).toBe(true);
    expect(holds(off("sold for 40"), off("sold for 50"))).toBe(false);
  });

  test("a larger contract where its size is a reason, though the discount became smaller", () => {
    const large = judged({}, because("contractOver"));
    expect(holds(judged({ seats: { discountPercent: "20" } }, because("contractOver")), large)).toBe(false);
    expect(holds(judged({ seats: { quantity: "40" }, setup: { quantity: "1" } }, because("contractOver")), large)).toBe(true);
  });
});

describe("a refusal", () => {
  const better = judged({ seats: { discountPercent: "20" } });

  test("stands for the same sale and asks again for any other", () => {
    const refusals = [decided("refused")];
    expect(decisionFor(judged(), refusals)?.state).toBe("refused");
    expect(decisionFor(better, refusals)).toBeNull();
    expect(decisionFor(judged({ seats: { discountPercent: "30" } }), refusals)).toBeNull();
  });

  test("stands when a limit that was changed since gives one reason more or less", () => {
    const refusals = [decided("refused", judged({}, because("discountOver", "contractOver")))];
    expect(decisionFor(judged({}, because("discountOver", "manualReview")), refusals)?.state).toBe("refused");
  });

  test("of a worse sale leaves the approval of an earlier one", () => {
    const worse = judged({ seats: { discountPercent: "40" } });
    expect(decisionFor(judged(), [decided("refused", worse), decided("approved")])?.state).toBe("approved");
  });

  test("that is newer than an approval of the same sale counts", () => {
    expect(decisionFor(judged(), [decided("refused"), decided("approved")])?.state).toBe("refused");
  });
});
