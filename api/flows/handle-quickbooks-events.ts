import type { MirrorKind } from "../ports/mirror.ts";
import type { InboxEvent, PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

const KINDS: Record<string, MirrorKind> = {
  estimate: "order",
  invoice: "invoice",
  payment: "payment",
  creditmemo: "creditMemo",
  item: "item",
};

/** A record is read at most this often, however many events it has (RULES §8). */
const COALESCED_SECONDS = 30;

/** QuickBooks' webhooks are hints: each record that one names is read again, and so are the preferences. Safe to repeat. */
export async function handleQuickBooksEvents({ store, clock }: Needs, events: InboxEvent[]): Promise<void> {
  for (const [realmId, ofRealm] of Map.groupBy(events, (event) => event.realmId ?? "")) {
    const owners = await store.inSystem((tx) => tx.connections.findByRealm(realmId));
    for (const { portalId, connectionId } of owners) {
      await store.inPortal(portalId, async (tx) => {
        // In one order, so that two who take hints never wait for each other.
        for (const event of ofRealm.toSorted(byRecord)) await takeHint(tx, connectionId, event, clock.now());
      });
    }
  }
}

const byRecord = (one: InboxEvent, other: InboxEvent) => `${one.type} ${one.objectId}`.localeCompare(`${other.type} ${other.objectId}`);

async function takeHint(tx: PortalTx, connectionId: string, { type, objectId }: InboxEvent, now: Temporal.Instant): Promise<void> {
  const [entity = "", operation] = type.split(".");
  const place = { portalId: tx.portalId, connectionId };
  if (entity === "customer" && operation === "merged") await tx.enqueue({ name: "follow-merges", data: place }, { key: connectionId });
  if (entity === "preferences") await tx.enqueue({ name: "read-company", data: place }, { key: connectionId });
  if (entity === "customer")
    await tx.enqueue({ name: "mirror-customer", data: { ...place, customerId: objectId } }, { key: `${connectionId}:${objectId}` });
  const kind = KINDS[entity];
  if (!kind) return;
  await tx.enqueue(
    { name: "mirror-document", data: { ...place, kind, externalId: objectId } },
    {
      key: `${connectionId}:${kind}:${objectId}`,
      startAfterSeconds: secondsToWait(await tx.mirror.seenAt(connectionId, kind, objectId), now),
    },
  );
}

/** The first hint is taken at once; those that follow within the time share one read at its end. */
function secondsToWait(seenAt: Temporal.Instant | null, now: Temporal.Instant): number {
  const age = seenAt ? now.since(seenAt).total("seconds") : COALESCED_SECONDS;
  return Math.ceil(Math.min(Math.max(0, COALESCED_SECONDS - age), COALESCED_SECONDS));
}
