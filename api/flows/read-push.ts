import type { Sale } from "../domain/sale.ts";
import { saleFromJson } from "../domain/sale-json.ts";
import type { Drift } from "../ports/drifts.ts";
import type { ErpOrder } from "../ports/erp.ts";
import type { DealRow } from "../ports/store.ts";
import { orderKey } from "./ensure-order.ts";
import type { Needs } from "./needs.ts";
import { readPlacing, type Placing } from "./place-deal.ts";

/** Where an earlier run left a deal. */
export type PushStart = {
  row: DealRow | null;
  placing: Placing;
  frozen: Sale | null;
  /** The frozen sale of an order that was sent and whose outcome is not known, or was linked by a run that ended before the deal was told. */
  openSale: Sale | null;
  /** What is known of the order's drift. */
  drift: Drift | null;
  /** The live order of an earlier push; null when it was deleted in the ERP. */
  readOrder(): Promise<ErpOrder | null>;
};

/** Reads what the database knows of a deal's push; calls no vendor until `readOrder`. */
export async function readPush(needs: Needs, { portalId, dealId }: { portalId: number; dealId: string }): Promise<PushStart> {
  return needs.store.inPortal(portalId, async (tx) => {
    const row = await tx.deals.read(dealId);
    const placing = await readPlacing(tx, { row, dealId });
    const key = placing.boundTo === null ? null : orderKey(placing.boundTo, dealId);
    const link = key && (await tx.links.find(key));
    const intent = key && (await tx.intents.latest(key));
    const frozen = row?.frozenSale ? saleFromJson(row.frozenSale) : null;
    return {
      row,
      placing,
      frozen,
      openSale: intent?.state === "sent" || (link && !row?.pushedAt) ? frozen : null,
      drift: link ? await tx.drifts.find(link.connectionId, "order", link.externalId) : null,
      readOrder: async () => (link ? needs.erp(portalId, link.connectionId).readOrder(link.externalId) : null),
    };
  });
}
