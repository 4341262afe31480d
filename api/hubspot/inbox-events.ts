import { randomUUID } from "node:crypto";
import { AppError } from "../domain/errors.ts";
import type { InboxEvent } from "../ports/inbox.ts";
import { parseHubSpotEvents, type HubSpotEvent } from "./webhooks.ts";

/** The events of a delivery for the inbox, without those of another app. Throws invalid when the body is no delivery. */
export function hubspotInboxEvents(rawBody: Buffer, appId: number): InboxEvent[] {
  return parseHubSpotEvents(parsed(rawBody))
    .filter((event) => event.appId === null || event.appId === appId)
    .map(toInboxEvent);
}

function toInboxEvent({ dedupeKey, portalId, type, objectId, occurredAt }: HubSpotEvent): InboxEvent {
  return { id: randomUUID(), source: "hubspot", dedupeKey, portalId, realmId: null, type, objectId, occurredAt };
}

function parsed(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString("utf8"));
  } catch (cause) {
    throw new AppError("invalid", "The delivery is not JSON.", { code: "invalidJson", cause });
  }
}
