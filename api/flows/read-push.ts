import type { Sale } from "../domain/sale.ts";
import { saleFromJson } from "../domain/sale-json.ts";
import type { ErpOrder } from "../ports/erp-documents.ts";
import type { DealRow } from "../ports/deals.ts";
import type { PortalTx } from "../ports/store.ts";
import { orderKey } from "./ensure-order.ts";
import type { Needs } from "./needs.ts";
import { readPlacing, type Placing } from "./place-deal.ts";
import type { OrderQuestions } from "./standing-of-order.ts";

/** Where an earlier run left a deal. */
export type PushStart = {
  row: DealRow | null;
  placing: Placing;
  frozen: Sale | null;
  /** The frozen sale of an order that was sent and whose outcome is not known, or was linked by a run that ended before the deal was told. */
  openSale: Sale | null;
  questions: OrderQuestions;
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
      questions: link ? await questionsOfOrder(tx, link.connectionId, link.externalId) : { drift: null, hold: null },
      readOrder: async () => (link ? needs.erp(portalId, link.connectionId).readOrder(link.externalId) : null),
    };
  });
}

/** What finance was asked about an order of ours. */
export async function questionsOfOrder(tx: PortalTx, connectionId: string, orderId: string): Promise<OrderQuestions> {
  return { drift: await tx.drifts.find(connectionId, "order", orderId), hold: await tx.holds.find(connectionId, orderId) };
}
