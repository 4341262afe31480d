import type { DealView } from "./deal-view.ts";
import type { InvoiceFacts } from "./invoice-status.ts";
import { toMoney } from "./money.ts";

/** What the totals need of an invoice, in minor units; `net` and `tax` beside the gross `total`. */
export type TotalledInvoice = Pick<InvoiceFacts, "total" | "balance" | "cash" | "credit" | "voided"> & { net: bigint; tax: bigint };

/** The totals of a deal (RULES §5): the contract is net; invoiced, paid, credited and balance are gross. Void invoices count nowhere. */
export function dealTotals(contractNet: bigint, invoices: readonly TotalledInvoice[], currency: string): DealView["totals"] {
  const live = invoices.filter(({ voided }) => !voided);
  const sum = (pick: (invoice: TotalledInvoice) => bigint) =>
    toMoney(
      live.reduce((total, invoice) => total + pick(invoice), 0n),
      currency,
    );
  return {
    contract: toMoney(contractNet, currency),
    invoicedNet: sum(({ net }) => net),
    tax: sum(({ tax }) => tax),
    invoiced: sum(({ total }) => total),
    paid: sum(({ cash }) => cash),
    credited: sum(({ credit }) => credit),
    balance: sum(({ balance }) => balance),
  };
}
