import { causeOf } from "../domain/cause.ts";
import { AppError } from "../domain/errors.ts";
import type { NewLetter } from "../ports/dead-letters.ts";
import type { InboxEvent } from "../ports/inbox.ts";
import type { Needs } from "./needs.ts";

/**
 * Events that cannot be taken in are tried no more, and each portal that they are for has a dead letter for each record. The
 * letter is told as far as that portal can be reached at all; the events keep their fault in any case.
 */
export async function setEventsAside({ store, clock }: Needs, events: InboxEvent[], error: unknown): Promise<void> {
  const at = clock.now();
  const fault = error instanceof AppError ? error.code : "internal";
  for (const event of events) {
    for (const portalId of await portalsOf(store, event))
      await store.inPortal(portalId, (tx) => tx.deadLetters.bury(letterOf(event, error), at)).catch(() => undefined);
  }
  const ids = events.map(({ id }) => id);
  await store.inSystem((tx) => tx.inbox.setAside(ids, { at, fault }));
}

async function portalsOf(store: Needs["store"], { portalId, realmId }: InboxEvent): Promise<number[]> {
  if (portalId !== null) return [portalId];
  const owners = await store.inSystem((tx) => tx.connections.findByRealm(realmId ?? ""));
  return [...new Set(owners.map((owner) => owner.portalId))];
}

function letterOf({ source, type, objectId }: InboxEvent, error: unknown): NewLetter {
  const vendor = source === "hubspot" ? "HubSpot" : "QuickBooks";
  const finder = source === "hubspot" ? "the next look for won deals finds it" : "the next catching up with QuickBooks finds it";
  const known = error instanceof AppError ? error : new AppError("invalid", "", { code: "internal" });
  return {
    kind: "handle-inbox",
    record: { object: type.split(".")[0] || "record", id: objectId || "unknown" },
    code: known.code,
    cause: causeOf({ code: known.code, subject: `events of ${vendor}` }),
    message: `${vendor} told us of a change that could not be taken in. If it matters, ${finder}; an admin sees the cause in the log.`,
    fixBy: "admin",
    sent: [],
    job: null,
    money: null,
  };
}
