import { isMarker } from "../domain/marker.ts";
import type { Double } from "../ports/erp-documents.ts";
import { linesOf } from "./mapping/plain-text.ts";
import { isVoided } from "./mapping/reading.ts";
import { VendorEstimate, VendorInvoice } from "./mapping/vendor-shapes.ts";
import { madeSince } from "./orders.ts";
import { readEach, understood, type Company } from "./records.ts";

type Document = { Id: string; DocNumber?: string | null | undefined; PrivateNote?: string | null | undefined };

/**
 * Live orders or invoices made since that share a marker of ours. Notes cannot be searched, so all are read (facts/quickbooks.md
 * §2.4); the mirror tells of those that cannot be.
 */
export async function findDoubles({ client }: Pick<Company, "client">, since: Temporal.Instant): Promise<Double[]> {
  const where = [madeSince(since)];
  const estimates = readEach("order", await client.query({ from: "Estimate", where }), (row) => understood(VendorEstimate, row)).read;
  const invoices = readEach("invoice", await client.query({ from: "Invoice", where }), (row) => understood(VendorInvoice, row)).read;
  return [
    ...shared(
      "order",
      estimates.filter(({ TxnStatus }) => TxnStatus !== "Rejected"),
    ),
    ...shared(
      "invoice",
      invoices.filter((invoice) => !isVoided(invoice)),
    ),
  ];
}

function shared(kind: Double["kind"], documents: readonly Document[]): Double[] {
  const byMarker = new Map<string, Document[]>();
  for (const document of documents) {
    for (const marker of new Set(linesOf(document.PrivateNote).filter(isMarker))) {
      byMarker.set(marker, [...(byMarker.get(marker) ?? []), document]);
    }
  }
  return [...byMarker]
    .filter(([, carriers]) => carriers.length > 1)
    .map(([marker, carriers]) => ({
      kind,
      marker,
      ids: carriers.map(({ Id }) => Id),
      numbers: carriers.map(({ DocNumber, Id }) => DocNumber || Id),
    }));
}
