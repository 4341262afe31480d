import { asAgreed } from "../domain/agreed-buyer.ts";
import { changesSincePush, type Change } from "../domain/changes.ts";
import { orderDiffers, type DriftFacts } from "../domain/drift.ts";
import { errorFinding } from "../domain/finding.ts";
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
const ORDER_DELETED: Partial<DealRow> = {
  state: "needsReview",
  message: "The order was deleted in QuickBooks. Push the deal again to make a new one, or leave it.",
  findings: [
    errorFinding("orderDeleted", "finance", "The order was deleted in QuickBooks. Push the deal again to make a new one, or leave it."),
  ],
};
const DELETION_ACCEPTED: Partial<DealRow> = {
  state: "cancelled",
  message: "The order was deleted in QuickBooks, and finance has agreed to that.",
  findings: [],
};
const PUSHED: Partial<DealRow> = { state: "pushed", message: null, findings: [] };

/**
 * Where a pushed deal stands. The lines of the ERP's answer, without tax unless their prices include it, must equal the frozen
 * sale to the cent unless finance has decided otherwise; an edited, reopened or lost deal is shown. Nothing is changed in the
 * ERP by itself (RULES §4). `drift`: what is known of the order's.
 */
export function stateAfterPush(
  frozen: Sale,
  order: ErpOrder,
  check: Pick<DealCheck, "deal" | "sale" | "won" | "agreed" | "company"> & { drift: DriftFacts | null },
): Partial<DealRow> {
  const { deal, sale, won, drift } = check;
  if (order.status === "deleted") return orderGone(drift);
  if (deal.stage.closed && !won) return CANCELLED;
  const drifted = driftedOrder(frozen, order, drift);
  if (drifted?.state === "needsReview") return drifted;
  if (!won || sale === null || changesOf(frozen, { ...check, sale }).length > 0) return CHANGED;
  return drifted ?? PUSHED;
}

/** What the deal says otherwise than the sale that was pushed, apart from what both systems have agreed on about the buyer. */
export function changesOf(frozen: Sale, { sale, agreed, company }: Pick<DealCheck, "agreed" | "company"> & { sale: Sale }): Change[] {
  return changesSincePush(asAgreed(frozen, sale, agreed, company.country), sale);
}

/** Where a deal stands whose order is gone in the ERP. */
export function orderGone(drift: DriftFacts | null): Partial<DealRow> {
  return drift?.what === "deleted" && drift.state === "accepted" ? DELETION_ACCEPTED : ORDER_DELETED;
}

/** Where a deal stands whose order is over another amount than the sale; null where it is not, or finance has accepted that. */
export function driftedOrder(frozen: Sale, order: ErpOrder, drift: DriftFacts | null): Partial<DealRow> | null {
  const found = soldFor(order);
  if (found === frozen.net && order.currency === frozen.currency) return null;
  const decided = drift?.what === "amount" && drift.found === found ? drift.state : "open";
  if (decided === "accepted") return null;
  const finding = orderDiffers({ agreed: drift?.agreed ?? frozen.net, found, currency: order.currency }, decided === "ignored");
  return decided === "ignored"
    ? { ...PUSHED, findings: [finding] }
    : { state: "needsReview", message: finding.message, findings: [finding] };
}
