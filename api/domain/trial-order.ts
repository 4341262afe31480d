import type { Booking } from "./booking.ts";
import type { Money } from "./deal-view.ts";
import type { Finding } from "./finding.ts";
import { toMoney } from "./money.ts";
import type { Preflight } from "./preflight.ts";

/** An order as it would be, in words and figures that two can be compared by; `net` is null where there is none. */
export type TrialOrder = {
  net: Money | null;
  terms: string | null;
  lines: { item: string; quantity: string; unitPrice: string; amount: Money }[];
  /** Class, tax code, due date and the company's own fields, as they stand on the order. */
  details: string[];
  findings: string[];
};

/** A deal whose order would have been another with another mapping. */
export type OrderDifference = { dealId: string; name: string; before: TrialOrder; after: TrialOrder };

type Checked = { check: Preflight; booking: Booking | null; findings: Finding[]; terms: readonly { id: string; name: string }[] };

/** What a checked deal's order would be. */
export function trialOrder({ check: { sale, lines, termsId, findings: own }, booking, findings, terms }: Checked): TrialOrder {
  const messages = [...new Set([...own, ...findings].map(({ message }) => message))];
  if (!sale) return { net: null, terms: null, lines: [], details: [], findings: messages };
  return {
    net: toMoney(sale.net, sale.currency),
    terms: terms.find(({ id }) => id === termsId)?.name ?? null,
    lines: lines.map(({ itemName, quantity, unitPrice, amount }) => ({
      ...{ item: itemName, quantity, unitPrice },
      amount: toMoney(amount, sale.currency),
    })),
    details: booking ? detailsOf(booking) : [],
    findings: messages,
  };
}

/** Null where both are the same order with the same findings. */
export function differenceOf(deal: { id: string; name: string }, before: TrialOrder, after: TrialOrder): OrderDifference | null {
  return JSON.stringify(before) === JSON.stringify(after) ? null : { dealId: deal.id, name: deal.name, before, after };
}

function detailsOf({ classId, taxCodeId, customerTypeId, dueDate, customFields }: Booking): string[] {
  return [
    ...(classId === null ? [] : [`Class ${classId}`]),
    ...(taxCodeId === null ? [] : [`Tax code ${taxCodeId}`]),
    ...(customerTypeId === null ? [] : [`Customer type ${customerTypeId}`]),
    ...(dueDate === null ? [] : [`Due on ${dueDate}`]),
    ...customFields.map(({ id, value }) => `Field ${id}: ${value}`),
  ];
}
