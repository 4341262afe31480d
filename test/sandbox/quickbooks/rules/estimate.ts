import type { Fields } from "../entity.ts";
import { businessFault } from "../fault.ts";
import { preferencesOf } from "../preferences.ts";
import { salesNumber } from "./document-number.ts";
import { salesFields } from "./sales-document.ts";
import type { Rules, WriteContext } from "./write-context.ts";

/** Estimates do not post, so that closed books do not touch them; they are deleted, never voided (facts/quickbooks.md §2.5, §3.1). */
export const estimateRules: Rules = {
  create(context, fields) {
    const complete = estimateFields(context, { ...fields, LinkedTxn: [] });
    return context.work.add("Estimate", { ...complete, DocNumber: salesNumber(context, "Estimate", fields.DocNumber) } as Fields);
  },
  update(context, before, after) {
    const complete = estimateFields(context, { ...after, LinkedTxn: before.LinkedTxn ?? [] }, before);
    const DocNumber = salesNumber(context, "Estimate", after.DocNumber, before);
    return context.work.change("Estimate", before.Id, { ...complete, DocNumber } as Fields);
  },
  remove({ work }, before) {
    work.remove("Estimate", before.Id);
    for (const link of before.LinkedTxn ?? []) {
      const invoice = link.TxnType === "Invoice" ? work.find("Invoice", link.TxnId) : undefined;
      const LinkedTxn = (invoice?.LinkedTxn ?? []).filter((each) => each.TxnType !== "Estimate");
      if (invoice) work.change("Invoice", invoice.Id, { ...invoice, LinkedTxn });
    }
  },
};

function estimateFields(context: WriteContext, fields: Fields, before?: Parameters<typeof salesFields>[2]): Fields {
  if (!preferencesOf(context.work.company).SalesFormsPrefs.AllowEstimates)
    throw businessFault("Estimates are turned off in the sales settings.");
  return { ...salesFields(context, fields, before), TxnStatus: fields.TxnStatus ?? "Pending" };
}
