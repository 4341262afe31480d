import { agreedAmount, orderDiffers, type DriftFacts } from "../domain/drift.ts";
import { errorFinding, type Finding } from "../domain/finding.ts";
import { holdFinding, type HoldFacts } from "../domain/hold.ts";
import type { Sale } from "../domain/sale.ts";
import { soldFor } from "../domain/sold-for.ts";
import type { ErpOrder } from "../ports/erp-documents.ts";
import type { DealRow } from "../ports/deals.ts";

/** What finance was asked about an order: its contents, and what somebody made of it. */
export type OrderQuestions = { drift: DriftFacts | null; hold: HoldFacts | null };
type Standing = { state: "needsReview" | "cancelled" | "pushed"; message: string | null; findings: Finding[] };

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

/** Where a pushed deal stands by its order alone; null where that is what was sold and nothing was made of it. */
export function standingOfOrder(frozen: Sale, order: ErpOrder, { drift, hold }: OrderQuestions): Partial<DealRow> | null {
  if (order.status === "deleted") return orderGone(drift);
  const [drifted, held] = [driftedOrder(frozen, order, drift), heldOrder(hold)];
  if (!drifted || !held) return drifted ?? held;
  const { state, message } = WEIGHT[held.state] > WEIGHT[drifted.state] ? held : drifted;
  return { state, message, findings: [...drifted.findings, ...held.findings] };
}

/** What is asked comes before what was answered. */
const WEIGHT: Record<Standing["state"], number> = { needsReview: 2, cancelled: 1, pushed: 0 };

/** Where a deal stands whose order is gone in the ERP. */
export function orderGone(drift: DriftFacts | null): Partial<DealRow> {
  return drift?.what === "deleted" && drift.state === "accepted" ? DELETION_ACCEPTED : ORDER_DELETED;
}

/** Where a deal stands whose order is over another amount than the sale, or than finance has accepted; null where it is not. */
function driftedOrder(frozen: Sale, order: ErpOrder, drift: DriftFacts | null): Standing | null {
  const [agreed, found] = [agreedAmount(drift, frozen.net), soldFor(order)];
  if (found === agreed && order.currency === frozen.currency) return null;
  const isIgnored = drift?.what === "amount" && drift.found === found && drift.state === "ignored";
  const finding = orderDiffers({ agreed, found, currency: order.currency }, isIgnored);
  return isIgnored
    ? { state: "pushed", message: null, findings: [finding] }
    : { state: "needsReview", message: finding.message, findings: [finding] };
}

/** An order that was invoiced stays one of a pushed deal while finance is asked: it is billed, only how far is not known. */
function heldOrder(hold: HoldFacts | null): Standing | null {
  const finding = hold && holdFinding(hold);
  if (!finding) return null;
  const state = finding.level === "error" ? "needsReview" : finding.code === "orderEnded" ? "cancelled" : "pushed";
  return { state, message: state === "pushed" ? null : finding.message, findings: [finding] };
}
