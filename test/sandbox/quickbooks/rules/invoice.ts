import type { Entity, Fields, Line } from "../entity.ts";
import { businessFault } from "../fault.ts";
import { cents } from "../money.ts";
import { preferencesOf } from "../preferences.ts";
import { openAmount, release, settledFields } from "./applications.ts";
import { requireOpenBooks } from "./closed-books.ts";
import { salesNumber } from "./document-number.ts";
import { dueDate } from "./due-date.ts";
import { closeLinked, reopenLinked, requireLinkable, writableLinks } from "./estimate-link.ts";
import { requireSoldLine, salesFields, termOf } from "./sales-document.ts";
import type { Rules, WriteContext } from "./write-context.ts";

export const invoiceRules: Rules = {
  create(context, fields) {
    const { work } = context;
    const links = writableLinks(fields.LinkedTxn);
    const complete = invoiceFields(context, { ...fields, LinkedTxn: links });
    requireLinkable(context, links, complete.CustomerRef!.value);
    const DocNumber = salesNumber(context, "Invoice", fields.DocNumber);
    const invoice = work.add("Invoice", { ...complete, DocNumber, ...opened(complete) } as Fields);
    closeLinked(context, links, invoice);
    return invoice;
  },
  update(context, before, after) {
    const { work } = context;
    const added = addedLinks(before, after);
    const complete = invoiceFields(context, { ...after, LinkedTxn: [...(before.LinkedTxn ?? []), ...added] }, before);
    requireLinkable(context, added, complete.CustomerRef!.value);
    requireCovered(context, before, complete);
    const DocNumber = salesNumber(context, "Invoice", after.DocNumber, before);
    const invoice = work.change("Invoice", before.Id, settledFields(work, "Invoice", before.Id, { ...complete, DocNumber } as Fields));
    closeLinked(context, added, invoice);
    return invoice;
  },
  remove(context, before) {
    requireOpenBooks(context, before.TxnDate);
    release(context.work, "Invoice", before.Id);
    reopenLinked(context, before);
    context.work.remove("Invoice", before.Id);
  },
  void(context, before) {
    requireOpenBooks(context, before.TxnDate);
    release(context.work, "Invoice", before.Id);
    return context.work.change("Invoice", before.Id, voided(before), "void");
  },
};

/** Nothing is paid yet. */
function opened({ TotalAmt = 0, HomeTotalAmt }: Fields): Fields {
  return HomeTotalAmt === undefined ? { Balance: TotalAmt } : { Balance: TotalAmt, HomeBalance: HomeTotalAmt };
}

function invoiceFields(context: WriteContext, fields: Fields, before?: Entity): Fields {
  requireSoldLine(fields);
  const complete = salesFields(context, fields, before);
  requireOpenBooks(context, before?.TxnDate, complete.TxnDate);
  const { AllowDeposit, ETransactionPaymentEnabled } = preferencesOf(context.work.company).SalesFormsPrefs;
  if (fields["Deposit"] && !AllowDeposit) throw businessFault("Deposits are turned off in the sales settings.");
  return {
    ...complete,
    DueDate: fields.DueDate ?? dueDate(complete.TxnDate!, termOf(context, fields)),
    AllowOnlineCreditCardPayment: Boolean(ETransactionPaymentEnabled && (fields.AllowOnlineCreditCardPayment ?? true)),
    AllowOnlineACHPayment: Boolean(ETransactionPaymentEnabled && (fields.AllowOnlineACHPayment ?? true)),
  };
}

function addedLinks(before: Entity, after: Fields) {
  const known = new Set(writableLinks(before.LinkedTxn).map((link) => link.TxnId));
  return writableLinks(after.LinkedTxn).filter((link) => !known.has(link.TxnId));
}

/** An invoice with money on it keeps its customer and cannot become smaller than that money. */
function requireCovered({ work }: WriteContext, before: Entity, after: Fields): void {
  const paid = cents(before.TotalAmt ?? 0) - openAmount(work, "Invoice", before);
  if (paid === 0n) return;
  if (after.CustomerRef?.value !== before.CustomerRef?.value)
    throw businessFault("The customer of an invoice with payments cannot be changed.");
  if (cents(after.TotalAmt ?? 0) < paid) throw businessFault("The total of an invoice cannot be less than what is paid on it.");
}

/** Everything zero, the note replaced by "Voided" (facts/quickbooks.md §3.1): whoever left a marker there has lost it. */
function voided(before: Entity): Fields {
  const links = (before.LinkedTxn ?? []).filter((link) => link.TxnType !== "Payment");
  const home = before.HomeTotalAmt === undefined ? {} : { HomeTotalAmt: 0, HomeBalance: 0 };
  const TxnTaxDetail = before.TxnTaxDetail && { ...before.TxnTaxDetail, TotalTax: 0, TaxLine: [] };
  const Line = (before.Line ?? []).map(emptied);
  return {
    ...before,
    Line,
    TotalAmt: 0,
    Balance: 0,
    ...home,
    ...(TxnTaxDetail ? { TxnTaxDetail } : {}),
    PrivateNote: "Voided",
    LinkedTxn: links,
  };
}

function emptied(line: Line): Line {
  const zero = line.Amount === undefined ? line : { ...line, Amount: 0 };
  return zero.SalesItemLineDetail?.Qty === undefined ? zero : { ...zero, SalesItemLineDetail: { ...zero.SalesItemLineDetail, Qty: 0 } };
}
