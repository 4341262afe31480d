import type { Tag } from "tieout-shared/status-tag-of.tsx";
import type { Hold, HoldAnswer } from "./contract.ts";

/** What somebody did to the order. */
export const MADE_OF: Record<Hold["why"], Tag> = {
  rejected: { variant: "danger", label: "Rejected" },
  closed: { variant: "warning", label: "Closed" },
  invoiced: { variant: "warning", label: "Invoiced by hand" },
};

/** What is asked about it. */
export const QUESTIONS: Record<Hold["why"], string> = {
  rejected: "The order was rejected in QuickBooks. Is the sale over, or is another answer to come?",
  closed: "The order was closed in QuickBooks, and no invoice was made from it there. Is it still to be billed?",
  invoiced: "Somebody made an invoice from the order in QuickBooks. Is that all of it, or would the sale be billed twice?",
};

type Answer = { label: string; said: string; means(why: Hold["why"]): string };

/** Each answer as a button, as what was decided, and what it means. */
export const ANSWERS: Record<HoldAnswer, Answer> = {
  wait: {
    label: "Keep waiting",
    said: "Waits for another answer",
    means: () => "The deal stays in QuickBooks as it is. This settles itself when the order is pending or accepted again.",
  },
  cancel: {
    label: "Cancel the order",
    said: "Cancelled",
    means: () => "The deal is shown as cancelled. The order stays rejected in QuickBooks.",
  },
  adopt: {
    label: "It is all of it",
    said: "Invoiced in full",
    means: () => "What was invoiced bills the whole order, and nothing is to be billed beside it. One more invoice is asked about again.",
  },
  keep: {
    label: "Bill the order too",
    said: "Still to be billed",
    means: (why) =>
      why === "invoiced"
        ? "The invoice stands for something else or for a part only: both stand, and what is left of the order is still to be billed."
        : "The order counts as before: it is still to be billed, although it is closed.",
  },
  stop: {
    label: "Stop here",
    said: "Ended",
    means: (why) =>
      `The deal is shown as cancelled, and nothing more is to be billed for it.${why === "invoiced" ? " The invoice stays as it is." : ""}`,
  },
};

/** The answer's button, where the order was closed without an invoice: there is nothing that it could be billed beside. */
export const labelOf = (answer: HoldAnswer, why: Hold["why"]) =>
  answer === "keep" && why === "closed" ? "It is still to be billed" : ANSWERS[answer].label;

/** What has been decided. */
export function answeredWords({ order, state }: Hold): string {
  return `Order ${order.number}: ${state === "open" || state === "healed" ? state : ANSWERS[state].said.toLowerCase()}.`;
}
