import type { DealState, InvoiceView, Money } from "./deal-view.ts";
import type { Finding } from "./finding.ts";
import { dealInvoiceStatus } from "./invoice-status.ts";

/** What a workflow can have done. */
export const WORKFLOW_ACTIONS = ["push-deal", "check-deal", "invoice-status"] as const;
export type WorkflowAction = (typeof WORKFLOW_ACTIONS)[number];

/** `ready`: nothing stands in the way of a push. `unknown`: nothing can be said about the record. */
export type ActionResult = "pushed" | "ready" | "notReady" | "awaitingApproval" | "failed" | "unknown";

/** What a workflow can branch on, by the names of DESIGN §5; amounts are decimal text, days ISO. What is not known is left out. */
export type ActionOutputs = { result: ActionResult; findings: string; findingCodes: string } & Record<string, string | number>;

/** The answer of a run: whether the workflow shows the action as failed, and what it can branch on. The workflow goes on either way. */
export type ActionAnswer = { succeeded: boolean; outputs: ActionOutputs };

/** What the builder chose for a run that does not come to what it is for: shown as failed, or as done with its result. */
export type OnFailure = "fail" | "continue";

const RESULT_OF_STATE = {
  pushed: "pushed",
  ready: "ready",
  notReady: "notReady",
  needsReview: "notReady",
  changed: "notReady",
  notConnected: "notReady",
  awaitingApproval: "awaitingApproval",
  cancelled: "failed",
  failed: "failed",
  pushing: "unknown",
} as const satisfies Record<DealState, ActionResult>;

/** What the state of a deal is called in a workflow. */
export function resultOfState(state: DealState): ActionResult {
  return RESULT_OF_STATE[state];
}

const GOOD: Record<WorkflowAction, readonly ActionResult[]> = {
  "push-deal": ["pushed"],
  "check-deal": ["ready", "pushed"],
  "invoice-status": ["pushed", "ready", "notReady", "awaitingApproval"],
};

/** The answer of a run. */
export function answerOf({ action, onFailure }: { action: WorkflowAction; onFailure: OnFailure }, outputs: ActionOutputs): ActionAnswer {
  return { succeeded: onFailure === "continue" || GOOD[action].includes(outputs.result), outputs };
}

/** More than anybody reads in a task or a mail. */
const MOST_TEXT = 5_000;

/** Result and findings, one sentence a line, those that stop the push first; `message` where there are none. */
export function resultOutputs(result: ActionResult, findings: readonly Finding[], message: string | null = null): ActionOutputs {
  const sorted = findings.toSorted((one, other) => one.level.localeCompare(other.level));
  const lines = sorted.length > 0 ? sorted.map((finding) => finding.message) : [message ?? ""];
  return {
    result,
    findings: lines.join("\n").slice(0, MOST_TEXT),
    findingCodes: [...new Set(sorted.map(({ code }) => code))].join(";").slice(0, MOST_TEXT),
  };
}

type Billing = {
  invoices: readonly Pick<InvoiceView, "status" | "date" | "daysOverdue">[];
  totals: { invoiced: Money; paid: Money; balance: Money };
  lastPaymentDate: string | null;
};

/** What is known of the invoices of a record. */
export function billingOutputs({ invoices, totals, lastPaymentDate }: Billing): Record<string, string | number> {
  const scheduled = invoices.filter(({ status }) => status === "scheduled").map(({ date }) => date);
  const nextInvoiceDate = scheduled.toSorted()[0];
  return {
    invoiceStatus: dealInvoiceStatus(invoices),
    invoiced: totals.invoiced.amount,
    paid: totals.paid.amount,
    balance: totals.balance.amount,
    currency: totals.balance.currency,
    daysOverdue: Math.max(0, ...invoices.map(({ daysOverdue }) => daysOverdue)),
    ...(nextInvoiceDate !== undefined && { nextInvoiceDate }),
    ...(lastPaymentDate !== null && { lastPaymentDate }),
  };
}
