import type { ApprovalReason } from "../domain/approval-reasons.ts";
import type { Decision } from "../domain/approval.ts";
import type { Person } from "../domain/person.ts";
import type { Sale } from "../domain/sale.ts";

/** What finance was asked to approve: the sale as it was judged, and why. */
export type ApprovalRequest = {
  dealId: string;
  dealName: string;
  sale: Sale;
  reasons: ApprovalReason[];
  /** Who pushed the deal; null: nobody, it was pushed by itself. */
  requestedBy: Person | null;
};
type Asked = ApprovalRequest & { approvalId: string; since: Temporal.Instant };
/** An approval that waits. */
export type OpenApproval = Asked & { state: "open"; decidedBy: null; decidedAt: null; reason: null };
/** An approval that finance has given or refused. */
export type DecidedApproval = Asked & Decision;
/** A request for approval and what became of it. */
export type Approval = OpenApproval | DecidedApproval;

/** The verdict on an open request. */
export type Verdict = { state: "approved" | "refused"; by: Person; at: Temporal.Instant; reason: string | null };

/** One portal's approvals: one open request for each deal, and decisions, which are never changed. */
export type ApprovalRecords = {
  /** Opens the deal's request. Where one is open, it is brought up to date and keeps since when it waits and who asked first. */
  ask(request: ApprovalRequest, now: Temporal.Instant): Promise<void>;
  /** Takes the deal's open request back, if there is one. */
  withdraw(dealId: string): Promise<void>;
  read(approvalId: string): Promise<Approval | null>;
  openOf(dealId: string): Promise<OpenApproval | null>;
  /** What was decided about a deal, newest first. */
  decisionsOf(dealId: string): Promise<DecidedApproval[]>;
  /** Closes an open request; null when it is not open (any more), and then nothing was written. */
  decide(approvalId: string, verdict: Verdict): Promise<DecidedApproval | null>;
  /** A page of requests: open ones by who waits longest, decided ones newest first. `after` is the cursor of the page before. */
  list(page: { decided: boolean; after: string | null; limit: number }): Promise<{ approvals: Approval[]; cursor: string | null }>;
};
