import type { Entity, Fields, Line } from "../entity.ts";
import { businessFault, missing, QuickBooksFault } from "../fault.ts";
import { amountOf, cents, sum } from "../money.ts";
import type { Work } from "../work.ts";
import { linkOf, openAmount, settle, unapplied } from "./applications.ts";
import { requireOpenBooks } from "./closed-books.ts";
import { transactionCurrency } from "./currency.ts";
import { referenceTo, referred, requiredReference } from "./references.ts";
import { withOwnCurrency } from "./sales-document.ts";
import type { Rules, WriteContext } from "./write-context.ts";

export const paymentRules: Rules = {
  create(context, fields) {
    const complete = paymentFields(context, fields);
    requireOpenBooks(context, complete.TxnDate);
    const payment = context.work.add("Payment", complete);
    settle(context.work, linksOf(payment));
    return payment;
  },
  update(context, before, after) {
    requireNotDeposited(before);
    const complete = paymentFields(context, { ...after, Line: after.Line ?? before.Line ?? [] }, before);
    requireOpenBooks(context, before.TxnDate, complete.TxnDate);
    const payment = context.work.change("Payment", before.Id, complete);
    settle(context.work, [...linksOf(before), ...linksOf(payment)]);
    return payment;
  },
  remove(context, before) {
    requireNotDeposited(before);
    requireOpenBooks(context, before.TxnDate);
    context.work.remove("Payment", before.Id);
    settle(context.work, linksOf(before));
  },
  void(context, before) {
    requireNotDeposited(before);
    requireOpenBooks(context, before.TxnDate);
    const empty = { ...before, TotalAmt: 0, UnappliedAmt: 0, Line: [], PrivateNote: "Voided" };
    const payment = context.work.change("Payment", before.Id, empty, "void");
    settle(context.work, linksOf(before));
    return payment;
  },
};

function linksOf(payment: Fields) {
  return (payment.Line ?? []).flatMap((line) => linkOf(line) ?? []);
}

/** Money that was put into a deposit is out of reach: 6540 (facts/quickbooks.md §2.6). */
function requireNotDeposited(payment: Entity): void {
  if (payment.LinkedTxn?.some((link) => link.TxnType === "Deposit")) {
    throw new QuickBooksFault(
      6540,
      "The transaction has been deposited. If you want to change or delete it, you must edit the deposit first.",
    );
  }
}

function paymentFields(context: WriteContext, fields: Fields, before?: Entity): Fields {
  const { work } = context;
  const customer = requiredReference(work, "Customer", fields.CustomerRef, "CustomerRef");
  if (fields.TotalAmt === undefined) throw missing("TotalAmt");
  if (fields.TotalAmt < 0) throw businessFault("The amount of a payment must be zero or more.");
  const Line = (fields.Line ?? []).map((line) => paymentLine(work, line, customer));
  requireWithinBalances(work, Line, before?.Id);
  const left = unapplied(fields.TotalAmt, Line);
  if (left < 0n) throw businessFault("The amount applied to invoices is more than the amount received and the credits.");
  if (left > cents(fields.TotalAmt)) throw businessFault("The credits applied are more than the invoices they are applied to.");
  return {
    ...fields,
    CustomerRef: referenceTo(customer),
    ...transactionCurrency(work, withOwnCurrency(fields, before), customer),
    TxnDate: fields.TxnDate ?? work.today,
    DepositToAccountRef: depositAccount(work, fields),
    ProcessPayment: false,
    TotalAmt: amountOf(cents(fields.TotalAmt)),
    UnappliedAmt: amountOf(left),
    Line,
    LinkedTxn: before?.LinkedTxn ?? [],
  };
}

/** DepositToAccountRef, or the Undeposited Funds account (facts/quickbooks.md §2.6). */
function depositAccount(work: Work, fields: Fields): Fields["CustomerRef"] {
  const sent = fields["DepositToAccountRef"] as Fields["CustomerRef"];
  if (sent) return referenceTo(referred(work, "Account", sent, "DepositToAccountRef"));
  const undeposited = work.all("Account").find((account) => account["AccountSubType"] === "UndepositedFunds");
  return undeposited && { value: undeposited.Id };
}

/** One line pays one record of the same customer; the answer's LineEx is noise to be ignored (facts/quickbooks.md §2.6). */
function paymentLine(work: Work, line: Line, customer: Entity): Line {
  const link = linkOf(line);
  if (!link || line.LinkedTxn?.length !== 1)
    throw new QuickBooksFault(620, "A payment line links exactly one Invoice or CreditMemo.", "LinkedTxn");
  if (line.Amount === undefined) throw missing("Line.Amount");
  if (line.Amount < 0) throw new QuickBooksFault(2290, "Negative amounts are not allowed in a payment line.", "Line.Amount");
  const target = work.find(link.TxnType, link.TxnId);
  if (!target) throw new QuickBooksFault(2500, `Invalid Reference Id : ${link.TxnType} element id ${link.TxnId} not found`, "LinkedTxn");
  if (!samePayer(work, target, customer)) throw new QuickBooksFault(620, `The ${link.TxnType} belongs to another customer.`, "LinkedTxn");
  return {
    Amount: amountOf(cents(line.Amount)),
    LinkedTxn: [{ TxnId: link.TxnId, TxnType: link.TxnType }],
    LineEx: noise(link.TxnId, target),
  };
}

function samePayer(work: Work, target: Entity, customer: Entity): boolean {
  const owner = target.CustomerRef!.value;
  return owner === customer.Id || work.find("Customer", owner)?.ParentRef?.value === customer.Id;
}

function noise(id: string, target: Entity): object {
  const value = (Name: string, Value: string) => ({
    name: "{http://schema.intuit.com/finance/v3}NameValue",
    value: { Name, Value },
    nil: false,
  });
  return {
    any: [value("txnId", id), value("txnOpenBalance", String(target.Balance ?? 0)), value("txnReferenceNumber", target.DocNumber ?? "")],
  };
}

function requireWithinBalances(work: Work, lines: readonly Line[], ownId?: string): void {
  for (const line of lines) {
    const { TxnType, TxnId } = linkOf(line)!;
    const own = lines.filter((other) => linkOf(other)?.TxnId === TxnId && linkOf(other)?.TxnType === TxnType);
    const applied = sum(own.map((each) => cents(each.Amount ?? 0)));
    if (applied > openAmount(work, TxnType, work.find(TxnType, TxnId)!, ownId)) {
      throw businessFault(`The amount applied to ${TxnType} ${TxnId} is more than what is open.`);
    }
  }
}
