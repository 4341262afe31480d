import type { JournalRecord, Step } from "../ports/journal.ts";
import type { MirrorKind } from "../ports/mirror.ts";
import type { InboxEvent } from "../ports/inbox.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { followMergesLater } from "./keep-records.ts";
import { recordOfEvent } from "./record-of-event.ts";

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
export async function handleQuickBooksEvents({ store, clock, journal }: Needs, events: InboxEvent[]): Promise<void> {
  for (const [realmId, ofRealm] of Map.groupBy(events, (event) => event.realmId ?? "")) {
    const owners = await store.inSystem((tx) => tx.connections.findByRealm(realmId));
    for (const { portalId, connectionId } of owners) {
      const steps = await store.inPortal(portalId, async (tx) => {
        const told: Step[] = [];
        // In one order, so that two who take hints never wait for each other.
        for (const [, alike] of [...Map.groupBy(ofRealm, hintOf)].toSorted(byHint)) {
          const [event] = alike as [InboxEvent, ...InboxEvent[]];
          await takeHint(tx, connectionId, event, clock.now());
          const record = await recordOfEvent(tx, connectionId, event);
          told.push(...alike.map((each) => toldOf(each, record)));
        }
        return told;
      });
      await journal.note(portalId, ...steps);
    }
  }
}

const toldOf = ({ id, type }: InboxEvent, record: JournalRecord): Step => ({
  ...{ what: "webhook.quickbooks", outcome: "ok", record },
  details: { event: id, type },
});

/** Events that say the same of the same record are one hint. */
const hintOf = ({ type, objectId }: InboxEvent) => `${type} ${objectId}`;
const byHint = ([one]: [string, unknown], [other]: [string, unknown]) => one.localeCompare(other);

async function takeHint(tx: PortalTx, connectionId: string, { type, objectId }: InboxEvent, now: Temporal.Instant): Promise<void> {
  const [entity = "", operation] = type.split(".");
  if (operation === "created" && (await isKnown(tx, connectionId, entity, objectId))) return;
  const place = { portalId: tx.portalId, connectionId };
  if (entity === "customer" && operation === "merged") await followMergesLater(tx, connectionId);
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

/** That a customer or order was made is no news where the mirror has it, as with each that we made; whatever was done to it since is an event of its own. */
async function isKnown(tx: PortalTx, connectionId: string, entity: string, id: string): Promise<boolean> {
  if (entity === "customer") return (await tx.mirroredCustomers.read(connectionId, [id])).has(id);
  return entity === "estimate" && (await tx.mirror.seenAt(connectionId, "order", id)) !== null;
}

/** The first hint is taken at once; those that follow within the time share one read at its end. */
function secondsToWait(seenAt: Temporal.Instant | null, now: Temporal.Instant): number {
  const age = seenAt ? now.since(seenAt).total("seconds") : COALESCED_SECONDS;
  return Math.ceil(Math.min(Math.max(0, COALESCED_SECONDS - age), COALESCED_SECONDS));
}
