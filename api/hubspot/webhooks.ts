import { z } from "zod";
import { AppError } from "../domain/errors.ts";

type RecordKind = "contact" | "company" | "deal" | "product" | "line_item";

/** One thing that HubSpot says has happened. It is a hint: the record itself is read again. */
export type HubSpotEvent = {
  /** The same event delivered again has the same key. */
  dedupeKey: string;
  portalId: number;
  appId: number | null;
  /** In the classic words whatever form it came in: "deal.propertyChange", "line_item.deletion". */
  type: string;
  /** The record concerned: the surviving one of a merge; the deal of an association change that has one. */
  objectId: string;
  /** Records that a merge has replaced by `objectId`. */
  mergedIds: string[];
  /** Both ends of an association change, as HubSpot names them. */
  association: { from: End; to: End; removed: boolean } | null;
  /** The deals that the event itself names; empty when they must be looked up. */
  dealIds: string[];
  occurredAt: Temporal.Instant;
  propertyName: string | null;
};
type End = { kind: RecordKind | null; id: string };

const KINDS_BY_TYPE_ID: Record<string, RecordKind> = {
  "0-1": "contact",
  "0-2": "company",
  "0-3": "deal",
  "0-7": "product",
  "0-8": "line_item",
};
const KINDS: readonly string[] = Object.values(KINDS_BY_TYPE_ID);
const CHANGES = new Set(["creation", "deletion", "merge", "propertyChange", "restore", "associationChange", "privacyDeletion"]);

const LAST_INSTANT_MS = 8.64e15;
// Ids are stored as text and are part of keys, which not every character can be.
const id = z.union([z.string().regex(/^[!-~]{1,100}$/), z.number().int()]).transform(String);
const eventBody = z.object({
  subscriptionType: z.string(),
  portalId: z.number().int().positive(),
  appId: z.number().int().nullish(),
  eventId: id.nullish(),
  occurredAt: z.number().int().min(0).max(LAST_INSTANT_MS),
  objectId: id.nullish(),
  objectTypeId: z.string().nullish(),
  propertyName: z.string().nullish(),
  changeSource: z.string().nullish(),
  sourceId: id.nullish().catch(null),
  primaryObjectId: id.nullish(),
  mergedObjectIds: z.array(id).nullish(),
  newObjectId: id.nullish(),
  associationType: z.string().nullish(),
  fromObjectId: id.nullish(),
  toObjectId: id.nullish(),
  fromObjectTypeId: z.string().nullish(),
  toObjectTypeId: z.string().nullish(),
  associationRemoved: z.boolean().nullish(),
});
type Body = z.infer<typeof eventBody>;

/**
 * The events of one delivery (facts/hubspot.md §5), without those of kinds that we do not know and the echoes of our own writes. A single event that cannot be
 * read is left out, since it must not hold back the others. Throws invalid when the body is no list, or one of bad events alone.
 */
export function parseHubSpotEvents(body: unknown): HubSpotEvent[] {
  const list = z.array(z.unknown()).safeParse(body);
  if (!list.success) throw malformed();
  const read = list.data.map(readEvent);
  if (read.length > 0 && read.every((event) => event === "bad")) throw malformed();
  return read.filter((event) => event !== "bad" && event !== "unknown");
}

function readEvent(json: unknown): HubSpotEvent | "bad" | "unknown" {
  const event = eventBody.safeParse(json);
  if (!event.success) return "bad";
  const type = isEcho(event.data) ? null : typeOf(event.data);
  return type ? (toEvent(event.data, type) ?? "bad") : "unknown";
}

/** HubSpot tells us of what we wrote as well; whoever wrote it has remembered it, and nothing is to be looked at again. */
function isEcho({ subscriptionType, changeSource, sourceId, appId }: Body): boolean {
  const isOurs = sourceId != null && appId != null && sourceId === String(appId);
  return isOurs && (changeSource === "INTEGRATION" || changeSource === "API") && subscriptionType.endsWith(".propertyChange");
}

