import type { Sale } from "../domain/sale.ts";
import { saleFromJson } from "../domain/sale-json.ts";
import type { HoldFacts } from "../domain/hold.ts";
import type { Drift } from "../ports/drifts.ts";
import type { ErpInvoice, ErpOrder, ErpPayment } from "../ports/erp-documents.ts";
import type { DealRow } from "../ports/deals.ts";
import type { Portal } from "../ports/portals.ts";
import type { PortalTx } from "../ports/store.ts";
import { orderKey } from "./ensure-order.ts";
import type { Needs } from "./needs.ts";
import { readPlacing, type Placing } from "./place-deal.ts";

/** Everything that our own database knows of a deal. */
export type DealStatus = {
  portal: Portal | null;
  row: DealRow | null;
  placing: Placing;
  frozen: Sale | null;
  orderId: string | null;
  order: ErpOrder | null;
  invoices: ErpInvoice[];
  payments: ErpPayment[];
  /** What of these documents is not what it was made. */
  drifts: Drift[];
  /** What somebody made of its order, if finance was ever asked about that. */
  hold: HoldFacts | null;
  /** When the ERP was last seen to agree with this, null before the first push. */
  seenAt: Temporal.Instant | null;
};

/** Reads a deal's row and its documents from the mirror; calls no vendor. */
export function readStatus({ store }: Needs, portalId: number, dealId: string, wanted?: string): Promise<DealStatus> {
  return store.inPortal(portalId, (tx) => statusOf(tx, dealId, wanted));
}

/** The same within a transaction. `wanted` is the connection that counts where the deal was not pushed. */
export async function statusOf(tx: PortalTx, dealId: string, wanted?: string): Promise<DealStatus> {
  const row = await tx.deals.read(dealId);
  const link = row?.connectionId ? await tx.links.find(orderKey(row.connectionId, dealId)) : null;
  const order = link && (await tx.mirror.readOrder(link.connectionId, link.externalId));
  const invoices = link ? await tx.mirror.invoicesOfOrder(link.connectionId, link.externalId) : [];
  const payments = link
    ? await tx.mirror.paymentsOfInvoices(
        link.connectionId,
        invoices.map(({ record }) => record.id),
      )
    : [];
  const seen = [...(order ? [order] : []), ...invoices, ...payments].map(({ seenAt }) => seenAt);
  return {
    portal: await tx.portal.read(),
    row,
    placing: await readPlacing(tx, { row, dealId, wanted }),
    frozen: row?.frozenSale ? saleFromJson(row.frozenSale) : null,
    orderId: link?.externalId ?? null,
    order: order?.record ?? null,
    invoices: invoices.map(({ record }) => record),
    payments: payments.map(({ record }) => record),
    drifts: link ? await tx.drifts.ofOrder(link.connectionId, link.externalId) : [],
    hold: link && (await tx.holds.find(link.connectionId, link.externalId)),
    seenAt: seen.sort(Temporal.Instant.compare).at(-1) ?? null,
  };
}
