import type { ErpCreditMemo } from "../../ports/erp-documents.ts";
import { currencyOf, isVoided, linkedIds, netOf, taxOf, versionOf, type Reading } from "./reading.ts";
import type { VendorCreditMemo } from "./vendor-shapes.ts";
import { minorOf } from "./wire-number.ts";

/** A credit memo; what of it was spent on which invoice stands on the payments (facts/quickbooks.md §2.6-§2.7). */
export function creditMemoFrom(memo: VendorCreditMemo, reading: Reading): ErpCreditMemo {
  const currency = currencyOf(memo, reading);
  return {
    id: memo.Id,
    number: memo.DocNumber || null,
    customerId: memo.CustomerRef.value,
    currency,
    date: memo.TxnDate.slice(0, 10),
    net: netOf(memo, currency),
    tax: taxOf(memo, currency) ?? 0n,
    total: minorOf(memo.TotalAmt, currency),
    remaining: minorOf(memo.RemainingCredit ?? memo.Balance ?? 0, currency),
    paymentIds: linkedIds(memo, "Payment"),
    voided: isVoided(memo),
    ...versionOf(memo),
    url: `${reading.appUrl}/app/creditmemo?txnId=${encodeURIComponent(memo.Id)}`,
  };
}
