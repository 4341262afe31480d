import type { FixBy } from "./contract.ts";

/** Who can mend something, as a heading and within a sentence. */
export const MENDERS: Record<FixBy, { heading: string; who: string }> = {
  rep: { heading: "For the sales rep", who: "The sales rep" },
  finance: { heading: "For finance", who: "Finance" },
  admin: { heading: "For an administrator", who: "An administrator" },
};

/** "1 invoice", "2 invoices". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
