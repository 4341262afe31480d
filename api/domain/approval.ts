import Big from "big.js";
import { discountPercentOf, type ApprovalReason } from "./approval-reasons.ts";
import type { Person } from "./person.ts";
import type { Sale, SaleLine } from "./sale.ts";

/** A sale as it was judged: with the reasons for which finance had to look at it. */
export type Judged = { sale: Sale; reasons: readonly ApprovalReason[] };

/** What a person of finance decided about a sale, once and for all. */
export type Decision = Judged & { state: "approved" | "refused"; decidedBy: Person; decidedAt: Temporal.Instant; reason: string | null };

/**
 * The newest decision that says something about the sale of today: an approval that covers it, or a refusal of the very same.
 * null when finance has to look at it. `decisions` are the deal's, newest first.
 */
export function decisionFor<D extends Decision>(today: Judged, decisions: readonly D[]): D | null {
  return (
    decisions.find((decision) => (decision.state === "approved" ? covers(decision, today) : isSame(decision.sale, today.sale))) ?? null
  );
}

/** What was refused stays so when the limits change, so the reasons count for nothing here. */
function isSame(one: Sale, other: Sale): boolean {
  return covers(forNoReason(one), forNoReason(other)) && covers(forNoReason(other), forNoReason(one));
}

const forNoReason = (sale: Sale): Judged => ({ sale, reasons: [] });

/**
 * True when who agreed to the one sale has agreed to the other too: the same buyer, currency and terms, no new reason, no
 * larger discount, nothing that was not in it, and no larger value where the value is a reason.
 */
function covers(agreed: Judged, other: Judged): boolean {
  const [before, now] = [agreed.sale, other.sale];
  return (
    before.buyer.kind === now.buyer.kind &&
    before.buyer.recordId === now.buyer.recordId &&
    before.currency === now.currency &&
    sameTerms(before.terms, now.terms) &&
    other.reasons.every((reason) => isKnown(reason, agreed.reasons)) &&
    (now.net <= before.net || !other.reasons.some(({ code }) => isAboutValue(code))) &&
    !hasLargerDiscount(now, before) &&
    now.lines.every((line) => isInside(line, before))
  );
}

/** Whose price is off the list by how much stands only in the words of that reason. */
function isKnown({ code, message }: ApprovalReason, known: readonly ApprovalReason[]): boolean {
  return known.some((reason) => reason.code === code && (code !== "priceOffList" || reason.message === message));
}

const isAboutValue = (code: ApprovalReason["code"]) => code === "contractOver" || code === "newCustomerOver";

/** A line of the sale that was agreed to: no more of it, no cheaper, for as long. */
function isInside(line: SaleLine, { lines, currency }: Sale): boolean {
  const before = lines.find(({ lineItemId }) => lineItemId === line.lineItemId);
  return (
    before !== undefined &&
    nameOf(before) === nameOf(line) &&
    before.periods === line.periods &&
    new Big(line.soldQuantity).lte(before.soldQuantity) &&
    new Big(String(line.amount)).times(before.soldQuantity).gte(new Big(String(before.amount)).times(line.soldQuantity)) &&
    !hasLargerDiscount({ lines: [line], net: line.amount, currency }, { lines: [before], net: before.amount, currency })
  );
}

const nameOf = ({ productId, sku, name }: SaleLine) => [productId, sku, name].join("\n");

type Discounted = Parameters<typeof discountPercentOf>[0];
const hasLargerDiscount = (now: Discounted, before: Discounted) => new Big(discountPercentOf(now)).gt(discountPercentOf(before));

function sameTerms(one: string | null, other: string | null): boolean {
  return (one ?? "").trim().toLowerCase() === (other ?? "").trim().toLowerCase();
}
