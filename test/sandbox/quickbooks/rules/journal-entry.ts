import type { Fields, JournalDetail, Line } from "../entity.ts";
import { businessFault, missing, QuickBooksFault } from "../fault.ts";
import { amountOf, cents, sum } from "../money.ts";
import type { Kind } from "../kinds.ts";
import { requireOpenBooks } from "./closed-books.ts";
import { currencyReference, homeCurrency } from "./currency.ts";
import { journalNumber } from "./document-number.ts";
import { completed, referenceTo, referred, requiredReference } from "./references.ts";
import type { Rules, WriteContext } from "./write-context.ts";

/** Journal entries balance, are updated whole, and are deleted, never voided (facts/quickbooks.md §2.8). */
export const journalEntryRules: Rules = {
  create(context, fields) {
    const DocNumber = journalNumber(context, fields.DocNumber);
    return context.work.add("JournalEntry", { ...journalFields(context, fields), DocNumber } as Fields);
  },
  update(context, before, after) {
    requireOpenBooks(context, before.TxnDate);
    const DocNumber = journalNumber(context, after.DocNumber, before.Id);
    return context.work.change("JournalEntry", before.Id, { ...journalFields(context, after), DocNumber } as Fields);
  },
  remove(context, before) {
    requireOpenBooks(context, before.TxnDate);
    context.work.remove("JournalEntry", before.Id);
  },
};

function journalFields(context: WriteContext, fields: Fields): Fields {
  const { work } = context;
  if (!fields.Line || fields.Line.length === 0) throw missing("Line");
  const TxnDate = fields.TxnDate ?? work.today;
  requireOpenBooks(context, TxnDate);
  const Line = fields.Line.map((line, index) => journalLine(context, line, index));
  requireBalance(Line);
  requireOneLedgerLine(context, Line);
  const CurrencyRef = currencyReference(fields.CurrencyRef?.value ?? homeCurrency(work));
  return {
    ...fields,
    TxnDate,
    Line,
    CurrencyRef,
    ExchangeRate: fields.ExchangeRate ?? 1,
    TotalAmt: 0,
    Adjustment: fields["Adjustment"] ?? false,
  };
}

function journalLine({ work }: WriteContext, line: Line, index: number): Line {
  const detail = line.JournalEntryLineDetail;
  if (!detail) throw missing("Line.JournalEntryLineDetail");
  if (!detail.PostingType) throw new QuickBooksFault(2260, "The posting type of a journal line must be Debit or Credit.", "PostingType");
  if (line.Amount === undefined) throw missing("Line.Amount");
  if (line.Amount < 0) throw new QuickBooksFault(2290, "Negative amounts are not allowed in a journal line.", "Line.Amount");
  const account = requiredReference(work, "Account", detail.AccountRef, "AccountRef");
  const stored: JournalDetail = { ...detail, AccountRef: referenceTo(account) };
  const itsClass = completed(work, "Class", detail.ClassRef, "ClassRef");
  const department = completed(work, "Department", detail.DepartmentRef, "DepartmentRef");
  if (itsClass) stored.ClassRef = itsClass;
  if (department) stored.DepartmentRef = department;
  requireLedgerEntity(work, account.AccountType, detail);
  return {
    ...line,
    Id: String(index),
    Amount: amountOf(cents(line.Amount)),
    DetailType: "JournalEntryLineDetail",
    JournalEntryLineDetail: stored,
  };
}

/** A line on receivables names a customer, one on payables a vendor. */
function requireLedgerEntity(work: WriteContext["work"], accountType: string | undefined, { Entity }: JournalDetail): void {
  const needed: Partial<Record<string, Kind>> = { "Accounts Receivable": "Customer", "Accounts Payable": "Vendor" };
  const kind = needed[accountType ?? ""] ?? (Entity?.Type as Kind | undefined);
  if (!kind) return;
  if (!Entity?.EntityRef || Entity.Type !== kind)
    throw businessFault(`When you use ${accountType}, you must choose a ${kind.toLowerCase()} in the Name field.`);
  referred(work, kind, Entity.EntityRef, "EntityRef");
}

function requireBalance(lines: readonly Line[]): void {
  const side = (type: "Debit" | "Credit") => lines.filter((line) => line.JournalEntryLineDetail?.PostingType === type);
  const total = (type: "Debit" | "Credit") => sum(side(type).map((line) => cents(line.Amount!)));
  if (side("Debit").length === 0 || side("Credit").length === 0)
    throw new QuickBooksFault(2250, "A journal entry needs at least one debit and one credit line.");
  if (total("Debit") !== total("Credit")) {
    throw new QuickBooksFault(
      2300,
      `Total debits (${amountOf(total("Debit"))}) do not equal total credits (${amountOf(total("Credit"))}).`,
    );
  }
}

function requireOneLedgerLine({ work }: WriteContext, lines: readonly Line[]): void {
  const onLedger = lines.filter((line) => {
    const type = work.find("Account", line.JournalEntryLineDetail!.AccountRef!.value)?.AccountType;
    return type === "Accounts Receivable" || type === "Accounts Payable";
  });
  if (onLedger.length > 1) throw businessFault("You can only have one A/R or A/P account in each journal entry.");
}
