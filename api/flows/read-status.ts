import type { Sale } from "../domain/sale.ts";
import { saleFromJson } from "../domain/sale-json.ts";
import type { ErpInvoice, ErpOrder, ErpPayment } from "../ports/erp.ts";
import type { Connection, DealRow, Portal, PortalTx } from "../ports/store.ts";
import { orderKey } from "./ensure-order.ts";
import type { Needs } from "./needs.ts";

/** Everything that our own database knows of a deal. */
export type DealStatus = {
  portal: Portal | null;
  row: DealRow | null;
  /** The connection that the deal was pushed to, else the first active one. */
  connection: Connection | null;
  frozen: Sale | null;
  orderId: string | null;
  order: ErpOrder | null;
  invoices: ErpInvoice[];
  payments: ErpPayment[];
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
  const connection = chooseConnection(await tx.connections.list(), row, wanted);
  const link = connection && (await tx.links.find(orderKey(connection.connectionId, dealId)));
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
    connection,
    frozen: row?.frozenSale ? saleFromJson(row.frozenSale) : null,
    orderId: link?.externalId ?? null,
    order: order?.record ?? null,
    invoices: invoices.map(({ record }) => record),
    payments: payments.map(({ record }) => record),
    seenAt: seen.sort(Temporal.Instant.compare).at(-1) ?? null,
  };
}

function chooseConnection(connections: Connection[], row: DealRow | null, wanted: string | undefined): Connection | null {
  const chosen = row?.pushedAt ? row.connectionId : (wanted ?? row?.connectionId);
  const own = connections.find(({ connectionId }) => connectionId === chosen);
  return own ?? connections.find(({ state }) => state === "active") ?? connections[0] ?? null;
}
