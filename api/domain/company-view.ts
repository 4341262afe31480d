import type { AgingBucket } from "./customer-account.ts";
import type { InvoiceView, Money } from "./deal-view.ts";

/** What the company card shows (DESIGN §5). */
export type CompanyView = {
  companyId: string;
  customers: { id: string; name: string; currency: string; url: string; connectionId: string }[];
  /** One per currency: open invoices less unapplied payments and credits. */
  balances: Money[];
  overdue: Money[];
  /** Payments that no invoice has used, and credit memos that nothing has used. */
  unapplied: Money[];
  credits: Money[];
  /** The open invoices by days overdue, every bucket of every currency that has any. */
  aging: { bucket: AgingBucket; amount: Money }[];
  daysOverdue: number;
  lastPayment: { date: string; amount: Money } | null;
  averageDaysLate: number | null;
  creditHold: boolean;
  /** A QuickBooks company of its customers cannot be read until an admin connects it again. */
  connectionLost: boolean;
  /** Newest first, those that Tieout did not make too; a hundred, and `cursor` for the next. */
  invoices: (InvoiceView & { dealId: string | null; connectionId: string })[];
  invoiceCount: number;
  cursor: string | null;
  /** False while a company is being read for the first time: the figures are not whole then. */
  complete: boolean;
  asOf: string;
};
