import type { InboxEvent } from "../ports/store.ts";
import type { InboxTableRow } from "./tables.ts";
import type { SystemScope } from "./with-portal.ts";

/** Stores the events that are new by their dedupe key and answers how many were. */
export async function storeEvents({ trx, cipher }: SystemScope, events: InboxEvent[]): Promise<number> {
  if (events.length === 0) return 0;
  const rows = events.map((event) => ({
    event_id: event.id,
    source: event.source,
    dedupe_key: event.dedupeKey,
    portal_id: event.portalId,
    realm: event.realmId === null ? null : cipher.seal(event.realmId, realmPlace(event.id)),
    type: event.type,
    object_id: event.objectId,
    occurred_at: event.occurredAt.toString(),
  }));
  const stored = await trx("inbox_events").insert(rows).onConflict(["source", "dedupe_key"]).ignore().returning("event_id");
  return stored.length;
}

/** The named events, oldest first. */
export async function readEvents({ trx, cipher }: SystemScope, ids: string[]): Promise<InboxEvent[]> {
  const rows = await trx<InboxTableRow>("inbox_events").whereIn("event_id", ids).orderBy("arrival");
  return rows.map((row) => eventFrom(cipher, row));
}

/** The events have been acted on; they stay, so that a repeated delivery is recognised. */
export async function markEventsHandled({ trx }: SystemScope, ids: string[]): Promise<void> {
  await trx("inbox_events").whereIn("event_id", ids).update({ handled_at: trx.fn.now() });
}

/** At most `limit` events that wait to be handled, oldest first. */
export async function pendingEvents({ trx, cipher }: SystemScope, limit: number): Promise<InboxEvent[]> {
  const rows = await trx<InboxTableRow>("inbox_events").whereNull("handled_at").orderBy("arrival").limit(limit);
  return rows.map((row) => eventFrom(cipher, row));
}

const realmPlace = (eventId: string) => `inbox_events:${eventId}:realm`;

function eventFrom(cipher: SystemScope["cipher"], row: InboxTableRow): InboxEvent {
  return {
    id: row.event_id,
    source: row.source,
    dedupeKey: row.dedupe_key,
    portalId: row.portal_id === null ? null : Number(row.portal_id),
    realmId: row.realm === null ? null : cipher.open(row.realm, realmPlace(row.event_id)),
    type: row.type,
    objectId: row.object_id,
    occurredAt: row.occurred_at,
  };
}
