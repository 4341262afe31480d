import type { DealView, InvoiceView } from "../domain/deal-view.ts";
import { appliedByInvoice, daysOverdue, invoiceStatus, NOTHING_APPLIED } from "../domain/invoice-status.ts";
import { toMoney } from "../domain/money.ts";
import { dealTotals } from "../domain/totals.ts";
import type { ErpInvoice } from "../ports/erp.ts";
import type { DealStatus } from "./read-status.ts";

/** At most this many invoices go to the card (DESIGN §5). */
const MOST_INVOICES = 100;

/** The deal's invoices with their status, oldest first, and its totals; `contractNet` in minor units of `currency`, today in the portal's zone. */
export function billingOf(
  { invoices, payments, portal }: Pick<DealStatus, "invoices" | "payments" | "portal">,
  { contractNet, currency, now }: { contractNet: bigint; currency: string; now: Temporal.Instant },
): Pick<DealView, "invoices" | "totals"> {
  const today = now
    .toZonedDateTimeISO(portal?.timeZone ?? "UTC")
    .toPlainDate()
    .toString();
  const applied = appliedByInvoice(payments);
  const facts = invoices.map((invoice) => ({ ...invoice, ...(applied.get(invoice.id) ?? NOTHING_APPLIED) }));
  const shown = facts
    .toSorted((left, right) => left.date.localeCompare(right.date) || Number(left.id) - Number(right.id))
    .slice(0, MOST_INVOICES)
    .map((invoice) => invoiceOf(invoice, today));
  return { invoices: shown, totals: dealTotals(contractNet, facts, currency) };
}

/** An invoice as cards show it; `today` is a date of the portal's zone. */
export function invoiceOf(invoice: ErpInvoice & { cash: bigint; credit: bigint }, today: string): InvoiceView {
  const money = (minor: bigint) => toMoney(minor, invoice.currency);
  return {
    id: invoice.id,
    number: invoice.number,
    date: invoice.date,
    dueDate: invoice.dueDate,
    net: money(invoice.net),
    total: money(invoice.total),
    balance: money(invoice.balance),
    daysOverdue: daysOverdue(invoice, today),
    url: invoice.url,
    status: invoiceStatus(invoice, today),
  };
}
