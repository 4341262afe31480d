import type { CompanyView } from "../domain/company-view.ts";
import { summaryOf, type Amounts } from "../domain/customer-account.ts";
import type { InvoiceStatus } from "../domain/invoice-status.ts";
import { toMoney } from "../domain/money.ts";
import { invoiceOf } from "./billing-of-deal.ts";
import { catchUp } from "./catch-up.ts";
import { isOnCreditHold } from "./is-on-credit-hold.ts";
import { nameCustomers } from "./name-customers.ts";
import type { Link } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { readAccount, type CustomerInvoice } from "./read-account.ts";

/** At most this many invoices go to the card at once (DESIGN §5). */
const PAGE = 100;

/** Whose account is shown, and which of its invoices. */
export type CompanyQuery = {
  portalId: number;
  companyId: string;
  /** Only invoices with one of these; empty: all. */
  statuses: InvoiceStatus[];
  dealId: string | null;
  cursor: string | null;
  /** Asks QuickBooks for what changed before it answers. */
  refresh: boolean;
};

/** What a company's customers owe and have paid, from the mirror. */
export async function viewCompany(needs: Needs, query: CompanyQuery): Promise<CompanyView> {
  if (query.refresh) await catchUpOf(needs, query);
  const now = needs.clock.now();
  const { account, customers, creditHold, connectionLost, today } = await needs.store.inPortal(query.portalId, async (tx) => {
    const read = await readAccount(tx, query.companyId);
    const timeZone = (await tx.portal.read())?.timeZone ?? "UTC";
    const day = now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
    return {
      account: read,
      customers: await nameCustomers(tx, read.customers),
      creditHold: await isOnCreditHold(tx, read, day),
      connectionLost: await isLost(tx, read.customers),
      today: day,
    };
  });
  const { lastPayment, ...summary } = summaryOf(account, today);
  return {
    companyId: query.companyId,
    customers,
    balances: monies(summary.balances),
    overdue: monies(summary.overdue),
    unapplied: monies(summary.unapplied),
    credits: monies(summary.credits),
    aging: summary.aging.map(({ bucket, amount, currency }) => ({ bucket, amount: toMoney(amount, currency) })),
    daysOverdue: summary.daysOverdue,
    lastPayment: lastPayment && { date: lastPayment.date, amount: toMoney(lastPayment.amount, lastPayment.currency) },
    averageDaysLate: summary.averageDaysLate,
    creditHold,
    connectionLost,
    ...pageOf(account.invoices, query, today),
    complete: account.complete,
    asOf: (account.seenAt ?? now).toString({ smallestUnit: "millisecond" }),
  };
}

async function isLost(tx: PortalTx, customers: Link[]): Promise<boolean> {
  const lost = (await tx.connections.list()).filter(({ state }) => state === "needsReconnect");
  return lost.some(({ connectionId }) => customers.some((customer) => customer.connectionId === connectionId));
}

async function catchUpOf(needs: Needs, { portalId, companyId }: CompanyQuery): Promise<void> {
  const connectionIds = await needs.store.inPortal(portalId, async (tx) => {
    const active = (await tx.connections.list()).filter(({ state }) => state === "active").map(({ connectionId }) => connectionId);
    const links = await tx.links.customersOf(`company:${companyId}`);
    return active.filter((id) => links.some(({ connectionId }) => connectionId === id));
  });
  for (const connectionId of connectionIds) await catchUp(needs, { portalId, connectionId });
}

type Page = Pick<CompanyView, "invoices" | "invoiceCount" | "cursor">;

/** Newest first. The cursor names the last invoice shown, so that new ones move no page. */
function pageOf(all: CustomerInvoice[], { statuses, dealId, cursor }: CompanyQuery, today: string): Page {
  const rows = all
    .filter((invoice) => dealId === null || invoice.dealId === dealId)
    .map((invoice) => ({
      key: keyOf(invoice),
      shown: { ...invoiceOf(invoice, today), dealId: invoice.dealId, connectionId: invoice.connectionId },
    }))
    .filter(({ shown }) => statuses.length === 0 || statuses.includes(shown.status))
    .toSorted((one, other) => (one.key < other.key ? 1 : -1));
  const rest = cursor === null ? rows : rows.filter(({ key }) => key < cursor);
  const page = rest.slice(0, PAGE);
  return {
    invoices: page.map(({ shown }) => shown),
    invoiceCount: rows.length,
    cursor: rest.length > PAGE ? (page.at(-1)?.key ?? null) : null,
  };
}

/** Ids are numbers in text: the longer is the later. */
const keyOf = ({ date, id, connectionId }: CustomerInvoice) => `${date} ${id.padStart(20, "0")} ${connectionId}`;

const monies = (amounts: Amounts) => [...amounts].map(([currency, amount]) => toMoney(amount, currency));
