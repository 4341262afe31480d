import type { HoldWhy } from "./hold.ts";

/** What waits for a decision on the Finance desk; "changed" are documents that somebody edited, voided or deleted in the ERP. */
export type DeskMatter = "approval" | "match" | "conflict" | "unmapped" | "changed" | HoldWhy;

/** How many wait, as people count them: one, and several. */
const WORDS: Record<DeskMatter, [one: string, several: string]> = {
  approval: ["sale to approve", "sales to approve"],
  match: ["company whose customer is not certain", "companies whose customers are not certain"],
  conflict: ["field that both systems hold otherwise", "fields that both systems hold otherwise"],
  unmapped: ["deal with a product that no item stands for", "deals with a product that no item stands for"],
  changed: ["document changed by hand in QuickBooks", "documents changed by hand in QuickBooks"],
  rejected: ["order rejected in QuickBooks", "orders rejected in QuickBooks"],
  closed: ["order closed in QuickBooks without an invoice", "orders closed in QuickBooks without an invoice"],
  invoiced: ["order invoiced by hand in QuickBooks", "orders invoiced by hand in QuickBooks"],
};

/** What somebody did in the ERP to a sale of which finance is told at once: the contract could be billed twice, or never. */
const ASKED_AT_ONCE: ReadonlySet<DeskMatter> = new Set(["changed", "rejected", "closed", "invoiced"]);

/** Whether finance is told of it at once, and not only once a day. */
export const isAskedAtOnce = (matter: DeskMatter): boolean => ASKED_AT_ONCE.has(matter);

/** "1 order invoiced by hand in QuickBooks". */
export const countedMatter = (matter: DeskMatter, count: number): string => `${count} ${WORDS[matter][count === 1 ? 0 : 1]}`;

/** "orders invoiced by hand in QuickBooks". */
export const severalOf = (matter: DeskMatter): string => WORDS[matter][1];
