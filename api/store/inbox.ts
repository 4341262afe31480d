import type { InboxEvent } from "../ports/inbox.ts";
import type { SystemScope } from "./with-portal.ts";
import type { Sealed } from "./encryption.ts";

type InboxTableRow = {
  event_id: string;
  source: InboxEvent["source"];
  dedupe_key: string;
  portal_id: string | null;
  realm: Sealed | null;
  type: string;
  object_id: string;
  occurred_at: Temporal.Instant;
  arrival: string;
  handled_at: Temporal.Instant | null;
  tries: number;
  again_at: Temporal.Instant | null;
  set_aside_at: Temporal.Instant | null;
  fault: string | null;
};

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

/** At most `limit` events that wait to be handled and whose time has come, oldest first. What cannot be read is set aside at once. */
export async function pendingEvents(scope: SystemScope, limit: number, now: Temporal.Instant): Promise<InboxEvent[]> {
  const rows = await waiting(scope).whereRaw("coalesce(again_at <= ?, true)", [now.toString()]).orderBy("arrival").limit(limit);
  const events: InboxEvent[] = [];
  const unreadable: string[] = [];
  for (const row of rows) {
    try {
      events.push(eventFrom(scope.cipher, row));
    } catch {
      unreadable.push(row.event_id);
    }
  }
  if (unreadable.length > 0) await setEventsAside(scope, unreadable, { at: now, fault: "unreadable" });
  return events.length === 0 && unreadable.length > 0 ? pendingEvents(scope, limit, now) : events;
}

/** Events come again after a pause, the first that their number of tries so far allows. Answers those that have no further one. */
export async function postponeEvents(
  { trx }: SystemScope,
  ids: string[],
  { at, pausesSeconds }: { at: Temporal.Instant; pausesSeconds: readonly number[] },
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { event_id: string; again: boolean }[] }>(
    `update inbox_events set tries = tries + 1,
       again_at = ?::timestamptz + (?::integer[])[least(tries + 1, ?)] * interval '1 second'
     where event_id = any(?) returning event_id, tries <= ? as again`,
    [at.toString(), [...pausesSeconds], pausesSeconds.length, ids, pausesSeconds.length],
  );
  return rows.filter(({ again }) => !again).map(({ event_id }) => event_id);
}

/** Nobody tries these events again; they stay, with what was wrong. */
export async function setEventsAside({ trx }: SystemScope, ids: string[], { at, fault }: SetAside): Promise<void> {
  await trx("inbox_events").whereIn("event_id", ids).update({ set_aside_at: at.toString(), fault });
}
type SetAside = { at: Temporal.Instant; fault: string };

/** When the next event comes that waits to be tried again; null when there is none. */
export async function nextEventAt(scope: SystemScope): Promise<Temporal.Instant | null> {
  const row = await waiting(scope).whereNotNull("again_at").min<{ at: Temporal.Instant | null }[]>({ at: "again_at" });
  return row[0]?.at ?? null;
}

const waiting = ({ trx }: SystemScope) => trx<InboxTableRow>("inbox_events").whereNull("handled_at").whereNull("set_aside_at");

/** Deletes at most `limit` events that were handled before then, and answers how many. */
export async function forgetEvents({ trx }: SystemScope, handledBefore: Temporal.Instant, limit: number): Promise<number> {
  const old = trx("inbox_events").where("handled_at", "<", handledBefore.toString()).orderBy("arrival").limit(limit).select("event_id");
  return trx("inbox_events").whereIn("event_id", old).delete();
}

/** Deletes the events of one record. */
export async function forgetEventsAbout(
  { trx }: SystemScope,
  { portalId, kind, objectId }: { portalId: number; kind: string; objectId: string },
): Promise<void> {
  await trx("inbox_events").where({ portal_id: portalId, object_id: objectId }).where("type", "like", `${kind}.%`).delete();
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
