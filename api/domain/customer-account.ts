import { daysBetween } from "./dates.ts";
import { toMajor } from "./money.ts";
import { cashTo, daysOverdue, invoiceStatus, type InvoiceFacts, type PaymentFacts } from "./invoice-status.ts";

/** An invoice of a customer with what was applied to it. */
type AccountInvoice = InvoiceFacts & { id: string; currency: string };
/** A payment; `own` is false for one of another customer, such as the parent, that touches an invoice of this one. */
export type AccountPayment = PaymentFacts & { currency: string; date: string; total: bigint; unapplied: bigint; own: boolean };
type AccountCredit = { currency: string; remaining: bigint; voided: boolean };
type Account = { invoices: readonly AccountInvoice[]; payments: readonly AccountPayment[]; creditMemos: readonly AccountCredit[] };

/** Days overdue, as an aging report groups them. */
export const AGING_BUCKETS = ["current", "1-30", "31-60", "61-90", "90+"] as const;
export type AgingBucket = (typeof AGING_BUCKETS)[number];
/** Minor units by currency. */
export type Amounts = Map<string, bigint>;

/** What a customer owes, in minor units by currency. */
export type AccountSummary = {
  /** Open invoices less unapplied payments and credits (RULES §8). */
  balances: Amounts;
  overdue: Amounts;
  /** Money received that no invoice has used. */
  unapplied: Amounts;
  /** Credit memos that nothing has used. */
  credits: Amounts;
  /** The open invoices by how late they are: every bucket of every currency that has any. */
  aging: { bucket: AgingBucket; currency: string; amount: bigint }[];
  /** Of the invoice that is the latest. */
  daysOverdue: number;
  lastPayment: { date: string; currency: string; amount: bigint } | null;
  /** Over the invoices paid: days from the due date to the payment that settled them, early ones as 0. */
  averageDaysLate: number | null;
};

/** Adds up an account; `today` is a date of the portal's zone. */
export function summaryOf({ invoices, payments, creditMemos }: Account, today: string): AccountSummary {
  const open = invoices.filter(({ voided, balance }) => !voided && balance > 0n);
  const late = open.map((invoice) => ({ ...invoice, days: daysOverdue(invoice, today) }));
  const own = payments.filter((payment) => payment.own && !payment.voided);
  const owed = sumBy(open, ({ balance }) => balance);
  const unapplied = sumBy(own, (payment) => payment.unapplied);
  const credits = sumBy(
    creditMemos.filter(({ voided }) => !voided),
    ({ remaining }) => remaining,
  );
  const overdue = sumBy(late, ({ days, balance }) => (days > 0 ? balance : 0n));
  const currencies = [...new Set([...invoices, ...payments, ...creditMemos].map(({ currency }) => currency))].sort();
  const balances = new Map(
    currencies.map((currency) => [currency, amountIn(owed, currency) - amountIn(unapplied, currency) - amountIn(credits, currency)]),
  );
  return {
    balances,
    overdue: withoutZeros(overdue),
    unapplied: withoutZeros(unapplied),
    credits: withoutZeros(credits),
    aging: [...owed.keys()].sort().flatMap((currency) =>
      agingOf(
        late.filter((invoice) => invoice.currency === currency),
        currency,
      ),
    ),
    daysOverdue: Math.max(0, ...late.map(({ days }) => days)),
    lastPayment: lastPaymentOf(payments, new Set(invoices.map(({ id }) => id))),
    averageDaysLate: averageDaysLate(invoices, payments, today),
  };
}

function agingOf(late: readonly { balance: bigint; days: number }[], currency: string): AccountSummary["aging"] {
  const byBucket = Map.groupBy(late, ({ days }) => bucketOf(days));
  return AGING_BUCKETS.map((bucket) => ({ bucket, currency, amount: sum((byBucket.get(bucket) ?? []).map(({ balance }) => balance)) }));
}

function bucketOf(days: number): AgingBucket {
  if (days <= 0) return "current";
  if (days <= 30) return "1-30";
  if (days <= 60) return "31-60";
  return days <= 90 ? "61-90" : "90+";
}

/** Cash only: a payment of nothing that spends a credit memo is none. Of another's payment, what came to these invoices. */
function lastPaymentOf(payments: readonly AccountPayment[], invoiceIds: ReadonlySet<string>): AccountSummary["lastPayment"] {
  const received = payments
    .filter(({ voided }) => !voided)
    .map((payment) => ({ ...payment, amount: payment.own ? payment.total : cashTo(payment, invoiceIds) }));
  const last = received
    .filter(({ amount }) => amount > 0n)
    .toSorted((one, other) => one.date.localeCompare(other.date))
    .at(-1);
  return last ? { date: last.date, currency: last.currency, amount: last.amount } : null;
}

function averageDaysLate(invoices: readonly AccountInvoice[], payments: readonly AccountPayment[], today: string): number | null {
  const settledOn = new Map<string, string>();
  for (const { applied, date } of payments.filter(({ voided }) => !voided)) {
    for (const { invoiceId, amount, credit } of applied) {
      if (amount > credit && date > (settledOn.get(invoiceId) ?? "")) settledOn.set(invoiceId, date);
    }
  }
  const late = invoices
    .filter((invoice) => invoiceStatus(invoice, today) === "paid")
    .flatMap(({ id, dueDate }) => {
      const paidOn = settledOn.get(id);
      return paidOn && dueDate ? [Math.max(0, daysBetween(dueDate, paidOn))] : [];
    });
  return late.length === 0 ? null : Math.round(late.reduce((total, days) => total + days, 0) / late.length);
}

/** When a customer gets nothing more on account: decimal text of the invoices' currency, and days. Null: this does not count. */
export type CreditHold = { overdueOver: string | null; daysOverdueOver: number | null };

/** True when more is overdue than allowed, or something for longer (RULES §8). */
export function isOnHold(
  { overdue, daysOverdue: days }: Pick<AccountSummary, "overdue" | "daysOverdue">,
  { overdueOver, daysOverdueOver }: CreditHold,
): boolean {
  if (daysOverdueOver !== null && days > daysOverdueOver) return true;
  return overdueOver !== null && [...overdue].some(([currency, amount]) => toMajor(amount, currency).gt(overdueOver));
}

function sumBy<T extends { currency: string }>(records: readonly T[], pick: (record: T) => bigint): Amounts {
  const amounts: Amounts = new Map();
  for (const record of records) amounts.set(record.currency, amountIn(amounts, record.currency) + pick(record));
  return amounts;
}

const amountIn = (amounts: Amounts, currency: string) => amounts.get(currency) ?? 0n;
const withoutZeros = (amounts: Amounts): Amounts =>
  new Map([...amounts].filter(([, amount]) => amount !== 0n).toSorted(([one], [other]) => one.localeCompare(other)));
const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
