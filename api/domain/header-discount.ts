import Big from "big.js";
import { allocate } from "./allocate.ts";
import type { MappedField, PricedDeal } from "./deal.ts";
import { parseDecimal } from "./decimal.ts";
import { errorFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { roundHalfAwayFromZero, roundToMinor, sayAmount } from "./money.ts";
import { written } from "./written.ts";

/** The discount on the whole deal, in percent or as an amount in minor units. */
export type HeaderDiscount = { kind: "percent"; percent: Big } | { kind: "amount"; amount: bigint };

/** Reads the deal's discount fields; null when none is set. Both set is an error (RULES §1), and so is what is no number. */
export function headerDiscount(deal: PricedDeal, currency: string): { discount: HeaderDiscount | null; findings: Finding[] } {
  const { discountPercent, discountAmount } = deal.fields;
  const percent = read(discountPercent);
  const amount = read(discountAmount);
  const mend = (code: string, message: string, { property }: MappedField) => ({
    discount: null,
    findings: [errorFinding(code, "rep", message, { object: "deal", id: deal.id, property })],
  });
  if (percent === null || percent.lt(0) || percent.gt(100)) {
    return mend("discountUnclear", `"${discountPercent.value}" is no deal discount. Enter a percentage from 0 to 100.`, discountPercent);
  }
  if (amount === null || amount.lt(0)) {
    return mend("discountUnclear", `"${discountAmount.value}" is no deal discount. Enter an amount.`, discountAmount);
  }
  if (percent.gt(0) && amount.gt(0)) {
    return mend("dealDiscountTwice", "The deal has a discount in percent and a discount amount. Keep one of them.", discountAmount);
  }
  if (percent.gt(0)) return { discount: { kind: "percent", percent }, findings: [] };
  if (amount.gt(0)) return { discount: { kind: "amount", amount: roundToMinor(amount, currency) }, findings: [] };
  return { discount: null, findings: [] };
}

/**
 * Spreads the deal's discount over net line amounts (minor units). Lines that lower the order carry none of it. The
 * finding: a discount larger than what it is taken from.
 */
export function spreadDiscount(
  amounts: readonly bigint[],
  discount: HeaderDiscount | null,
  { dealId, currency }: { dealId: string; currency: string },
): { amounts: bigint[]; finding: Finding | null } {
  if (discount === null) return { amounts: [...amounts], finding: null };
  const bearing = amounts.map((amount) => (amount > 0n ? amount : 0n));
  const base = bearing.reduce((a, b) => a + b, 0n);
  const total = discountOn(base, discount);
  if (total > base) {
    const message = `The deal discount of ${sayAmount(total, currency)} is more than its lines make (${sayAmount(base, currency)}).`;
    return { amounts: [...amounts], finding: errorFinding("discountTooLarge", "rep", message, { object: "deal", id: dealId }) };
  }
  const shares = allocate(total, bearing);
  return { amounts: amounts.map((amount, i) => amount - (shares[i] ?? 0n)), finding: null };
}

/** The discount on a sum of minor units, rounded once. */
function discountOn(base: bigint, discount: HeaderDiscount): bigint {
  return discount.kind === "amount" ? discount.amount : roundHalfAwayFromZero(new Big(base).times(discount.percent).times("0.01"));
}

function read({ value }: MappedField): Big | null {
  return parseDecimal(written(value) ?? "0");
}
