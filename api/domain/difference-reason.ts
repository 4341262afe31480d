import { BASIS_NAMES, type AmountBasis } from "./amount-basis.ts";
import type { Finding } from "./finding.ts";
import type { Sale } from "./sale.ts";

/** The findings that speak of the deal's amount, the surest explanation first. */
const AMOUNT_FINDINGS = ["discountNotInAmount", "amountOnOtherBasis", "amountDiffers", "discountNotOnDeal"];

/** Why the order comes to another sum than the deal's amount, in plain words; null when it does not, or the deal has no amount. */
export function differenceReason(
  { net, dealAmount }: Pick<Sale, "net" | "dealAmount">,
  { findings, basis }: { findings: readonly Finding[]; basis: AmountBasis },
): string | null {
  if (dealAmount === null || dealAmount === net) return null;
  const said = AMOUNT_FINDINGS.flatMap((code) => findings.find((finding) => finding.code === code) ?? []);
  if (said[0]) return said[0].message;
  if (basis === "manual") return "The deal amount is typed by hand; the order takes its value from the lines.";
  if (basis !== "tcv") return `The deal amount is the ${BASIS_NAMES[basis]}; the order covers the whole term of each line.`;
  return "The deal amount was rounded on each period; the order is rounded once, on the whole term.";
}
