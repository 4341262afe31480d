import { orderMarker } from "../domain/marker.ts";
import type { NewLetter } from "../ports/dead-letters.ts";
import type { Link } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";
import { orderKey } from "./ensure-order.ts";
import { statusOf, type DealStatus } from "./read-status.ts";

const KIND = "merged-orders";

/** `number` is what a person finds the order by; null where nobody knows yet whether it was made. */
type LeftOver = { connectionId: string; orderId: string | null; number: string };

/**
 * Two deals that were merged each had an order: the one of `from` is nobody's any more, and finance says what becomes of it. It is
 * told once; nothing is changed in the ERP, and nothing else is made.
 */
export async function askWhichOrder(tx: PortalTx, { from, to, at }: { from: string; to: string; at: Temporal.Instant }): Promise<void> {
  const left = await leftOver(tx, from);
  if (!left) return;
  const message = `The deal was merged into deal ${to}, which has an order of its own.`;
  if ((await tx.deals.read(from))?.message === message) return;
  const { order } = await statusOf(tx, to);
  await tx.deals.save(from, { state: "cancelled", message, findings: [], pushedAt: null });
  await tx.deadLetters.bury(letterOf(left, { from, to, kept: order?.number ?? order?.id ?? "the other" }), at);
  const details = { mergedId: from, orderLeft: left.number };
  await tx.audit.append({ by: null, what: "deal.merged", subject: { object: "deal", id: to }, details });
}

/** Whether the deal's order was deleted in the ERP, as the mirror knows it or the deal's last run found. */
export function isGone({ row, order }: Pick<DealStatus, "row" | "order">): boolean {
  return order?.status === "deleted" || (row?.findings.some(({ code }) => code === "orderDeleted") ?? false);
}

/** What the deal has in the ERP, or may have. */
async function leftOver(tx: PortalTx, dealId: string): Promise<LeftOver | null> {
  const status = await statusOf(tx, dealId);
  const { row, orderId, order } = status;
  if (!row?.connectionId || isGone(status)) return null;
  const { connectionId } = row;
  if (orderId !== null) return { connectionId, orderId, number: order?.number ?? orderId };
  const intent = await tx.intents.latest(orderKey(connectionId, dealId));
  const isOpen = intent?.state === "planned" || intent?.state === "sent";
  return isOpen ? { connectionId, orderId: null, number: orderMarker(dealId) } : null;
}

function letterOf({ connectionId, orderId, number }: LeftOver, { from, to, kept }: { from: string; to: string; kept: string }): NewLetter {
  const left =
    orderId === null
      ? `another may have been made for deal ${from}: look in QuickBooks for an estimate with ${number} in its memo`
      : `order ${number} of deal ${from} is no deal's any more`;
  return {
    ...{ kind: KIND, record: { object: "order", id: `${connectionId}:${orderId ?? number}` }, code: "orderTwice", cause: "orderTwice" },
    message: `Two deals that each had an order were merged in HubSpot. Order ${kept} stays with the merged deal ${to}; ${left}. Finance voids or deletes it in QuickBooks, or keeps both and settles this with the reason.`,
    ...{ fixBy: "finance", sent: [], job: null, money: null },
  };
}

/** An order that was left over is a deal's again: the other that the deal had is gone. */
export function healLeftOver(tx: PortalTx, { connectionId, externalId }: Link, at: Temporal.Instant): Promise<void> {
  return tx.deadLetters.heal(KIND, { object: "order", id: `${connectionId}:${externalId}` }, at);
}

/** An order that was left over and is gone from the ERP waits for nobody any more. */
export async function healMergedOrders(tx: PortalTx, at: Temporal.Instant): Promise<void> {
  for (const { kind, record } of await tx.deadLetters.ofKind(KIND)) {
    const [connectionId = "", orderId = ""] = record.id.split(":");
    const order = await tx.mirror.readOrder(connectionId, orderId);
    if (order?.record.status === "deleted" || order?.record.status === "rejected") await tx.deadLetters.heal(kind, record, at);
  }
}
