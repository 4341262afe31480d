import { asAgreed } from "../domain/agreed-buyer.ts";
import { changesSincePush, type Change } from "../domain/changes.ts";
import { errorFinding } from "../domain/finding.ts";
import { printAmount } from "../domain/money.ts";
import type { Sale } from "../domain/sale.ts";
import { soldFor } from "../domain/sold-for.ts";
import type { ErpOrder } from "../ports/erp.ts";
import type { DealRow } from "../ports/store.ts";
import type { DealCheck } from "./check-deal.ts";

const CANCELLED: Partial<DealRow> = {
  state: "cancelled",
  message: "The deal is no longer won, but its order stands in QuickBooks. Finance decides what becomes of it.",
  findings: [],
};
const CHANGED: Partial<DealRow> = {
  state: "changed",
  message: "The deal was changed after its order was made. Finance decides what becomes of the order.",
  findings: [],
};
/** The order of a pushed deal is gone in the ERP: nobody but a person makes it again (RULES §4). */
export const ORDER_DELETED: Partial<DealRow> = {
  state: "needsReview",
  message: "The order was deleted in QuickBooks. Push the deal again to make a new one, or leave it.",
  findings: [
    errorFinding("orderDeleted", "finance", "The order was deleted in QuickBooks. Push the deal again to make a new one, or leave it."),
  ],
};
const PUSHED: Partial<DealRow> = { state: "pushed", message: null, findings: [] };

/**
 * Where a pushed deal stands. The lines of the ERP's answer, without tax unless their prices include it, must equal the frozen
 * sale to the cent, else finance is told; an edited, reopened or lost deal is shown. Nothing is changed in the ERP by itself (RULES §4).
 */
export function stateAfterPush(
  frozen: Sale,
  order: ErpOrder,
  check: Pick<DealCheck, "deal" | "sale" | "won" | "agreed" | "company">,
): Partial<DealRow> {
  const { deal, sale, won } = check;
  if (order.status === "deleted") return ORDER_DELETED;
  if (deal.stage.closed && !won) return CANCELLED;
  if (soldFor(order) !== frozen.net || order.currency !== frozen.currency) return orderDiffers(frozen, order);
  if (!won || sale === null || changesOf(frozen, { ...check, sale }).length > 0) return CHANGED;
  return PUSHED;
}

/** What the deal says otherwise than the sale that was pushed, apart from what both systems have agreed on about the buyer. */
export function changesOf(frozen: Sale, { sale, agreed, company }: Pick<DealCheck, "agreed" | "company"> & { sale: Sale }): Change[] {
  return changesSincePush(asAgreed(frozen, sale, agreed, company.country), sale);
}

function orderDiffers(frozen: Sale, order: ErpOrder): Partial<DealRow> {
  const [inErp, sold] = [order, frozen].map((lines) => `${printAmount(soldFor(lines), lines.currency)} ${lines.currency}`);
  const message = `The order in QuickBooks is ${inErp} ${order.gross === undefined ? "net" : "with tax"}, the sale is ${sold}. Correct the order in QuickBooks, or delete it there and push again.`;
  return { state: "needsReview", message, findings: [errorFinding("orderDiffers", "finance", message)] };
}
