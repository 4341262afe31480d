import type { Deal, DealAdjustment } from "./deal.ts";
import { errorFinding, warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { written } from "./written.ts";

/**
 * Discounts and fees that stand beside the lines change what was sold, and no order line carries them: each is an error until
 * it is entered on the lines or as the deal's discount. A tax is only worth a word, since the ERP computes its own (RULES §1).
 */
export function checkAdjustments({ id, adjustments }: Pick<Deal, "id" | "adjustments">): Finding[] {
  const where = { object: "deal", id } as const;
  return adjustments.map((adjustment) => {
    if (adjustment.kind === "tax") {
      const message = `The deal carries ${say(adjustment)}. QuickBooks computes the tax of the order itself.`;
      return warningFinding("unmappedAdjustment", "rep", message, where);
    }
    const instead = adjustment.kind === "fee" ? "Add it as a line" : "Enter it on the lines or as the deal's discount";
    return errorFinding(
      "unmappedAdjustment",
      "rep",
      `The deal carries ${say(adjustment)}, which no line has. ${instead}, and remove it.`,
      where,
    );
  });
}

function say({ kind, label, value, inPercent }: DealAdjustment): string {
  const size = written(value) === null ? "" : ` of ${value}${inPercent ? " %" : ""}`;
  const name = written(label) === null ? "" : ` "${label}"`;
  return `a ${kind}${name}${size}`;
}
