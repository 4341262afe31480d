import type { Sale } from "../domain/sale.ts";
import { saleFromJson } from "../domain/sale-json.ts";
import type { ErpOrder } from "../ports/erp.ts";
import type { DealRow, PortalTx } from "../ports/store.ts";
import { orderKey } from "./ensure-order.ts";
import type { Needs } from "./needs.ts";

/** Where an earlier run left a deal. */
export type PushStart = {
  row: DealRow | null;
  /** The active connection to push to: the one that holds the deal's order, or may hold it, and no other then; else the first. */
  connectionId: string | null;
  frozen: Sale | null;
  /** The frozen sale of an order that was sent and whose outcome is not known, or was linked by a run that ended before the deal was told. */
  openSale: Sale | null;
  /** The live order of an earlier push; null when it was deleted in the ERP. */
  readOrder(): Promise<ErpOrder | null>;
};

/** Reads what the database knows of a deal's push; calls no vendor until `readOrder`. */
export async function readPush(needs: Needs, { portalId, dealId }: { portalId: number; dealId: string }): Promise<PushStart> {
  return needs.store.inPortal(portalId, async (tx) => {
    const row = await tx.deals.read(dealId);
    const connectionId = await chooseConnection(tx, row, dealId);
    const key = connectionId === null ? null : orderKey(connectionId, dealId);
    const link = key && (await tx.links.find(key));
    const intent = key && (await tx.intents.latest(key));
    const frozen = row?.frozenSale ? saleFromJson(row.frozenSale) : null;
    return {
      row,
      connectionId,
      frozen,
      openSale: intent?.state === "sent" || (link && !row?.pushedAt) ? frozen : null,
      readOrder: async () => (link ? needs.erp(portalId, link.connectionId).readOrder(link.externalId) : null),
    };
  });
}

/** An order that is in one company, or may be, is never made in another because that one cannot be reached. */
async function chooseConnection(tx: PortalTx, row: DealRow | null, dealId: string): Promise<string | null> {
  const active = (await tx.connections.list()).filter(({ state }) => state === "active").map(({ connectionId }) => connectionId);
  const before = row?.connectionId ?? null;
  if (before === null || active.includes(before)) return before ?? active[0] ?? null;
  return (await isBound(tx, before, dealId)) ? null : (active[0] ?? null);
}

/** True when the deal's order is in this company, or may be. */
export async function isBound(tx: PortalTx, connectionId: string, dealId: string): Promise<boolean> {
  const key = orderKey(connectionId, dealId);
  return (await tx.links.find(key)) !== null || (await tx.intents.latest(key))?.state === "sent";
}
