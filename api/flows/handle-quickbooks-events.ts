import type { Job } from "../ports/queue.ts";
import type { InboxEvent } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

type Kind = Extract<Job, { name: "mirror-document" }>["data"]["kind"];
const KIND: Record<string, Kind> = { estimate: "order", invoice: "invoice", payment: "payment" };

/** QuickBooks' webhooks are hints: each document or customer that one names is read again, and so are the preferences. Safe to repeat. */
export async function handleQuickBooksEvents({ store }: Needs, events: InboxEvent[]): Promise<void> {
  for (const [realmId, ofRealm] of Map.groupBy(events, (event) => event.realmId ?? "")) {
    const owners = await store.inSystem((tx) => tx.connections.findByRealm(realmId));
    for (const { portalId, connectionId } of owners) {
      await store.inPortal(portalId, async (tx) => {
        for (const { type, objectId } of ofRealm) {
          if (type.startsWith("preferences."))
            await tx.enqueue({ name: "read-company", data: { portalId, connectionId } }, { key: connectionId });
          if (type.startsWith("customer."))
            await tx.enqueue(
              { name: "mirror-customer", data: { portalId, connectionId, customerId: objectId } },
              { key: `${connectionId}:${objectId}` },
            );
          const kind = KIND[type.split(".")[0] ?? ""];
          if (kind)
            await tx.enqueue(
              { name: "mirror-document", data: { portalId, connectionId, kind, externalId: objectId } },
              { key: `${connectionId}:${kind}:${objectId}` },
            );
        }
      });
    }
  }
}
