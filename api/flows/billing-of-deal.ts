import type { DealView, InvoiceView, PaymentView } from "../domain/deal-view.ts";
import { appliedByInvoice, daysOverdue, invoiceStatus, NOTHING_APPLIED } from "../domain/invoice-status.ts";
import { toMoney } from "../domain/money.ts";
import { dealTotals } from "../domain/totals.ts";
import type { ErpInvoice, ErpPayment } from "../ports/erp-documents.ts";
import type { DealStatus } from "./read-status.ts";

/** At most this many invoices and payments go to the card (DESIGN §5). */
const MOST = 100;

/**
 * The deal's invoices with their status, oldest first, the payments that came in for them, newest first, and its totals;
 * `contractNet` in minor units of `currency`, today in the portal's zone.
 */
export function billingOf(
  { invoices, payments, portal }: Pick<DealStatus, "invoices" | "payments" | "portal">,
  { contractNet, currency, now }: { contractNet: bigint; currency: string; now: Temporal.Instant },
): Pick<DealView, "invoices" | "payments" | "totals"> {
  const today = now
    .toZonedDateTimeISO(portal?.timeZone ?? "UTC")
    .toPlainDate()
    .toString();
  const applied = appliedByInvoice(payments);
  const facts = invoices.map((invoice) => ({ ...invoice, ...(applied.get(invoice.id) ?? NOTHING_APPLIED) }));
  const shown = facts
    .toSorted((left, right) => left.date.localeCompare(right.date) || Number(left.id) - Number(right.id))
    .slice(0, MOST)
    .map((invoice) => invoiceOf(invoice, today));
  return { invoices: shown, payments: paymentsOf(payments, invoices), totals: dealTotals(contractNet, facts, currency) };
}

function paymentsOf(payments: readonly ErpPayment[], invoices: readonly ErpInvoice[]): PaymentView[] {
  const numbers = new Map(invoices.map(({ id, number }) => [id, number ?? id]));
  return payments
    .filter(({ voided }) => !voided)
    .map(({ applied, ...payment }) => ({ ...payment, applied: applied.filter(({ invoiceId }) => numbers.has(invoiceId)) }))
    .filter(({ applied }) => applied.length > 0)
    .toSorted((left, right) => right.date.localeCompare(left.date) || Number(right.id) - Number(left.id))
    .slice(0, MOST)
    .map(({ id, date, currency, applied }) => {
      const credit = applied.reduce((total, part) => total + part.credit, 0n);
      const all = applied.reduce((total, part) => total + part.amount, 0n);
      const own = [...new Set(applied.map(({ invoiceId }) => numbers.get(invoiceId) ?? invoiceId))];
      return { id, date, invoices: own, paid: toMoney(all - credit, currency), credit: toMoney(credit, currency) };
    });
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
