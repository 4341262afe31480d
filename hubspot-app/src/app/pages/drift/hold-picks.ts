import { compareMoney, sumsOf } from "tieout-shared/money.ts";
import type { Hold } from "./contract.ts";

type Pick = { label: string; holds: Hold[] };

/** What can be chosen at once: those on hold for one reason, and those whose invoices come to just their order. None where it is one alone. */
export function picksOf(rows: Hold[]): Pick[] {
  const because = (why: Hold["why"]) => rows.filter((hold) => hold.why === why);
  const invoiced = because("invoiced");
  const inFull = invoiced.filter(isInvoicedInFull);
  return [
    { label: "All invoiced in full", holds: inFull },
    { label: "All invoiced by hand", holds: inFull.length === invoiced.length ? [] : invoiced },
    { label: "All rejected", holds: because("rejected") },
    { label: "All closed", holds: because("closed") },
  ].filter(({ holds }) => holds.length > 1);
}

/** Whether the invoices that were made from the order come to the very amount of it. */
export function isInvoicedInFull({ order, invoices }: Hold): boolean {
  const [sum, ...others] = sumsOf(invoices.map(({ net }) => net));
  return sum !== undefined && others.length === 0 && sum.currency === order.net.currency && compareMoney(sum, order.net) === 0;
}
