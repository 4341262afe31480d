import type { DealView, Order } from "tieout-shared/contract.ts";
import type { Tag } from "tieout-shared/status-tag-of.tsx";

type Words = Tag & { sentence: string };

const DEAL_STATES: Record<DealView["state"], Words> = {
  notReady: { variant: "warning", label: "Not ready", sentence: "Nothing has been sent. Some things must be put right first." },
  ready: {
    variant: "info",
    label: "Ready to push",
    sentence: "Nothing stands in the way of a push. Nothing has been sent to QuickBooks yet.",
  },
  awaitingApproval: {
    variant: "warning",
    label: "Awaiting approval",
    sentence: "Nothing has been sent. Finance has to approve this deal.",
  },
  needsReview: { variant: "warning", label: "Needs review", sentence: "Nothing has been sent. A person has to decide something first." },
  pushing: { variant: "info", label: "Pushing", sentence: "The customer and the order are being made in QuickBooks." },
  pushed: { variant: "success", label: "In QuickBooks", sentence: "The order in QuickBooks agrees with this deal." },
  changed: {
    variant: "warning",
    label: "Changed since push",
    sentence: "This deal is no longer what was sent. QuickBooks has not been changed.",
  },
  cancelled: {
    variant: "default",
    label: "Cancelled",
    sentence: "This deal is no longer won. Its order stays in QuickBooks until somebody rejects it there.",
  },
  failed: { variant: "danger", label: "Push failed", sentence: "The push stopped. Trying again cannot make a second order." },
  notConnected: {
    variant: "default",
    label: "Not connected",
    sentence: "Tieout cannot reach QuickBooks until it is connected. Deals wait, none is lost.",
  },
};

const NOT_WON: Words = {
  variant: "default",
  label: "Not won yet",
  sentence: "Nothing else is missing: the deal becomes an order once it is won.",
};
const ON_HOLD: Words = {
  variant: "default",
  label: "On hold",
  sentence: "Nothing is sent to QuickBooks for now. This deal itself lacks nothing.",
};
/** What is said of the order where it stands behind the state of the deal, and says more. */
const ORDERS: Record<string, (Words & { state: DealView["state"] }) | undefined> = {
  orderRejected: {
    state: "needsReview",
    variant: "danger",
    label: "On hold",
    sentence: "The order was rejected in QuickBooks. Finance decides what becomes of it.",
  },
  orderClosed: {
    state: "needsReview",
    variant: "warning",
    label: "On hold",
    sentence: "The order was closed in QuickBooks without an invoice. Finance says whether it is still to be billed.",
  },
  orderInvoiced: {
    state: "pushed",
    variant: "warning",
    label: "On hold",
    sentence: "The order was invoiced in QuickBooks. Finance says whether that is all of it.",
  },
  orderAwaited: {
    state: "pushed",
    variant: "warning",
    label: "In QuickBooks",
    sentence: "The order is rejected there. Finance waits for another answer.",
  },
  orderEnded: {
    state: "cancelled",
    variant: "default",
    label: "Cancelled",
    sentence: "Finance has ended this order. What stands in QuickBooks stays as it is.",
  },
};
const DELETION_ACCEPTED = "The order was deleted in QuickBooks, and finance has agreed to that.";
const KEPT: Words = { ...DEAL_STATES.pushed, sentence: "The deal was changed since, and finance keeps the order as it is." };
const ORDER_TO_REVIEW = "The order in QuickBooks is not what was agreed. A person has to decide about it.";

/** The tag of a deal's state, and the sentence that explains it. */
export function stateWords({ state, findings, order, changes }: DealView): Words {
  if (state === "notReady" && isOnly("stageNotReady", findings)) return NOT_WON;
  if (state === "notReady" && isOnly("writesOff", findings)) return ON_HOLD;
  if (state === "cancelled" && order?.status === "deleted") return { ...DEAL_STATES[state], sentence: DELETION_ACCEPTED };
  const said = wordsOfOrder(state, findings);
  if (said) return said;
  if (state === "pushed" && changes.length > 0) return KEPT;
  return state === "needsReview" && order ? { ...DEAL_STATES[state], sentence: ORDER_TO_REVIEW } : DEAL_STATES[state];
}

/** Null where the state has another reason, such as an order over another amount. */
function wordsOfOrder(state: DealView["state"], findings: DealView["findings"]): Words | null {
  if (findings.some(({ code, level }) => code === "orderDiffers" && level === "error")) return null;
  return findings.map(({ code }) => ORDERS[code]).find((words) => words?.state === state) ?? null;
}

/** Whether a deal waits for nothing else: that it is still open is no fault of it. */
export function isOnly(wanted: "stageNotReady" | "writesOff", findings: DealView["findings"]): boolean {
  const errors = findings.filter(({ level }) => level === "error");
  return errors.length > 0 && errors.every(({ code }) => code === wanted);
}

export const ORDER_STATUSES: Record<Order["status"], Tag> = {
  pending: { variant: "info", label: "Pending" },
  accepted: { variant: "success", label: "Accepted" },
  rejected: { variant: "danger", label: "Rejected" },
  closed: { variant: "default", label: "Closed" },
  deleted: { variant: "danger", label: "Deleted in QuickBooks" },
  invoiced: { variant: "success", label: "Invoiced" },
};

export const MATCHES: Record<NonNullable<DealView["customer"]>["match"], Tag & { sentence: string }> = {
  linked: { variant: "success", label: "Linked", sentence: "This company is joined to this QuickBooks customer." },
  found: { variant: "success", label: "Found", sentence: "This customer is already in QuickBooks and will be used." },
  new: { variant: "info", label: "New", sentence: "No such customer is in QuickBooks; it will be made." },
  ambiguous: {
    variant: "warning",
    label: "Not certain",
    sentence: "It is not certain which QuickBooks customer this is. Finance decides.",
  },
};
