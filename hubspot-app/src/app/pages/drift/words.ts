import type { Tag } from "tieout-shared/status-tag-of.tsx";
import type { Drift } from "./contract.ts";

/** What became of the document. */
export const CHANGES: Record<Drift["what"], Tag> = {
  amount: { variant: "warning", label: "Other amount" },
  voided: { variant: "danger", label: "Voided" },
  deleted: { variant: "danger", label: "Deleted" },
};

/** "Order 1001". */
export const documentName = ({ kind, number }: Drift) => `${kind === "order" ? "Order" : "Invoice"} ${number}`;

/** What accepting means for this document. */
export function acceptWords({ kind, what }: Drift): string {
  if (what === "amount") return `QuickBooks is right: the ${kind} is compared with what it is now.`;
  return kind === "order"
    ? "It is meant to be gone: nothing is billed for the deal, and no new order is made."
    : `It is meant to be ${what}: nobody is asked about it again.`;
}

/** What putting aside means for it. */
export function ignoreWords({ kind, what }: Drift): string {
  if (what !== "amount" && kind === "order")
    return "The sale stands: the deal keeps saying that its order is gone, so that somebody pushes it again.";
  return "The sale stays what it was. You are asked again when the document changes once more.";
}

/** What has been done. */
export function decidedWords(drift: Drift): string {
  return drift.state === "accepted"
    ? `${documentName(drift)} is accepted as it is in QuickBooks.`
    : `The difference of ${documentName(drift)} is put aside.`;
}
