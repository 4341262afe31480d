import type { DealView, Invoice, Order } from "tieout-shared/contract.ts";
import type { Tag } from "tieout-shared/status-tag-of.tsx";
import { counted } from "tieout-shared/words.ts";

/** The tag of each state of a deal, and the sentence that explains it. */
export const DEAL_STATES: Record<DealView["state"], Tag & { sentence: string }> = {
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
    sentence: "This deal is no longer won. Its billing is paused until finance decides.",
  },
  failed: { variant: "danger", label: "Push failed", sentence: "The push stopped. Trying again cannot make a second order." },
  notConnected: { variant: "default", label: "Not connected", sentence: "This account is not joined to a QuickBooks company." },
};

export const ORDER_STATUSES: Record<Order["status"], Tag> = {
  pending: { variant: "info", label: "Pending" },
  accepted: { variant: "success", label: "Accepted" },
  rejected: { variant: "danger", label: "Rejected" },
  closed: { variant: "default", label: "Closed" },
  deleted: { variant: "danger", label: "Deleted in QuickBooks" },
  invoiced: { variant: "success", label: "Invoiced" },
};

export const INVOICE_STATUSES: Record<Invoice["status"], Tag> = {
  scheduled: { variant: "default", label: "Scheduled" },
  open: { variant: "info", label: "Open" },
  partlyPaid: { variant: "warning", label: "Partly paid" },
  paid: { variant: "success", label: "Paid" },
  credited: { variant: "default", label: "Credited" },
  writtenOff: { variant: "default", label: "Written off" },
  overdue: { variant: "danger", label: "Overdue" },
  void: { variant: "default", label: "Void" },
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

/** A late invoice says how late. */
export function invoiceTag({ status, daysOverdue }: Invoice): Tag {
  const tag = INVOICE_STATUSES[status];
  return daysOverdue > 0
    ? { variant: "danger", label: `${tag.label}, ${counted(daysOverdue, "day")}${status === "overdue" ? "" : " overdue"}` }
    : tag;
}
