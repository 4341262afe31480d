import { valueOf } from "../../sandbox/hubspot/crm-record.ts";
import type { Entity } from "../../sandbox/quickbooks/entity.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import type { Stage } from "../harness.ts";
import { companiesOf } from "./records.ts";

type Figures = Record<string, string | null>;

const cents = (amount: unknown) => Math.round(Number(amount ?? 0) * 100);
const money = (amount: number) => (amount / 100).toFixed(2);
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
const last = (days: unknown[]) => days.map(String).toSorted().at(-1) ?? null;
const isCash = ({ TotalAmt }: Entity) => cents(TotalAmt) > 0;

/** What of a payment went to these invoices. */
const toInvoices = ({ Line = [] }: Entity, ids: Set<string>) =>
  sum(
    Line.filter(({ LinkedTxn = [] }) => LinkedTxn.some(({ TxnId, TxnType }) => TxnType === "Invoice" && ids.has(TxnId))).map(({ Amount }) =>
      cents(Amount),
    ),
  );

/** What a deal has to show of its order's invoices, from QuickBooks' own records. Payments here are all cash or all credit. */
export function figuresOfOrder(stage: Stage, order: Entity): Figures {
  const { quickbooks } = stage.sandbox;
  const invoices = quickbooks
    .all(US_REALM, "Invoice")
    .filter(({ LinkedTxn = [] }) => LinkedTxn.some(({ TxnId, TxnType }) => TxnType === "Estimate" && TxnId === order.Id));
  const ids = new Set(invoices.map(({ Id }) => Id));
  const paid = quickbooks.all(US_REALM, "Payment").filter((payment) => isCash(payment) && toInvoices(payment, ids) > 0);
  const statuses = new Set(invoices.map((invoice) => statusOf(stage, invoice)));
  return {
    tieout_order_number: order.DocNumber ?? order.Id,
    tieout_order_total: money(cents(order.TotalAmt)),
    tieout_invoiced: money(sum(invoices.map(({ TotalAmt }) => cents(TotalAmt)))),
    tieout_paid: money(sum(paid.map((payment) => toInvoices(payment, ids)))),
    tieout_balance_due: money(sum(invoices.map(({ Balance }) => cents(Balance)))),
    tieout_last_payment_date: last(paid.map(({ TxnDate }) => TxnDate)),
    // Of several invoices it is one word, for which the rule of the business has none.
    ...(statuses.size < 2 ? { tieout_invoice_status: [...statuses][0] ?? "none" } : {}),
  };
}

const today = ({ clock }: Stage) => clock.now().toZonedDateTimeISO("America/New_York").toPlainDate().toString();

/** The rule of the business (an invoice is paid by cash alone), worked out anew. */
function statusOf(stage: Stage, invoice: Entity): string {
  if (cents(invoice.TotalAmt) === 0) return "void";
  const payments = stage.sandbox.quickbooks.all(US_REALM, "Payment");
  const of = (some: Entity[]) => sum(some.map((payment) => toInvoices(payment, new Set([invoice.Id]))));
  const cash = of(payments.filter(isCash));
  if (cents(invoice.Balance) > 0) {
    if (String(invoice.DueDate) < today(stage)) return "overdue";
    return cash > 0 ? "partly_paid" : "open";
  }
  if (of(payments) < cents(invoice.TotalAmt)) return "written_off";
  return cash > 0 ? "paid" : "credited";
}

/** What companies show otherwise than the books say of their customers; `customersOf` tells whose they are. */
export function faultsOfCompanies(stage: Stage, customersOf: (companyId: string) => string[]): string[] {
  return companiesOf(stage)
    .filter(({ record }) => record.archivedAt === null)
    .flatMap(({ id, record }) => {
      const figures = figuresOfCustomers(stage, customersOf(id));
      const wrong = Object.entries(figures).filter(([name, value]) => valueOf(record, name) !== value);
      return wrong.map(([name, value]) => `company ${id}: ${name} shows ${valueOf(record, name)}, not ${value}`);
    });
}

function figuresOfCustomers(stage: Stage, ids: string[]): Figures {
  const names = ["tieout_customer_id", "tieout_balance", "tieout_overdue", "tieout_last_payment_date"];
  if (ids.length === 0) return Object.fromEntries(names.map((name) => [name, null]));
  const own = (kind: "Invoice" | "Payment" | "CreditMemo") =>
    stage.sandbox.quickbooks.all(US_REALM, kind).filter(({ CustomerRef }) => ids.includes(CustomerRef?.value ?? ""));
  const [invoices, payments] = [own("Invoice"), own("Payment")];
  const open = sum(invoices.map(({ Balance }) => cents(Balance)));
  const unused = sum([
    ...payments.map(({ UnappliedAmt }) => cents(UnappliedAmt)),
    ...own("CreditMemo").map(({ RemainingCredit }) => cents(RemainingCredit)),
  ]);
  const overdue = invoices.filter((invoice) => statusOf(stage, invoice) === "overdue");
  return {
    tieout_customer_id: ids.toSorted().join(", "),
    tieout_balance: money(open - unused),
    tieout_overdue: money(sum(overdue.map(({ Balance }) => cents(Balance)))),
    tieout_last_payment_date: last(payments.filter(isCash).map(({ TxnDate }) => TxnDate)),
  };
}
