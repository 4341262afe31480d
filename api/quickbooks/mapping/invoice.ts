import type { ErpInvoice } from "../../ports/erp-documents.ts";
import { markersIn } from "./plain-text.ts";
import { currencyOf, grossOf, isVoided, linkedIds, netOf, taxOf, versionOf, type Reading } from "./reading.ts";
import type { VendorInvoice } from "./vendor-shapes.ts";
import { minorOf } from "./wire-number.ts";

/** An invoice; what was paid stands on the payments, since Balance 0 alone is not paid (RULES §5). */
export function invoiceFrom(invoice: VendorInvoice, reading: Reading): ErpInvoice {
  const currency = currencyOf(invoice, reading);
  return {
    id: invoice.Id,
    number: invoice.DocNumber || null,
    customerId: invoice.CustomerRef.value,
    currency,
    date: invoice.TxnDate.slice(0, 10),
    dueDate: invoice.DueDate?.slice(0, 10) || null,
    net: netOf(invoice, currency),
    ...grossOf(invoice, currency),
    tax: taxOf(invoice, currency) ?? 0n,
    total: minorOf(invoice.TotalAmt, currency),
    balance: minorOf(invoice.Balance ?? 0, currency),
    orderIds: linkedIds(invoice, "Estimate"),
    paymentIds: linkedIds(invoice, "Payment"),
    creditMemoIds: linkedIds(invoice, "CreditMemo"),
    voided: isVoided(invoice),
    markers: markersIn(invoice.PrivateNote),
    ...versionOf(invoice),
    url: `${reading.appUrl}/app/invoice?txnId=${encodeURIComponent(invoice.Id)}`,
  };
}
