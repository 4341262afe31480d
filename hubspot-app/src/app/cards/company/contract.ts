import type { Invoice, Money } from "tieout-shared/contract.ts";

/** An invoice of any of the company's customers; `dealId` is null for one that Tieout did not make. */
export type CompanyInvoice = Invoice & { dealId: string | null; connectionId: string };

/** What `GET /ui/companies/:companyId` answers. Lists of Money have one entry per currency. */
export type CompanyView = {
  companyId: string;
  customers: { id: string; name: string; currency: string; url: string; connectionId: string }[];
  /** Open invoices less unapplied payments and credits. */
  balances: Money[];
  overdue: Money[];
  unapplied: Money[];
  credits: Money[];
  aging: { bucket: "current" | "1-30" | "31-60" | "61-90" | "90+"; amount: Money }[];
  daysOverdue: number;
  lastPayment: { date: string; amount: Money } | null;
  averageDaysLate: number | null;
  creditHold: boolean;
  /** QuickBooks cannot be read until an admin connects it again. */
  connectionLost: boolean;
  /** At most 100, newest first; `cursor` asks for the next. */
  invoices: CompanyInvoice[];
  invoiceCount: number;
  cursor: string | null;
  /** False while QuickBooks is being read for the first time. */
  complete: boolean;
  asOf: string;
};
