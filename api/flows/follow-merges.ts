import type { Link } from "../ports/store.ts";
import { companyIn, customerOf, tell } from "./keep-records.ts";
import { findRecord, type Place } from "./mirror.ts";
import { endLink } from "./ensure-linked.ts";
import type { Needs } from "./needs.ts";

/**
 * Customers were merged in the ERP: each link to one that is gone is pointed at the one that took its place. Which one that is
 * the documents tell, since they went over; the event does not say it in every form (facts/quickbooks.md §6). A customer that
 * another record is linked to already stays with that one, and the link to the one that is gone ends.
 */
export async function followMerges(needs: Needs, place: Place): Promise<void> {
  const { portalId, connectionId } = place;
  const links = await needs.store.inPortal(portalId, (tx) => tx.links.listCustomers(connectionId));
  const missing = new Set(await needs.erp(portalId, connectionId).findMissingCustomers(links.map(({ externalId }) => externalId)));
  for (const link of links) if (missing.has(link.externalId)) await followOne(needs, place, link);
}

async function followOne(needs: Needs, { portalId, connectionId }: Place, link: Link): Promise<void> {
  const erp = needs.erp(portalId, connectionId);
  // A search lags; the read has the last word.
  if (await erp.readCustomer(link.externalId)) return;
  const { moved, document } = await needs.store.inPortal(portalId, async (tx) => ({
    moved: await tx.mirror.movedTo(connectionId, link.externalId),
    document: await tx.mirror.anyDocumentOf(connectionId, link.externalId),
  }));
  const heir = (document && customerOf((await findRecord(erp, document.kind, document.id)).record?.record ?? null)) ?? moved;
  if (!heir || heir === link.externalId) return;
  await needs.store.inPortal(portalId, async (tx) => {
    if (await tx.links.findByExternal(connectionId, "customer", heir)) await endLink(tx, link);
    else await tx.links.save({ ...link, externalId: heir, reasons: [...link.reasons, "it was merged into this customer in QuickBooks"] });
    await tell(tx, { deals: [], companies: [companyIn(link.recordId)].filter((id) => id !== null) });
  });
}
