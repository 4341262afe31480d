import type { Approval } from "tieout-shared/contract.ts";
import { useWork, type Work } from "tieout-shared/use-work.ts";
import { useDesk } from "../desk/desk-context.ts";
import { useList, type List } from "../desk/use-list.ts";

export type Decision = "approve" | "refuse";
export type Approvals = { list: List<Approval>; work: Work; decide(approval: Approval, decision: Decision, reason: string): void };

/** The sales that wait for finance, or those that were decided. */
export function useApprovals(state: "open" | "decided"): Approvals {
  const { api } = useDesk();
  const list = useList<Approval>(`/ui/approvals?state=${state}`, "approvals");
  const work = useWork();
  return {
    ...{ list, work },
    decide: ({ id }, decision, reason) =>
      void work.run(
        id,
        () => api.send<Approval>("POST", `/ui/approvals/${encodeURIComponent(id)}/${decision}`, bodyOf(reason), ["id", "state"]),
        (decided) => {
          list.change((rows) => rows.filter((row) => row.id !== decided.id));
          return decidedWords(decided);
        },
      ),
  };
}

function bodyOf(reason: string): { reason?: string } {
  return reason.trim() === "" ? {} : { reason: reason.trim() };
}

/** What a decision means for the deal. */
function decidedWords({ dealName, state }: Approval): string {
  if (state === "approved") return `${dealName} is approved and goes on to QuickBooks.`;
  if (state === "refused") return `${dealName} is refused. Its sales rep sees your reason on the deal.`;
  return `${dealName} still waits.`;
}
