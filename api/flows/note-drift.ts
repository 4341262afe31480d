import { nextDrift } from "../domain/drift.ts";
import { saleFromJson } from "../domain/sale-json.ts";
import { soldFor } from "../domain/sold-for.ts";
import type { ErpInvoice, ErpOrder } from "../ports/erp-documents.ts";
import type { MirrorChange } from "../ports/mirror.ts";
import type { Link } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";

type Doc = ErpOrder | ErpInvoice;

/** Orders of ours, and invoices that bill them, which are not what they were made any more, are put before finance; those that are again have healed. */
export async function noteDrift(tx: PortalTx, connectionId: string, changes: MirrorChange[], at: Temporal.Instant): Promise<void> {
  const documents = changes.filter(({ kind }) => kind === "order" || kind === "invoice");
  const ours = await ordersOfOurs(tx, connectionId, documents);
  for (const change of documents) {
    const orderId = orderIdsOf(change).find((id) => ours.has(id));
    const link = orderId === undefined ? undefined : ours.get(orderId);
    if (link) await noteOne(tx, link, change, at);
  }
}

async function ordersOfOurs(tx: PortalTx, connectionId: string, changes: MirrorChange[]): Promise<Map<string, Link>> {
  const links = await tx.links.ofExternals(connectionId, "order", [...new Set(changes.flatMap(orderIdsOf))]);
  return new Map(links.map((link) => [link.externalId, link]));
}

function orderIdsOf({ kind, id, before, after }: MirrorChange): string[] {
  return kind === "order" ? [id] : ((after ?? before) as ErpInvoice).orderIds;
}

async function noteOne(
  tx: PortalTx,
  { connectionId, recordId, externalId: orderId }: Link,
  change: MirrorChange,
  at: Temporal.Instant,
): Promise<void> {
  const kind = change.kind as "order" | "invoice";
  const [before, after] = [change.before, change.after] as [Doc | null, Doc | null];
  const made = kind === "order" ? await soldBy(tx, recordId) : before && soldFor(before);
  const shown = after ?? before;
  if (made === null || shown === null) return;
  const known = await tx.drifts.find(connectionId, kind, change.id);
  const standing = after && { amount: soldFor(after), voided: "voided" in after && after.voided };
  const next = nextDrift(known, made, standing);
  const { number, url, currency } = shown;
  if (next) await tx.drifts.save({ connectionId, kind, externalId: change.id, orderId, number, url, currency }, next, at);
}

/** What the deal was sold for when its order was made. */
async function soldBy(tx: PortalTx, dealId: string): Promise<bigint | null> {
  const frozen = (await tx.deals.read(dealId))?.frozenSale;
  return frozen ? saleFromJson(frozen).net : null;
}
