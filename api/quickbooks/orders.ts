import type { DatedSearch, ErpInvoice, ErpOrder } from "../ports/erp-documents.ts";
import { invoiceFrom } from "./mapping/invoice.ts";
import { linesOf } from "./mapping/plain-text.ts";
import { orderFrom } from "./mapping/order.ts";
import { VendorEstimate, VendorInvoice } from "./mapping/vendor-shapes.ts";
import { quoted, quotedInstant } from "./query.ts";
import { readById, understoodAll, type Company } from "./records.ts";

/** QuickBooks' clock is not ours, and its times are not those of one zone. */
const CLOCK_SKEW = { hours: 48 };

/** What a marker search begins with: `since`, less what the clocks may differ. */
export const madeSince = (since: Temporal.Instant) => `MetaData.CreateTime >= ${quotedInstant(since.subtract(CLOCK_SKEW))}`;

/** An order by id; null when it was deleted. */
export async function readOrder({ client, reading }: Company, id: string): Promise<ErpOrder | null> {
  const estimate = await readById(client, "Estimate", id, VendorEstimate);
  return estimate && orderFrom(estimate, await reading());
}

/**
 * Orders of a customer that carry the marker, as a line of the note or as the number; oldest first. Notes cannot be
 * searched (facts/quickbooks.md §2.4), so all orders of the customer since then are read.
 */
export async function findOrdersByMarker(
  { client, reading }: Company,
  { marker, customerId, since }: { marker: string; customerId: string; since: Temporal.Instant },
): Promise<ErpOrder[]> {
  const rows = await client.query({ from: "Estimate", where: [`CustomerRef = ${quoted(customerId)}`, madeSince(since)] });
  // One that does not say the marker anywhere need not be read.
  const mentions = rows.filter((row) => JSON.stringify(row).includes(marker));
  const marked = understoodAll(VendorEstimate, mentions).filter(
    ({ PrivateNote, DocNumber }) => DocNumber === marker || linesOf(PrivateNote).includes(marker),
  );
  const facts = await reading();
  return marked.toSorted(byAge).map((estimate) => orderFrom(estimate, facts));
}

/** Rows of a customer dated in a span of days. */
const datedRows = ({ client }: Company, from: "Estimate" | "Invoice", { customerId, ...days }: DatedSearch) =>
  client.query({
    from,
    where: [`CustomerRef = ${quoted(customerId)}`, `TxnDate >= ${quoted(days.from)}`, `TxnDate <= ${quoted(days.to)}`],
  });

/** A customer's orders by their date. */
export async function listOrdersOf(company: Company, search: DatedSearch): Promise<ErpOrder[]> {
  const rows = understoodAll(VendorEstimate, await datedRows(company, "Estimate", search));
  const facts = await company.reading();
  return rows.map((estimate) => orderFrom(estimate, facts));
}

/** A customer's invoices by their date. */
export async function listInvoicesOf(company: Company, search: DatedSearch): Promise<ErpInvoice[]> {
  const rows = understoodAll(VendorInvoice, await datedRows(company, "Invoice", search));
  const facts = await company.reading();
  return rows.map((invoice) => invoiceFrom(invoice, facts));
}

function byAge(one: VendorEstimate, other: VendorEstimate): number {
  return ageOf(one) - ageOf(other) || Number(one.Id) - Number(other.Id);
}

const ageOf = ({ MetaData }: VendorEstimate) => Temporal.Instant.from(MetaData.CreateTime ?? MetaData.LastUpdatedTime).epochMilliseconds;
