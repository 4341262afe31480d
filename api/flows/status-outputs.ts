import { summaryOf } from "../domain/customer-account.ts";
import { warningFinding } from "../domain/finding.ts";
import { lastCashDate } from "../domain/invoice-status.ts";
import { toMoney } from "../domain/money.ts";
import { dealTotals } from "../domain/totals.ts";
import { billingOutputs, resultOutputs, type ActionOutputs } from "../domain/workflow-action.ts";
import type { PortalTx } from "../ports/store.ts";
import { billingOf, invoiceOf } from "./billing-of-deal.ts";
import { readAccount } from "./read-account.ts";
import type { DealStatus } from "./read-status.ts";

/** What a workflow learns of a deal's order and invoices, from what we know already. */
export function dealOutputs(status: DealStatus, now: Temporal.Instant): Record<string, string | number> {
  const { order, frozen, portal, payments, invoices } = status;
  const currency = order?.currency ?? frozen?.currency ?? portal?.currency ?? "USD";
  const billing = billingOf(status, { contractNet: frozen?.net ?? 0n, currency, now });
  const lastPaymentDate = lastCashDate(payments, new Set(invoices.map(({ id }) => id)));
  return { ...(order && { orderNumber: order.number ?? order.id }), ...billingOutputs({ ...billing, lastPaymentDate }) };
}

/** The same of all that a company owes. A workflow takes one amount, so it is told the home currency's, and that there are others. */
export async function companyOutputs(tx: PortalTx, companyId: string, now: Temporal.Instant): Promise<ActionOutputs> {
  const account = await readAccount(tx, companyId);
  const portal = await tx.portal.read();
  if (account.customers.length === 0) return resultOutputs("unknown", [], "No customer in QuickBooks belongs to this company yet.");
  const today = now
    .toZonedDateTimeISO(portal?.timeZone ?? "UTC")
    .toPlainDate()
    .toString();
  const { balances } = summaryOf(account, today);
  const [currency = "USD", ...others] = homeFirst([...balances.keys()], portal?.currency ?? "USD");
  const invoices = account.invoices.filter((invoice) => invoice.currency === currency);
  const { lastPayment } = summaryOf({ ...account, payments: account.payments.filter((payment) => payment.currency === currency) }, today);
  const totals = { ...dealTotals(0n, invoices, currency), balance: toMoney(balances.get(currency) ?? 0n, currency) };
  const views = invoices.map((invoice) => invoiceOf(invoice, today));
  return {
    ...resultOutputs("pushed", others.length > 0 ? [otherCurrencies(currency, others)] : []),
    ...billingOutputs({ invoices: views, totals, lastPaymentDate: lastPayment?.date ?? null }),
  };
}

const homeFirst = (currencies: string[], home: string) => [
  ...(currencies.includes(home) || currencies.length === 0 ? [home] : []),
  ...currencies.filter((currency) => currency !== home),
];

function otherCurrencies(currency: string, others: string[]) {
  const message = `These amounts are in ${currency} alone; QuickBooks also has documents of this company in ${others.join(" and ")}.`;
  return warningFinding("otherCurrencies", "finance", message);
}
