import type { Entity, Fields } from "../entity.ts";
import { businessFault } from "../fault.ts";
import { amountOf, cents } from "../money.ts";
import { preferencesOf } from "../preferences.ts";
import { openAmount, release, settledFields } from "./applications.ts";
import { requireOpenBooks } from "./closed-books.ts";
import { salesNumber } from "./document-number.ts";
import { paymentRules } from "./payment.ts";
import { requireSoldLine, salesFields } from "./sales-document.ts";
import type { Rules, WriteContext } from "./write-context.ts";

export const creditMemoRules: Rules = {
  create(context, fields) {
    const complete = creditMemoFields(context, { ...fields, LinkedTxn: [] });
    const open = { Balance: complete.TotalAmt!, RemainingCredit: complete.TotalAmt! };
    const memo = context.work.add("CreditMemo", {
      ...complete,
      ...open,
      DocNumber: salesNumber(context, "CreditMemo", fields.DocNumber),
    } as Fields);
    if (preferencesOf(context.work.company).SalesFormsPrefs.AutoApplyCredit) applyToOldest(context, memo);
    return context.work.find("CreditMemo", memo.Id)!;
  },
  update(context, before, after) {
    const complete = creditMemoFields(context, { ...after, LinkedTxn: before.LinkedTxn ?? [] }, before);
    const used = cents(before.TotalAmt ?? 0) - openAmount(context.work, "CreditMemo", before);
    if (cents(complete.TotalAmt!) < used) throw businessFault("The total of a credit memo cannot be less than what is applied of it.");
    const DocNumber = salesNumber(context, "CreditMemo", after.DocNumber, before);
    const settled = settledFields(context.work, "CreditMemo", before.Id, { ...complete, DocNumber } as Fields);
    return context.work.change("CreditMemo", before.Id, settled);
  },
  remove(context, before) {
    requireOpenBooks(context, before.TxnDate);
    if (openAmount(context.work, "CreditMemo", before) !== cents(before.TotalAmt ?? 0)) {
      throw businessFault("A credit memo that is applied cannot be deleted; remove the payment first.");
    }
    release(context.work, "CreditMemo", before.Id);
    context.work.remove("CreditMemo", before.Id);
  },
};

function creditMemoFields(context: WriteContext, fields: Fields, before?: Entity): Fields {
  requireSoldLine(fields);
  const complete = salesFields(context, fields, before);
  requireOpenBooks(context, before?.TxnDate, complete.TxnDate);
  return complete;
}

/** With AutoApplyCredit the company spends a new credit on the oldest open invoices by itself (facts/quickbooks.md §2.7). */
function applyToOldest(context: WriteContext, memo: Entity): void {
  const { work } = context;
  let left = cents(memo.TotalAmt!);
  const open = work
    .all("Invoice")
    .filter((invoice) => invoice.CustomerRef?.value === memo.CustomerRef?.value && (invoice.Balance ?? 0) > 0);
  const Line = open
    .toSorted((one, other) => one.TxnDate!.localeCompare(other.TxnDate!))
    .flatMap((invoice) => {
      const part = left < cents(invoice.Balance!) ? left : cents(invoice.Balance!);
      left -= part;
      return part > 0n ? [{ Amount: amountOf(part), LinkedTxn: [{ TxnId: invoice.Id, TxnType: "Invoice" }] }] : [];
    });
  if (Line.length === 0) return;
  const spent = { Amount: amountOf(cents(memo.TotalAmt!) - left), LinkedTxn: [{ TxnId: memo.Id, TxnType: "CreditMemo" }] };
  paymentRules.create(context, { CustomerRef: memo.CustomerRef!, CurrencyRef: memo.CurrencyRef!, TotalAmt: 0, Line: [...Line, spent] });
}
