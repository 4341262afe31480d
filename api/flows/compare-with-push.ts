import { asAgreed } from "../domain/agreed-buyer.ts";
import { changesHash, changesSincePush, type Change } from "../domain/changes.ts";
import type { Sale } from "../domain/sale.ts";
import type { ErpOrder } from "../ports/erp-documents.ts";
import type { DealRow } from "../ports/deals.ts";
import type { DealCheck } from "./check-deal.ts";
import { standingOfOrder, type OrderQuestions } from "./standing-of-order.ts";

const CANCELLED: Partial<DealRow> = {
  state: "cancelled",
  message: "The deal is no longer won, but its order stands in QuickBooks until somebody rejects or deletes it there.",
  findings: [],
};
const CHANGED: Partial<DealRow> = {
  state: "changed",
  message: "The deal was changed after its order was made. Finance keeps the order or changes it in QuickBooks; else the deal is put back.",
  findings: [],
};
const PUSHED: Partial<DealRow> = { state: "pushed", message: null, findings: [] };

/**
 * Where a pushed deal stands. The lines of the ERP's answer, without tax unless their prices include it, must equal the frozen
 * sale to the cent unless finance has decided otherwise; an edited, reopened or lost deal is shown, unless finance keeps the order
 * with the very changes that there are. Nothing is changed in the ERP by itself (RULES §4). `drift` and `hold`: what is known of
 * the order's.
 */
export function stateAfterPush(
  frozen: Sale,
  order: ErpOrder,
  check: Pick<DealCheck, "deal" | "sale" | "won" | "agreed" | "company"> & OrderQuestions & { kept: string | null },
): Partial<DealRow> {
  const { deal, sale, won } = check;
  const standing = standingOfOrder(frozen, order, check);
  if (order.status !== "deleted" && deal.stage.closed && !won) return CANCELLED;
  if (standing && standing.state !== "pushed") return standing;
  if (!won || sale === null) return CHANGED;
  const changes = changesOf(frozen, { ...check, sale });
  if (changes.length > 0 && changesHash(changes) !== check.kept) return CHANGED;
  return standing ?? PUSHED;
}

/** What the deal says otherwise than the sale that was pushed, apart from what both systems have agreed on about the buyer. */
export function changesOf(frozen: Sale, { sale, agreed, company }: Pick<DealCheck, "agreed" | "company"> & { sale: Sale }): Change[] {
  return changesSincePush(asAgreed(frozen, sale, agreed, company.country), sale);
}
