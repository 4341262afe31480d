import { createHmac } from "node:crypto";
import type { Random } from "../wire/random.ts";
import type { ChangeEvent, Verb } from "./work.ts";
import { pacificSecond } from "./pacific-time.ts";

export type WebhookFormat = "cloudevents" | "legacy";
export type Payload = { body: string; contentType: string };

/** The array of CloudEvents that is current (facts/quickbooks.md §6.1). `voidWord`: the spelling of void is disputed. */
export function cloudEvents(events: readonly ChangeEvent[], random: Random, voidWord: "void" | "voided"): Payload {
  const body = events.map((event) => ({
    specversion: "1.0",
    id: uuid(random),
    source: "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=",
    type: `qbo.${event.kind.toLowerCase()}.${event.verb === "void" ? voidWord : event.verb}.v1`,
    datacontenttype: "application/json",
    time: new Date(event.at).toISOString().replace("Z", "000000Z"),
    intuitentityid: event.id,
    intuitaccountid: event.realmId,
    data: {},
  }));
  return { body: JSON.stringify(body), contentType: "application/cloudevents+json" };
}

const OPERATIONS: Record<Verb, string> = {
  created: "Create",
  updated: "Update",
  deleted: "Delete",
  merged: "Merge",
  void: "Void",
  emailed: "Emailed",
};

/** The old form, one notification per realm (facts/quickbooks.md §6.2). */
export function legacyEvents(events: readonly ChangeEvent[]): Payload {
  const eventNotifications = [...Map.groupBy(events, (event) => event.realmId)].map(([realmId, own]) => ({
    realmId,
    dataChangeEvent: {
      entities: own.map((event) => ({
        name: event.kind,
        id: event.id,
        operation: OPERATIONS[event.verb],
        lastUpdated: pacificSecond(event.at),
        ...(event.mergedId === undefined ? {} : { deletedId: event.mergedId }),
      })),
    },
  }));
  return { body: JSON.stringify({ eventNotifications }), contentType: "application/json" };
}

/** `intuit-signature`: base64 of the HMAC-SHA256 over the raw body with the verifier token (facts/quickbooks.md §6.3). */
export function signatureOf(body: string, verifierToken: string): string {
  return createHmac("sha256", verifierToken).update(body).digest("base64");
}

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.id(length)).join("-");
}