type EventType = { kind: RecordKind; change: string };

/** "object.creation" of 0-3 and "deal.creation" are the same. Null for a type that is not ours to know. */
function typeOf({ subscriptionType, objectTypeId, fromObjectTypeId }: Body): EventType | null {
  const [word = "", change = ""] = subscriptionType.split(".");
  const kind = word === "object" ? KINDS_BY_TYPE_ID[objectTypeId ?? fromObjectTypeId ?? ""] : word;
  return kind !== undefined && isKind(kind) && CHANGES.has(change) ? { kind, change } : null;
}

function isKind(word: string): word is RecordKind {
  return KINDS.includes(word);
}

/** Null when it names no record, or an association change lacks an end. */
function toEvent(event: Body, type: EventType): HubSpotEvent | null {
  const association = type.change === "associationChange" ? associationOf(event, type.kind) : null;
  if (type.change === "associationChange" && association === null) return null;
  const ends = association ? [association.from, association.to] : [];
  const deal = ends.find(({ kind }) => kind === "deal");
  const kind = deal ? "deal" : type.kind;
  const objectId = deal?.id ?? recordOf(event, type.change);
  if (objectId === null) return null;
  return {
    dedupeKey: dedupeKeyOf(event),
    portalId: event.portalId,
    appId: event.appId ?? null,
    type: `${kind}.${type.change}`,
    objectId,
    mergedIds: mergedIdsOf(event, type.change, objectId),
    association,
    dealIds: kind === "deal" ? [objectId] : [],
    occurredAt: Temporal.Instant.fromEpochMilliseconds(event.occurredAt),
    propertyName: event.propertyName ?? null,
  };
}

/** A merge makes a new record; elsewhere it is the record that changed, or the end that the change is told from. */
function recordOf(event: Body, change: string): string | null {
  const merged = change === "merge" ? (event.newObjectId ?? event.primaryObjectId) : null;
  return merged ?? event.objectId ?? event.fromObjectId ?? null;
}

function mergedIdsOf({ primaryObjectId, mergedObjectIds }: Body, change: string, survivor: string): string[] {
  if (change !== "merge") return [];
  const all = [...(primaryObjectId != null ? [primaryObjectId] : []), ...(mergedObjectIds ?? [])];
  return [...new Set(all)].filter((merged) => merged !== survivor);
}

/** `associationType` names both ends: DEAL_TO_LINE_ITEM. */
function associationOf(event: Body, told: RecordKind): HubSpotEvent["association"] {
  if (event.fromObjectId == null || event.toObjectId == null) return null;
  const [from = "", to = ""] = (event.associationType ?? "").toLowerCase().split("_to_");
  const kindOf = (typeId: string | null | undefined, word: string) => KINDS_BY_TYPE_ID[typeId ?? ""] ?? (isKind(word) ? word : null);
  return {
    from: { kind: kindOf(event.fromObjectTypeId, from) ?? told, id: event.fromObjectId },
    to: { kind: kindOf(event.toObjectTypeId, to), id: event.toObjectId },
    removed: event.associationRemoved ?? false,
  };
}

/** HubSpot's eventId alone is not unique (facts/hubspot.md §5); an association change has ends in place of an object. */
function dedupeKeyOf(event: Body): string {
  const record = event.objectId ?? event.newObjectId ?? null;
  const ends = [event.associationType, event.fromObjectId, event.toObjectId, event.associationRemoved].map((part) => part ?? null);
  const parts = [event.portalId, event.subscriptionType, record, event.eventId ?? null, event.occurredAt, event.propertyName ?? null];
  return JSON.stringify(event.fromObjectId == null ? parts : [...parts, ...ends]);
}

function malformed(): AppError {
  return new AppError("invalid", "The body is not a list of HubSpot events.", { code: "malformedEvents" });
}
