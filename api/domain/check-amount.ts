import { BASIS_NAMES, COMPUTED_BASES, valueOnBasis } from "./amount-basis.ts";
import type { AmountBasis, ComputedBasis, ValuedLine } from "./amount-basis.ts";
import { errorFinding, warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { sayAmount } from "./money.ts";

/**
 * The contract in three views. `net` is what is ordered, rounded in the ways that count as the same: once on the whole term,
 * and on each period as the CRM does. `undiscounted` are the lines before the deal's discount and before every discount.
 */
export type ContractViews = { net: readonly ValuedLine[][]; undiscounted: readonly ValuedLine[][]; hasDealDiscount: boolean };

/**
 * Compares the deal's amount (minor units) with the contract from the lines, on the portal's basis (RULES §1). Equal: fine;
 * a discount that the amount does not know, or another basis: warning, since the lines count; else error with the difference.
 */
export function checkAmount(
  dealAmount: bigint | null,
  views: ContractViews,
  { basis, currency, dealId }: { basis: AmountBasis; currency: string; dealId: string },
): Finding[] {
  const where = { object: "deal", id: dealId, property: "amount" } as const;
  const warn = (code: string, message: string) => [warningFinding(code, "rep", message, where)];
  const say = (minor: bigint) => sayAmount(minor, currency);
  if (dealAmount === null) return warn("amountMissing", "The deal has no amount. The order takes its value from the lines.");

  const onAny = (lines: readonly ValuedLine[][], bases: readonly ComputedBasis[]) =>
    bases.find((each) => lines.some((view) => valueOnBasis(each, view) === dealAmount));
  const own = basis === "manual" ? COMPUTED_BASES : [basis];
  if (onAny(views.net, own)) return [];

  const reference = basis === "manual" ? "tcv" : basis;
  const expected = valueOnBasis(reference, views.net[0] ?? []);
  if (onAny(views.undiscounted, own)) {
    const message = `A discount is set, but the deal amount of ${say(dealAmount)} was not lowered. The order is for ${say(expected)}. Set the amount to that, or remove the discount.`;
    return warn("discountNotInAmount", message);
  }
  const other = onAny(views.net, COMPUTED_BASES);
  if (other) {
    const message = `The deal amount of ${say(dealAmount)} is the ${BASIS_NAMES[other]}, not the ${BASIS_NAMES[reference]} of ${say(expected)}. The order takes the value of the lines.`;
    return warn("amountOnOtherBasis", message);
  }
  const difference = expected - dealAmount;
  const hint = difference > 0n && !views.hasDealDiscount ? warn("discountNotOnDeal", verbalDiscount(say(difference))) : [];
  return basis === "manual" ? hint : [amountDiffers(), ...hint];

  function amountDiffers(): Finding {
    const gap = difference > 0n ? `${say(difference)} less` : `${say(-difference)} more`;
    const lines = `its lines make (${BASIS_NAMES[reference]}: ${say(expected)})`;
    const message = `The deal amount of ${say(dealAmount ?? 0n)} is ${gap} than ${lines}. Correct the amount or the lines.`;
    return errorFinding("amountDiffers", "rep", message, where);
  }
}

function verbalDiscount(difference: string): string {
  return `If ${difference} is a discount that was agreed, enter it on the lines or as the deal's discount: the order carries only what stands there.`;
}
