import type { Approval } from "tieout-shared/contract.ts";
import { useDecisions, type Decisions } from "../desk/use-decisions.ts";

export type Decision = "approve" | "refuse";
export type Approvals = Decisions<Approval, Decision>;

/** The sales that wait for finance, or those that were decided. */
export const useApprovals = (state: "open" | "decided"): Approvals => useDecisions("approvals", state, decidedWords);

/** What a decision means for the deal. */
function decidedWords({ dealName, state }: Approval): string {
  if (state === "approved") return `${dealName} is approved and goes on to QuickBooks.`;
  if (state === "refused") return `${dealName} is refused. Its sales rep sees your reason on the deal.`;
  return `${dealName} still waits.`;
}
