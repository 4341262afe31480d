import type { Link } from "../ports/links.ts";
import { companyIn, customerOf, tell } from "./keep-records.ts";
import { findRecord, type Place } from "./mirror.ts";
import { endLink } from "./ensure-linked.ts";
import type { Needs } from "./needs.ts";

/** One that is still there tells it; the others may have been deleted meanwhile. */
const MOST_DOCUMENTS = 20;

/**
 * Customers were merged in the ERP: each link to one that is gone is pointed at the one that took its place. Which one that is
 * the documents tell, since they went over; the event does not say it in every form (facts/quickbooks.md §6). A customer that
 * another record is linked to already stays with that one, and the link to the one that is gone ends; so does one of whose
 * documents nothing is left, and whoever sells to that buyer next is asked.
 */
export async function followMerges(needs: Needs, place: Place): Promise<void> {
  const { portalId, connectionId } = place;
  const links = await needs.store.inPortal(portalId, (tx) => tx.links.listCustomers(connectionId));
  const missing = new Set(await needs.erp(portalId, connectionId).findMissingCustomers(links.map(({ externalId }) => externalId)));
  for (const link of links) if (missing.has(link.externalId)) await followOne(needs, place, link);
}

async function followOne(needs: Needs, place: Place, link: Link): Promise<void> {
  const { portalId, connectionId } = place;
  // A search lags; the read has the last word.
  if (await needs.erp(portalId, connectionId).readCustomer(link.externalId)) return;
  const heir = await heirOf(needs, place, link.externalId);
  await needs.store.inPortal(portalId, async (tx) => {
    if (!heir || (await tx.links.findByExternal(connectionId, "customer", heir))) await endLink(tx, link);
    else await tx.links.save({ ...link, externalId: heir, reasons: [...link.reasons, "it was merged into this customer in QuickBooks"] });
    await tell(tx, { deals: [], companies: [companyIn(link.recordId)].filter((id) => id !== null) });
  });
}

/** Whose a document of the customer is now, or whose another became; null when there is none that still tells. */
async function heirOf(needs: Needs, { portalId, connectionId }: Place, customerId: string): Promise<string | null> {
  const { moved, documents } = await needs.store.inPortal(portalId, async (tx) => ({
    moved: await tx.mirror.movedTo(connectionId, customerId),
    documents: await tx.mirror.documentsOf(connectionId, customerId, MOST_DOCUMENTS),
  }));
  for (const { kind, id } of documents) {
    const { record } = await findRecord(needs.erp(portalId, connectionId), kind, id);
    const owner = customerOf(record?.record ?? null);
    if (owner && owner !== customerId) return owner;
  }
  return moved;
}
