import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";

/** One thing that happened in a QuickBooks company. It is a hint: the record has to be read. */
export type QuickBooksEvent = {
  /** The same for every delivery of the same event. */
  dedupeKey: string;
  realmId: string;
  /** Lower-case: "invoice", "creditmemo". */
  entity: string;
  operation: Operation;
  objectId: string;
  occurredAt: Temporal.Instant;
  /** Of a merge: the record that is gone; `objectId` is the one that stays. Absent where QuickBooks does not tell. */
  mergedFrom?: string;
};

type Operation = "created" | "updated" | "deleted" | "merged" | "emailed" | "voided";

/** Both formats have names of their own, and the spelling of void is disputed (facts/quickbooks.md §6). */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  create: "created",
  created: "created",
  update: "updated",
  updated: "updated",
  delete: "deleted",
  deleted: "deleted",
  merge: "merged",
  merged: "merged",
  emailed: "emailed",
  void: "voided",
  voided: "voided",
};

const ENTITIES = new Set(
  (
    "account bill billpayment budget class creditmemo currency customer department deposit employee estimate invoice item journalcode " +
    "journalentry payment paymentmethod preferences purchase purchaseorder refundreceipt salesreceipt taxagency term timeactivity " +
    "transfer vendor vendorcredit"
  ).split(" "),
);

/** Whether the header is the base64 HMAC-SHA256 of the raw body under our verifier token (facts/quickbooks.md §6.3). */
export function verifyQuickBooksSignature(delivery: { rawBody: Buffer; header: string | undefined; verifierToken: string }): boolean {
  const { rawBody, header, verifierToken } = delivery;
  if (!header || verifierToken === "") return false;
  const expected = createHmac("sha256", verifierToken).update(rawBody).digest();
  const given = Buffer.from(header, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * The events of a delivery, CloudEvents or the older form. Kinds and operations that we do not know are left out, and so is a
 * single event that cannot be read, since one bad event must not hold back the others. Throws invalid when the body is neither form.
 */
export function parseQuickBooksEvents(rawBody: Buffer): QuickBooksEvent[] {
  const json = parsed(rawBody.toString("utf8"));
  const cloud = CloudDelivery.safeParse(json);
  if (cloud.success) return cloud.data.flatMap(fromCloudEvent);
  const legacy = LegacyDelivery.safeParse(json);
  if (legacy.success) return legacy.data.eventNotifications.flatMap(fromNotification);
  throw new AppError("invalid", "This is no QuickBooks event.");
}

const instant = z.string().transform((text, context) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    context.addIssue({ code: "custom", message: "no instant" });
    return z.NEVER;
  }
});

// Ids are stored as text and are part of keys, which not every character can be.
const id = z.string().regex(/^[!-~]{1,200}$/);

const CloudDelivery = z.array(z.unknown());
const CloudEvent = z.object({
  id,
  type: z.string(),
  time: instant,
  intuitentityid: id,
  intuitaccountid: z.string().min(1),
  data: z.object({ deletedId: z.string().optional() }).nullish().catch(null),
});

function fromCloudEvent(json: unknown): QuickBooksEvent[] {
  const event = CloudEvent.safeParse(json);
  if (!event.success) return [];
  const { id, type, time, intuitentityid, intuitaccountid, data } = event.data;
  const [, entity = "", operation = ""] = /^qbo\.([a-z]+)\.([a-z]+)(?:\.v\d+)?$/.exec(type.toLowerCase()) ?? [];
  return known({
    dedupeKey: id,
    realmId: intuitaccountid,
    entity,
    operation,
    objectId: intuitentityid,
    occurredAt: time,
    mergedFrom: data?.deletedId,
  });
}

const LegacyDelivery = z.object({ eventNotifications: z.array(z.unknown()) });
const Notification = z.object({ realmId: z.string().min(1), dataChangeEvent: z.object({ entities: z.array(z.unknown()) }) });
const LegacyEntity = z.object({
  name: z.string(),
  id,
  operation: z.string(),
  lastUpdated: instant,
  deletedId: z.string().optional(),
});

function fromNotification(json: unknown): QuickBooksEvent[] {
  const notification = Notification.safeParse(json);
  if (!notification.success) return [];
  const { realmId, dataChangeEvent } = notification.data;
  return dataChangeEvent.entities.flatMap((entity) => fromLegacyEntity(realmId, entity));
}

function fromLegacyEntity(realmId: string, json: unknown): QuickBooksEvent[] {
  const event = LegacyEntity.safeParse(json);
  if (!event.success) return [];
  const { name, id, operation, lastUpdated, deletedId } = event.data;
  const identity = JSON.stringify([realmId, name, id, operation, lastUpdated.toString()]);
  const dedupeKey = createHash("sha256").update(identity).digest("hex");
  return known({ dedupeKey, realmId, entity: name, operation, objectId: id, occurredAt: lastUpdated, mergedFrom: deletedId });
}

type Spelled = Omit<QuickBooksEvent, "operation" | "mergedFrom"> & { operation: string; mergedFrom: string | undefined };

/** The event in our spelling, or nothing when it is of a kind that we do not know. */
function known({ mergedFrom, ...event }: Spelled): QuickBooksEvent[] {
  const entity = event.entity.toLowerCase();
  const operation = OPERATIONS[event.operation.toLowerCase()];
  if (!operation || !ENTITIES.has(entity)) return [];
  return [{ ...event, entity, operation, ...(mergedFrom === undefined ? {} : { mergedFrom }) }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
