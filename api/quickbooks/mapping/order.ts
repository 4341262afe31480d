import type { ErpOrder, OrderStatus } from "../../ports/erp-documents.ts";
import { markersIn } from "./plain-text.ts";
import { currencyOf, grossOf, linkedIds, netOf, taxOf, versionOf, type Reading } from "./reading.ts";
import type { VendorEstimate } from "./vendor-shapes.ts";
import { minorOf } from "./wire-number.ts";

/** An Estimate as an order. */
export function orderFrom(estimate: VendorEstimate, reading: Reading): ErpOrder {
  const currency = currencyOf(estimate, reading);
  const invoiceIds = linkedIds(estimate, "Invoice");
  return {
    id: estimate.Id,
    number: estimate.DocNumber || null,
    status: statusOf(estimate, invoiceIds),
    customerId: estimate.CustomerRef.value,
    currency,
    date: estimate.TxnDate.slice(0, 10),
    net: netOf(estimate, currency),
    ...grossOf(estimate, currency),
    tax: taxOf(estimate, currency),
    total: minorOf(estimate.TotalAmt, currency),
    invoiceIds,
    markers: markersIn(estimate.PrivateNote),
    ...versionOf(estimate),
    url: `${reading.appUrl}/app/estimate?txnId=${encodeURIComponent(estimate.Id)}`,
  };
}

/** An invoiced Estimate reads Closed or Converted, depending on who made the invoice (facts/quickbooks.md §7.2), so the link decides. */
function statusOf({ TxnStatus, status }: VendorEstimate, invoiceIds: string[]): OrderStatus {
  if (status === "Deleted") return "deleted";
  if (invoiceIds.length > 0) return "invoiced";
  switch (TxnStatus?.toLowerCase()) {
    case "accepted":
      return "accepted";
    case "rejected":
      return "rejected";
    case "closed":
      return "closed";
    case "converted":
      return "invoiced";
    default:
      return "pending";
  }
}
