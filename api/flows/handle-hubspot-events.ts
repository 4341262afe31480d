import type { Step } from "../ports/journal.ts";
import type { InboxEvent } from "../ports/store.ts";
import type { Needs } from "./needs.ts";
import { noticeBuyers } from "./notice-changes.ts";
import { settleDeals } from "./settle-deals.ts";

/** HubSpot's webhooks are hints: each deal that one names, or whose line or company it names, is looked at again. Safe to repeat. */
export async function handleHubSpotEvents(needs: Needs, events: InboxEvent[]): Promise<void> {
  for (const [portalId, ofPortal] of Map.groupBy(events, (event) => event.portalId ?? 0)) {
    const portal = await needs.store.inSystem((tx) => tx.portals.find(portalId));
    if (portal?.state !== "installed") continue;
    await needs.journal.note(portalId, ...ofPortal.filter(({ type }) => type.startsWith("deal.")).map(received));
    await settleDeals(needs, portalId, idsOf(ofPortal, "deal."));
    await lookUpDeals(needs, portalId, "lineItem", idsOf(ofPortal, "line_item."));
    await lookUpDeals(needs, portalId, "company", idsOf(ofPortal, "company."));
    const changed = { companyIds: [...idsOf(ofPortal, "company.")], contactIds: [...idsOf(ofPortal, "contact.")] };
    await needs.store.inPortal(portalId, (tx) => noticeBuyers(tx, changed));
  }
}

/** Whose deals these are is for HubSpot to say, so each is a job of its own: one that fails holds up nobody. */
async function lookUpDeals({ store }: Needs, portalId: number, object: "lineItem" | "company", ids: Set<string>): Promise<void> {
  await store.inPortal(portalId, async (tx) => {
    for (const id of ids) await tx.enqueue({ name: "touch-deals", data: { portalId, object, id } }, { key: `${portalId}:${object}:${id}` });
  });
}

const idsOf = (events: InboxEvent[], kind: string) =>
  new Set(events.filter(({ type }) => type.startsWith(kind)).map(({ objectId }) => objectId));

const received = ({ id, type, objectId, occurredAt }: InboxEvent): Step => ({
  what: "webhook.received",
  outcome: "ok",
  record: { object: "deal", id: objectId },
  details: { event: id, type, occurredAt: occurredAt.toString() },
});
