import { randomUUID } from "node:crypto";
import type { InboxEvent } from "../ports/inbox.ts";
import { parseQuickBooksEvents } from "./webhooks.ts";

/** The events of a delivery for the inbox. Throws invalid when the body is neither of QuickBooks' two forms. */
export function quickbooksInboxEvents(rawBody: Buffer): InboxEvent[] {
  return parseQuickBooksEvents(rawBody).map(({ dedupeKey, realmId, entity, operation, objectId, occurredAt }) => ({
    id: randomUUID(),
    source: "quickbooks",
    dedupeKey,
    portalId: null,
    realmId,
    type: `${entity}.${operation}`,
    objectId,
    occurredAt,
  }));
}
