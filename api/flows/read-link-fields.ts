import type { PortalTx } from "../ports/store.ts";
import type { Link } from "../ports/links.ts";
import { linkName } from "../ports/field-sync.ts";
import type { LinkFields } from "./plan-fields.ts";

/**
 * What is known of the fields of these buyers. A buyer with several customers, in other currencies or companies, is kept in step
 * with one of them, else they would overwrite each other through it: that in the portal's currency, else the first.
 */
export async function readLinkFields(tx: PortalTx, connectionId: string, links: readonly Link[]): Promise<LinkFields[]> {
  const recordIds = [...new Set(links.map(({ recordId }) => recordId))];
  const settings = await tx.settings.of(connectionId);
  const connection = await tx.connections.read(connectionId);
  const currency = (await tx.portal.read())?.currency ?? "";
  const synced = await tx.fieldSync.ofRecords(connectionId, recordIds);
  const ordered = await tx.fieldSync.ordered(connectionId, recordIds);
  const known: LinkFields[] = [];
  for (const link of links) {
    const all = await tx.links.customersOf(link.recordId);
    const leading = all.find((each) => each.currency === currency) ?? all[0];
    if (leading?.externalId !== link.externalId || leading.connectionId !== connectionId) continue;
    known.push({
      ...{ link, settings, synced: synced.get(linkName(link)) ?? [], ordered: ordered.has(link.recordId) },
      conflicts: await tx.conflicts.ofLink(link),
      homeCountry: connection?.company.country ?? "",
    });
  }
  return known;
}
