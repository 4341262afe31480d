import { errorFinding, warningFinding, type Finding } from "./finding.ts";

/** What somebody did to an order in the ERP by which its contract could be billed twice, or never (RULES §4). */
export type HoldWhy = "rejected" | "closed" | "invoiced";

/** What finance may say to each: wait for another answer or cancel; take what was invoiced as all of it, bill the order as well, or end it. */
export const HOLD_ANSWERS = {
  rejected: ["wait", "cancel"],
  closed: ["keep", "stop"],
  invoiced: ["adopt", "keep", "stop"],
} as const satisfies Record<HoldWhy, readonly string[]>;
export type HoldAnswer = (typeof HOLD_ANSWERS)[HoldWhy][number];

/** The question of an order and how far it is; `invoiceIds` are the invoices that it is about. */
export type HoldFacts = { why: HoldWhy; invoiceIds: string[]; state: "open" | "healed" | HoldAnswer };

/** An order as it stands: `linked` says whether any invoice was made from it, `invoiceIds` are those that count. Null when it is gone. */
export type OrderStanding = { status: string; linked: boolean; invoiceIds: string[] } | null;

/**
 * What the order's hold becomes now that it was seen again; null where nothing changes. An answer holds for the invoices that
 * finance has seen: one more is asked about, one less is not.
 */
export function nextHold(before: HoldFacts | null, now: OrderStanding): HoldFacts | null {
  const known = before?.state === "healed" ? null : before;
  const why = now && whyOf(now);
  if (now === null || why === null) return known && { ...known, state: "healed" };
  const invoiceIds = why === "invoiced" ? now.invoiceIds : [];
  const isKnown = known?.why === why && invoiceIds.every((id) => known.invoiceIds.includes(id));
  return isKnown ? null : { why, invoiceIds, state: "open" };
}

/** An order whose only invoice was voided is asked about as that invoice. */
function whyOf({ status, linked, invoiceIds }: NonNullable<OrderStanding>): HoldWhy | null {
  if (invoiceIds.length > 0) return "invoiced";
  if (status === "rejected") return "rejected";
  return !linked && (status === "closed" || status === "invoiced") ? "closed" : null;
}

/** Whether finance may say this to it. */
export function mayAnswer({ why }: Pick<HoldFacts, "why">, answer: HoldAnswer): boolean {
  return HOLD_ANSWERS[why].some((each) => each === answer);
}

/** What the deal says of it; null where there is nothing left to say. */
export function holdFinding({ why, invoiceIds, state }: HoldFacts): Finding | null {
  switch (state) {
    case "open":
      return openFinding(why, invoiceIds.length);
    case "wait":
      return warningFinding("orderAwaited", "finance", "The order is rejected in QuickBooks. Finance waits for another answer.");
    case "cancel":
      return warningFinding("orderEnded", "finance", "The order was rejected in QuickBooks, and finance has cancelled it.");
    case "stop":
      return warningFinding("orderEnded", "finance", "Finance has ended this order: nothing more is to be billed for it.");
    default:
      return null;
  }
}

function openFinding(why: HoldWhy, invoices: number): Finding {
  switch (why) {
    case "rejected":
      return errorFinding(
        "orderRejected",
        "finance",
        "The order was rejected in QuickBooks. Finance waits for another answer or cancels it.",
      );
    case "closed":
      return errorFinding(
        "orderClosed",
        "finance",
        "The order was closed in QuickBooks, and no invoice was made from it. Finance says whether it is still to be billed.",
      );
    case "invoiced": {
      const made = invoices === 1 ? "An invoice was" : `${invoices} invoices were`;
      const message = `${made} made from the order in QuickBooks. Finance says whether that is all of it.`;
      return warningFinding("orderInvoiced", "finance", message);
    }
  }
}
