import type { ErpPayment } from "../../ports/erp-documents.ts";
import { currencyOf, isVoided, versionOf, type Reading } from "./reading.ts";
import type { VendorPayment } from "./vendor-shapes.ts";
import { minorOf } from "./wire-number.ts";

type Applied = ErpPayment["applied"];

/** A payment: money, and the credit memos that it spends on invoices (facts/quickbooks.md §2.6). */
export function paymentFrom(payment: VendorPayment, reading: Reading): ErpPayment {
  const currency = currencyOf(payment, reading);
  const total = minorOf(payment.TotalAmt, currency);
  const unapplied = minorOf(payment.UnappliedAmt ?? 0, currency);
  const invoices = amountsByLink(payment, "invoice", currency);
  const credits = amountsByLink(payment, "creditmemo", currency);
  return {
    id: payment.Id,
    customerId: payment.CustomerRef.value,
    currency,
    date: payment.TxnDate.slice(0, 10),
    total,
    unapplied,
    applied: spreadCredit(invoices, creditSpent(sum(invoices), sum(credits), total - unapplied)),
    voided: isVoided(payment),
    ...versionOf(payment),
  };
}

/** What came from credit memos, or from another credit such as a journal entry: never more money is counted than was received. */
function creditSpent(onInvoices: bigint, fromMemos: bigint, cash: bigint): bigint {
  const beyondCash = onInvoices - cash;
  const credit = beyondCash > fromMemos ? beyondCash : fromMemos;
  return credit > onInvoices ? onInvoices : credit;
}

/** QuickBooks does not say which invoice a credit memo went to, so it fills them in their order. */
function spreadCredit(invoices: Map<string, bigint>, credit: bigint): Applied {
  let left = credit;
  return [...invoices].map(([invoiceId, amount]) => {
    const here = left < amount ? left : amount;
    left -= here;
    return { invoiceId, amount, credit: here };
  });
}

function amountsByLink({ Line: lines }: VendorPayment, type: string, currency: string): Map<string, bigint> {
  const amounts = new Map<string, bigint>();
  for (const line of lines ?? []) {
    const link = line.LinkedTxn?.find(({ TxnType }) => TxnType.toLowerCase() === type);
    if (link) amounts.set(link.TxnId, (amounts.get(link.TxnId) ?? 0n) + minorOf(line.Amount ?? 0, currency));
  }
  return amounts;
}

const sum = (amounts: Map<string, bigint>) => [...amounts.values()].reduce((total, amount) => total + amount, 0n);
