import { daysBetween } from "./dates.ts";
import { errorFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { currencyDecimals, sayAmount } from "./money.ts";
import type { Sale } from "./sale.ts";

/** A document of the ERP that a person may have made for the same sale. `net` is minor units of `currency`. */
export type PossibleDuplicate = {
  kind: "order" | "invoice";
  id: string;
  number: string | null;
  date: string;
  net: bigint;
  currency: string;
  url: string;
};

/** How far the date of a human's copy may lie from the sale's, either way (RULES §2). */
export const DUPLICATE_DAYS = 14;

/** Those of the customer's documents that look like this sale: the same currency, net within 1.00, dated within 14 days. */
export function possibleDuplicates<D extends PossibleDuplicate>(sale: Sale, documents: readonly D[]): D[] {
  const one = 10n ** BigInt(currencyDecimals(sale.currency));
  return documents.filter(({ currency, net, date }) => {
    const gap = net > sale.net ? net - sale.net : sale.net - net;
    return currency === sale.currency && gap <= one && Math.abs(daysBetween(sale.orderDate, date)) <= DUPLICATE_DAYS;
  });
}

/** What finance has to decide: link the document, or push in spite of it. */
export function duplicateFinding({ kind, number, id, date, net, currency }: PossibleDuplicate, sale: Sale): Finding {
  const decide = kind === "order" ? "Finance links it, or pushes the deal anyway." : "If it is not, finance pushes the deal anyway.";
  const what = `an ${kind} ${number ?? id} of ${date} over ${sayAmount(net, currency)} for ${sale.buyer.name}`;
  const message = `QuickBooks has ${what} that no deal stands for: it may be this sale, entered by hand. ${decide}`;
  return errorFinding("possibleDuplicate", "finance", message, { object: "deal", id: sale.dealId });
}
