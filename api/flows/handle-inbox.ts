import { AppError, type ErrorKind } from "../domain/errors.ts";
import type { InboxEvent } from "../ports/inbox.ts";
import { handleHubSpotEvents } from "./handle-hubspot-events.ts";
import { handleQuickBooksEvents } from "./handle-quickbooks-events.ts";
import type { Needs } from "./needs.ts";
import { setEventsAside } from "./set-events-aside.ts";

const BATCH = 500;
/** What can pass with time is tried again after these; the sweep and change data capture find what was set aside in the end. */
const PAUSES_SECONDS = [2, 8, 32, 300, 1_800];
const PASSES = new Set<ErrorKind>(["busy", "unavailable", "rateLimited", "conflict"]);

/**
 * Works through what the webhooks left, oldest first, the events of each account or company by themselves. An event is marked
 * only after its work is queued, so a crash repeats it. What cannot be taken in holds up nobody else: it comes again later
 * where that may help, and else is set aside and told.
 */
export async function handleInbox(needs: Needs): Promise<void> {
  for (;;) {
    const events = await needs.store.inSystem((tx) => tx.inbox.pending(BATCH, needs.clock.now()));
    if (events.length === 0) return comeAgain(needs);
    for (const ofSender of Map.groupBy(events, senderOf).values()) await takeIn(needs, ofSender);
  }
}

const senderOf = ({ source, portalId, realmId }: InboxEvent) => `${source} ${portalId ?? realmId}`;

async function takeIn(needs: Needs, events: InboxEvent[]): Promise<void> {
  const fault = await handle(needs, events).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  const ids = events.map(({ id }) => id);
  if (!fault) return needs.store.inSystem((tx) => tx.inbox.markHandled(ids));
  const { error } = fault;
  if (error instanceof AppError && PASSES.has(error.kind)) return postpone(needs, events, error);
  if (events.length === 1) return setEventsAside(needs, events, error);
  for (const event of events) await takeIn(needs, [event]);
}

function handle(needs: Needs, events: InboxEvent[]): Promise<void> {
  return events[0]?.source === "hubspot" ? handleHubSpotEvents(needs, events) : handleQuickBooksEvents(needs, events);
}

async function postpone(needs: Needs, events: InboxEvent[], error: AppError): Promise<void> {
  const ids = events.map(({ id }) => id);
  const spent = await needs.store.inSystem((tx) => tx.inbox.postpone(ids, { at: needs.clock.now(), pausesSeconds: PAUSES_SECONDS }));
  if (spent.length > 0)
    await setEventsAside(
      needs,
      events.filter(({ id }) => spent.includes(id)),
      error,
    );
}

/** The inbox is looked at again when the next postponed event's time has come. */
async function comeAgain({ store, clock }: Needs): Promise<void> {
  await store.inSystem(async (tx) => {
    const next = await tx.inbox.nextAt();
    if (next === null) return;
    const startAfterSeconds = Math.max(1, Math.ceil(next.since(clock.now()).total("seconds")));
    await tx.enqueue({ name: "handle-inbox", data: {} }, { key: "inbox", startAfterSeconds });
  });
}
