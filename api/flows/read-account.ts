import { appliedByInvoice, NOTHING_APPLIED, type Applied } from "../domain/invoice-status.ts";
import type { AccountPayment } from "../domain/customer-account.ts";
import type { ErpCreditMemo, ErpInvoice } from "../ports/erp-documents.ts";
import type { Link } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";

/** An invoice of a customer with what was applied to it, and the deal that it bills. */
export type CustomerInvoice = ErpInvoice & Applied & { connectionId: string; dealId: string | null };

/** All that the mirror knows of the customers that a company of the CRM stands for. */
export type CompanyAccount = {
  customers: Link[];
  invoices: CustomerInvoice[];
  payments: AccountPayment[];
  creditMemos: ErpCreditMemo[];
  /** Every company that was asked has been read as a whole. */
  complete: boolean;
  /** When the ERP was last seen to agree with this; null before the first look. */
  seenAt: Temporal.Instant | null;
};

/** Reads a company's customers in every currency and connection, with their documents; calls no vendor. */
export async function readAccount(tx: PortalTx, companyId: string): Promise<CompanyAccount> {
  const customers = await tx.links.customersOf(`company:${companyId}`);
  const parts: Omit<CompanyAccount, "customers">[] = [];
  for (const [connectionId, links] of Map.groupBy(customers, (link) => link.connectionId))
    parts.push(await readPart(tx, connectionId, links));
  return {
    customers,
    invoices: parts.flatMap(({ invoices }) => invoices),
    payments: parts.flatMap(({ payments }) => payments),
    creditMemos: parts.flatMap(({ creditMemos }) => creditMemos),
    complete: parts.every(({ complete }) => complete),
    seenAt: latest(parts.map(({ seenAt }) => seenAt)),
  };
}

async function readPart(tx: PortalTx, connectionId: string, links: Link[]): Promise<Omit<CompanyAccount, "customers">> {
  const ids = new Set(links.map(({ externalId }) => externalId));
  const { invoices, payments, creditMemos } = await tx.mirror.accountOf(connectionId, [...ids]);
  const applied = appliedByInvoice(payments.map(({ record }) => record));
  const deals = await dealsByOrder(
    tx,
    connectionId,
    invoices.flatMap(({ record }) => record.orderIds),
  );
  const changedSince = await tx.feeds.changedSince(connectionId);
  return {
    invoices: invoices.map(({ record }) => ({
      ...record,
      ...(applied.get(record.id) ?? NOTHING_APPLIED),
      connectionId,
      dealId: record.orderIds.map((id) => deals.get(id)).find((dealId) => dealId !== undefined) ?? null,
    })),
    payments: payments.map(({ record }) => ({ ...record, own: ids.has(record.customerId) })),
    creditMemos: creditMemos.map(({ record }) => record),
    complete: changedSince !== null,
    seenAt: latest([changedSince, ...[...invoices, ...payments, ...creditMemos].map(({ seenAt }) => seenAt)]),
  };
}

async function dealsByOrder(tx: PortalTx, connectionId: string, orderIds: string[]): Promise<Map<string, string>> {
  const links = await tx.links.ofExternals(connectionId, "order", [...new Set(orderIds)]);
  return new Map(links.map(({ externalId, recordId }) => [externalId, recordId]));
}

function latest(instants: (Temporal.Instant | null)[]): Temporal.Instant | null {
  return (
    instants
      .filter((instant) => instant !== null)
      .toSorted(Temporal.Instant.compare)
      .at(-1) ?? null
  );
}
