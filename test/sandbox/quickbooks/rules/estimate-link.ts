import type { Entity, LinkedTxn } from "../entity.ts";
import { QuickBooksFault } from "../fault.ts";
import type { WriteContext } from "./write-context.ts";

/**
 * The links of an invoice that are kept: one to an Estimate. Links to payments and credit memos are read-only here, and a
 * mis-shaped link is dropped without a word (facts/quickbooks.md §2.4, §9 python-quickbooks #366).
 */
export function writableLinks(links: readonly LinkedTxn[] = []): LinkedTxn[] {
  return links.filter((link) => link.TxnType === "Estimate" && link.TxnId).map(({ TxnId, TxnType }) => ({ TxnId, TxnType }));
}

/** Throws 620 unless each estimate may be linked: there, of the same customer, and without a link (facts/quickbooks.md §7.2: only one). */
export function requireLinkable({ work }: WriteContext, links: readonly LinkedTxn[], customerId: string): void {
  if (links.length > 1) throw unlinkable("Only one estimate can be linked to an invoice.");
  for (const { TxnId } of links) {
    const estimate = work.find("Estimate", TxnId);
    if (!estimate) throw unlinkable(`Estimate ${TxnId} was not found.`);
    if (estimate.CustomerRef?.value !== customerId) throw unlinkable(`Estimate ${TxnId} belongs to another customer.`);
    if ((estimate.LinkedTxn ?? []).length > 0) throw unlinkable(`Estimate ${TxnId} is already linked to another transaction.`);
    if (estimate.TxnStatus === "Closed" || estimate.TxnStatus === "Rejected")
      throw unlinkable(`Estimate ${TxnId} is ${estimate.TxnStatus}.`);
  }
}

/** The other end of the link: the estimate names the invoice and is closed. */
export function closeLinked({ work, settings }: WriteContext, links: readonly LinkedTxn[], invoice: Entity): void {
  for (const { TxnId } of links) {
    const LinkedTxn = [{ TxnId: invoice.Id, TxnType: "Invoice" }];
    work.change("Estimate", TxnId, { ...work.find("Estimate", TxnId), LinkedTxn, TxnStatus: settings.invoicedEstimateStatus });
  }
}

/** The invoice is gone: the estimate waits again. */
export function reopenLinked({ work }: WriteContext, invoice: Entity): void {
  for (const { TxnId } of writableLinks(invoice.LinkedTxn)) {
    const estimate = work.find("Estimate", TxnId);
    if (estimate) work.change("Estimate", TxnId, { ...estimate, LinkedTxn: [], TxnStatus: "Pending" });
  }
}

function unlinkable(reason: string): QuickBooksFault {
  return new QuickBooksFault(620, `Transaction could not be linked : ${reason}`, "LinkedTxn");
}
