import { discountPercentOf } from "../domain/approval-reasons.ts";
import type { ApprovalView } from "../domain/deal-view.ts";
import { toMoney } from "../domain/money.ts";
import type { Approval } from "../ports/approvals.ts";
import type { Crm } from "../ports/crm.ts";

/** A request for approval as the desk and the card show it. */
export function approvalView(
  { approvalId, sale, reasons, since, decidedAt, ...approval }: Approval,
  crm: Pick<Crm, "recordUrl">,
): ApprovalView {
  const { dealId, dealName, requestedBy, state, decidedBy, reason } = approval;
  return {
    id: approvalId,
    dealId,
    dealName,
    company: sale.buyer.name,
    dealUrl: crm.recordUrl("deal", dealId),
    reasons,
    net: toMoney(sale.net, sale.currency),
    discountPercent: discountPercentOf(sale),
    terms: sale.terms,
    requestedBy,
    since: since.toString({ smallestUnit: "millisecond" }),
    state,
    decidedBy,
    decidedAt: decidedAt && decidedAt.toString({ smallestUnit: "millisecond" }),
    reason,
  };
}
