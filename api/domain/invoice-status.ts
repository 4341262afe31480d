import { daysBetween } from "./dates.ts";
import type { InvoiceView } from "./deal-view.ts";

/** What has become of an invoice (RULES §5). */
export type InvoiceStatus = InvoiceView["status"];

/** What decides the status of an invoice; minor units of one currency, ISO dates. `cash` and `credit` are what was applied to it. */
export type InvoiceFacts = { total: bigint; balance: bigint; cash: bigint; credit: bigint; dueDate: string | null; voided: boolean };

/** Cash and credit memos that payments applied to an invoice. */
export type Applied = { cash: bigint; credit: bigint };

/** A payment as the ERP keeps it: per invoice the amount applied in all, and what of it came from credit memos. */
export type PaymentFacts = { voided: boolean; applied: readonly { invoiceId: string; amount: bigint; credit: bigint }[] };

/** The values of `tieout_invoice_status`. */
export type DealInvoiceStatus = "none" | "scheduled" | "open" | "partly_paid" | "paid" | "credited" | "written_off" | "overdue" | "void";

/**
 * The status of an issued invoice (RULES §5). A balance of zero alone is not paid: what was neither cash nor credit was
 * written off. Paid means that cash came, or that nothing was ever owed.
 */
export function invoiceStatus(invoice: InvoiceFacts, today: string): InvoiceStatus {
  const { total, balance, cash, credit, voided } = invoice;
  if (voided) return "void";
  if (balance > 0n) {
    if (daysOverdue(invoice, today) > 0) return "overdue";
    return cash > 0n ? "partlyPaid" : "open";
  }
  if (total > cash + credit) return "writtenOff";
  return cash > 0n || total === 0n ? "paid" : "credited";
}

/** Days since the due date of an invoice that still has a balance; 0 when it is not overdue. */
export function daysOverdue({ balance, dueDate, voided }: Pick<InvoiceFacts, "balance" | "dueDate" | "voided">, today: string): number {
  if (dueDate === null || balance <= 0n || voided) return 0;
  return Math.max(0, daysBetween(dueDate, today));
}

/** What payments that still stand applied to each invoice. */
export function appliedByInvoice(payments: readonly PaymentFacts[]): Map<string, Applied> {
  const byInvoice = new Map<string, Applied>();
  for (const { applied } of payments.filter(({ voided }) => !voided)) {
    for (const { invoiceId, amount, credit } of applied) {
      const before = byInvoice.get(invoiceId) ?? NOTHING_APPLIED;
      byInvoice.set(invoiceId, { cash: before.cash + amount - credit, credit: before.credit + credit });
    }
  }
  return byInvoice;
}

/** What an invoice has that nobody has paid or credited. */
export const NOTHING_APPLIED: Applied = { cash: 0n, credit: 0n };

/** The date of the last payment of cash to any of the invoices; ISO date or null. */
export function lastCashDate(payments: readonly (PaymentFacts & { date: string })[], invoiceIds: ReadonlySet<string>): string | null {
  const dates = payments.filter((payment) => !payment.voided && cashTo(payment, invoiceIds) > 0n).map(({ date }) => date);
  return dates.sort().at(-1) ?? null;
}

/** What of a payment came to these invoices as money. */
export function cashTo({ applied }: PaymentFacts, invoiceIds: ReadonlySet<string>): bigint {
  const parts = applied.filter(({ invoiceId }) => invoiceIds.has(invoiceId));
  return parts.reduce((total, { amount, credit }) => total + amount - credit, 0n);
}

/**
 * One status for all invoices of a deal: what is overdue first; then what is paid in part, which is also some invoices paid
 * and others not; then what is open. Void ones count only when there is nothing else.
 */
export function dealInvoiceStatus(invoices: readonly { status: InvoiceStatus }[]): DealInvoiceStatus {
  const statuses = new Set(invoices.map(({ status }) => status));
  const voided = statuses.delete("void");
  if (statuses.size === 0) return voided ? "void" : "none";
  if (statuses.has("overdue")) return "overdue";
  const unsettled = statuses.has("open") || statuses.has("scheduled");
  if (statuses.has("partlyPaid") || (statuses.has("paid") && unsettled)) return "partly_paid";
  if (statuses.has("open")) return "open";
  if (statuses.has("scheduled")) return "scheduled";
  if (statuses.has("writtenOff")) return "written_off";
  return statuses.has("paid") ? "paid" : "credited";
}
