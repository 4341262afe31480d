import type { JournalRecord } from "../ports/journal.ts";
import type { InboxEvent } from "../ports/inbox.ts";
import type { PortalTx } from "../ports/store.ts";

/** The deal whose order or invoice an event of the ERP is about; else the record that it names. */
export async function recordOfEvent(tx: PortalTx, connectionId: string, { type, objectId }: InboxEvent): Promise<JournalRecord> {
  const [entity = ""] = type.split(".");
  for (const orderId of await ordersOf(tx, connectionId, entity, objectId)) {
    const link = await tx.links.findByExternal(connectionId, "order", orderId);
    if (link) return { object: "deal", id: link.recordId };
  }
  return { object: entity, id: objectId };
}

async function ordersOf(tx: PortalTx, connectionId: string, entity: string, id: string): Promise<string[]> {
  if (entity === "estimate") return [id];
  return entity === "invoice" ? (await tx.mirror.partiesOf(connectionId, [id])).orderIds : [];
}
