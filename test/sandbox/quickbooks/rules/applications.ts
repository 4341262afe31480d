import type { Entity, Fields, Line, LinkedTxn } from "../entity.ts";
import { amountOf, cents, sum, timesRate } from "../money.ts";
import type { Work } from "../work.ts";

/** The kinds that a payment's lines settle. */
export type Settled = "Invoice" | "CreditMemo";

/** What a payment line settles; undefined when it links nothing that is known here. */
export function linkOf(line: Line): (LinkedTxn & { TxnType: Settled }) | undefined {
  const link = line.LinkedTxn?.[0];
  return link && (link.TxnType === "Invoice" || link.TxnType === "CreditMemo") ? { ...link, TxnType: link.TxnType } : undefined;
}

/** All payment lines that settle this record, with their payment; `except` leaves one payment out. */
function applicationsTo(work: Work, kind: Settled, id: string, except?: string): { payment: Entity; amount: bigint }[] {
  return work.all("Payment").flatMap((payment) => {
    const own = (payment.Line ?? []).filter((line) => linkOf(line)?.TxnType === kind && linkOf(line)?.TxnId === id);
    if (payment.Id === except || own.length === 0) return [];
    return [{ payment, amount: sum(own.map((line) => cents(line.Amount ?? 0))) }];
  });
}

/** What is still open of a record when `except`, a payment, is left out of account. */
export function openAmount(work: Work, kind: Settled, entity: Entity, except?: string): bigint {
  return cents(entity.TotalAmt ?? 0) - sum(applicationsTo(work, kind, entity.Id, except).map(({ amount }) => amount));
}

/** The fields of an invoice or credit memo that follow from the payments applied to it. */
export function settledFields(work: Work, kind: Settled, id: string, fields: Fields): Fields {
  const applied = applicationsTo(work, kind, id);
  const balance = amountOf(cents(fields.TotalAmt ?? 0) - sum(applied.map(({ amount }) => amount)));
  const others = (fields.LinkedTxn ?? []).filter((link) => link.TxnType !== "Payment");
  const links = [...others, ...applied.map(({ payment }) => ({ TxnId: payment.Id, TxnType: "Payment" }))];
  const rate = fields.ExchangeRate;
  const home = rate === undefined ? {} : { HomeBalance: amountOf(timesRate(cents(balance), rate)) };
  return { ...fields, Balance: balance, LinkedTxn: links, ...home, ...(kind === "CreditMemo" ? { RemainingCredit: balance } : {}) };
}

/** Brings the balances of these records up to date after a payment was made, changed or removed. */
export function settle(work: Work, links: readonly { TxnType: Settled; TxnId: string }[]): void {
  const unique = new Map(links.map((link) => [`${link.TxnType}/${link.TxnId}`, link]));
  for (const { TxnType, TxnId } of unique.values()) {
    const entity = work.find(TxnType, TxnId);
    if (entity) work.change(TxnType, TxnId, settledFields(work, TxnType, TxnId, entity));
  }
}

/** A voided or deleted record lets go of its payments: their money becomes unapplied. */
export function release(work: Work, kind: Settled, id: string): void {
  for (const { payment } of applicationsTo(work, kind, id)) {
    const Line = (payment.Line ?? []).filter((line) => !(linkOf(line)?.TxnType === kind && linkOf(line)?.TxnId === id));
    work.change("Payment", payment.Id, { ...payment, Line, UnappliedAmt: amountOf(unapplied(payment.TotalAmt ?? 0, Line)) });
  }
}

/** What of a payment's total no line uses: credits applied count on top of the money received. */
export function unapplied(total: number, lines: readonly Line[]): bigint {
  const applied = (type: Settled) => sum(lines.filter((line) => linkOf(line)?.TxnType === type).map((line) => cents(line.Amount ?? 0)));
  return cents(total) + applied("CreditMemo") - applied("Invoice");
}
