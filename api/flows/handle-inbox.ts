import type { InboxEvent } from "../ports/store.ts";
import { handleHubSpotEvents } from "./handle-hubspot-events.ts";
import { handleQuickBooksEvents } from "./handle-quickbooks-events.ts";
import type { Needs } from "./needs.ts";

const BATCH = 500;

/** Works through what the webhooks left, oldest first. An event is marked only after its work is queued, so a crash repeats it. */
export async function handleInbox(needs: Needs): Promise<void> {
  for (;;) {
    const events = await needs.store.inSystem((tx) => tx.inbox.pending(BATCH));
    if (events.length === 0) return;
    const from = (source: InboxEvent["source"]) => events.filter((event) => event.source === source);
    await handleHubSpotEvents(needs, from("hubspot"));
    await handleQuickBooksEvents(needs, from("quickbooks"));
    await needs.store.inSystem((tx) => tx.inbox.markHandled(events.map(({ id }) => id)));
  }
}
