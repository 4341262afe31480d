import { decisionFor } from "../domain/approval.ts";
import { approvalReasons, type ApprovalFacts, type ApprovalReason } from "../domain/approval-reasons.ts";
import { errorFinding, warningFinding, type Finding } from "../domain/finding.ts";
import { sayPerson } from "../domain/person.ts";
import type { Preflight } from "../domain/preflight.ts";
import type { DecidedApproval, OpenApproval } from "../ports/approvals.ts";
import type { Recognised } from "./recognise-customer.ts";

/** Where a deal stands with finance: why it has to be approved, what was decided about the sale as it is today, and what is asked. */
export type ApprovalOfDeal = { reasons: ApprovalReason[]; decision: DecidedApproval | null; open: OpenApproval | null };

type Facts = Pick<Preflight, "sale" | "lines" | "termsId"> &
  Omit<ApprovalFacts, "sale" | "lines" | "termsListed" | "customerMatch"> & {
    customer: Recognised | null;
    open: OpenApproval | null;
    decisions: DecidedApproval[];
  };

/** Judges a sale; whether its customer is new must be known by now. */
export function judgeSale({ sale, customer, termsId, open, decisions, ...facts }: Facts): ApprovalOfDeal {
  if (!sale || !customer) return { reasons: [], decision: null, open };
  const reasons = approvalReasons({ ...facts, sale, termsListed: termsId !== null, customerMatch: customer.match });
  return { reasons, decision: reasons.length === 0 ? null : decisionFor({ sale, reasons }, decisions), open };
}

/** True when nothing may be sent before finance has said yes. */
export const needsApproval = ({ reasons, decision }: ApprovalOfDeal): boolean => reasons.length > 0 && decision?.state !== "approved";

/** What a card says: each reason while nobody has decided, and who refused. A refusal stops the push until the deal is changed. */
export function approvalFindings({ reasons, decision }: ApprovalOfDeal, timeZone: string): Finding[] {
  if (decision?.state === "refused") return [refused(decision, timeZone)];
  if (decision) return [];
  return reasons.map(({ code, message }) => warningFinding(code, "finance", `${message} Finance has to approve it first.`));
}

/** Who refused a deal, when and why. */
export function refused({ dealId, decidedBy, decidedAt, reason }: DecidedApproval, timeZone: string): Finding {
  const day = decidedAt.toZonedDateTimeISO(timeZone).toPlainDate().toString();
  const message = `${sayPerson(decidedBy)} refused this deal on ${day}: "${reason ?? ""}" Change the deal accordingly and push it again.`;
  return errorFinding("approvalRefused", "rep", message, { object: "deal", id: dealId });
}
