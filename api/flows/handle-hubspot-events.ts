import type { Step } from "../ports/journal.ts";
import type { InboxEvent } from "../ports/inbox.ts";
import type { Needs } from "./needs.ts";
import { noticeBuyers } from "./notice-changes.ts";
import { settleDeals } from "./settle-deals.ts";

/** What is done about each type of event; what is not here is not subscribed to. */
export const TAKEN: Readonly<Record<string, "settleDeal" | "touchDeals" | "followMerge" | "noticeBuyers" | "forgetPerson">> = {
  "deal.creation": "settleDeal",
  "deal.deletion": "settleDeal",
  "deal.restore": "settleDeal",
  "deal.merge": "settleDeal",
  "deal.associationChange": "settleDeal",
  "deal.propertyChange": "settleDeal",
  "line_item.deletion": "touchDeals",
  "line_item.restore": "touchDeals",
  "line_item.propertyChange": "touchDeals",
  "company.deletion": "touchDeals",
  "company.restore": "followMerge",
  "company.merge": "followMerge",
  "company.propertyChange": "touchDeals",
  "contact.propertyChange": "noticeBuyers",
  "contact.privacyDeletion": "forgetPerson",
};

/**
 * HubSpot's webhooks are hints: each deal that one names, or whose line or company it names, is looked at again. A person who
 * wishes to be forgotten is, in whatever state the account is. Safe to repeat.
 */
export async function handleHubSpotEvents(needs: Needs, events: InboxEvent[]): Promise<void> {
  for (const [portalId, ofPortal] of Map.groupBy(events, (event) => event.portalId ?? 0)) {
    const portal = await needs.store.inSystem((tx) => tx.portals.find(portalId));
    if (portal === null) continue;
    await forgetPeople(needs, portalId, idsOf(ofPortal, "forgetPerson"));
    if (portal.state !== "installed") continue;
    await needs.journal.note(portalId, ...ofPortal.filter(({ type }) => TAKEN[type] === "settleDeal").map(received));
    await settleDeals(needs, portalId, idsOf(ofPortal, "settleDeal"));
    await lookUpDeals(needs, portalId, "lineItem", idsOf(ofPortal, "touchDeals", "line_item."));
    await lookUpDeals(needs, portalId, "company", idsOf(ofPortal, "touchDeals", "company."));
    await followMerges(needs, portalId, idsOf(ofPortal, "followMerge"));
    const companyIds = [...idsOf(ofPortal, "touchDeals", "company."), ...idsOf(ofPortal, "followMerge")];
    const changed = { companyIds, contactIds: [...idsOf(ofPortal, "noticeBuyers")] };
    await needs.store.inPortal(portalId, (tx) => noticeBuyers(tx, changed));
  }
}

async function forgetPeople({ store }: Needs, portalId: number, ids: Set<string>): Promise<void> {
  if (ids.size === 0) return;
  await store.inPortal(portalId, async (tx) => {
    for (const contactId of ids)
      await tx.enqueue({ name: "forget-person", data: { portalId, contactId } }, { key: `${portalId}:${contactId}` });
  });
}

/** Whose deals these are is for HubSpot to say, so each is a job of its own: one that fails holds up nobody. */
async function lookUpDeals({ store }: Needs, portalId: number, object: "lineItem" | "company", ids: Set<string>): Promise<void> {
  await store.inPortal(portalId, async (tx) => {
    for (const id of ids) await tx.enqueue({ name: "touch-deals", data: { portalId, object, id } }, { key: `${portalId}:${object}:${id}` });
  });
}

async function followMerges({ store }: Needs, portalId: number, companyIds: Set<string>): Promise<void> {
  await store.inPortal(portalId, async (tx) => {
    for (const id of companyIds)
      await tx.enqueue({ name: "follow-company-merge", data: { portalId, object: "company", id } }, { key: `${portalId}:${id}` });
  });
}

const idsOf = (events: InboxEvent[], what: (typeof TAKEN)[string], kind = "") =>
  new Set(events.filter(({ type }) => TAKEN[type] === what && type.startsWith(kind)).map(({ objectId }) => objectId));

const received = ({ id, type, objectId, occurredAt }: InboxEvent): Step => ({
  what: "webhook.received",
  outcome: "ok",
  record: { object: "deal", id: objectId },
  details: { event: id, type, occurredAt: occurredAt.toString() },
});
