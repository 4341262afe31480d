import type { Link, LinkKey } from "../ports/links.ts";
import { orConflict } from "./database-errors.ts";
import { linkKeyColumns, type LinkKeyColumns } from "./link-key.ts";
import type { PortalScope } from "./with-portal.ts";

type LinkTableRow = LinkKeyColumns & { external_id: string; how: Link["how"]; reasons: string[] };

/** The ERP record that a CRM record stands for. */
export async function findLink({ trx, portalId }: PortalScope, key: LinkKey): Promise<Link | null> {
  const row = await trx<LinkTableRow>("links").where(linkKeyColumns(portalId, key)).first();
  return row ? linkFrom(row) : null;
}

/** The CRM record that an ERP record stands for. */
export async function findLinkByExternal(
  { trx, portalId }: PortalScope,
  connectionId: string,
  recordType: LinkKey["recordType"],
  externalId: string,
): Promise<Link | null> {
  const row = await trx<LinkTableRow>("links")
    .where({ portal_id: String(portalId), connection_id: connectionId, record_type: recordType, external_id: externalId })
    .first();
  return row ? linkFrom(row) : null;
}

/** Links two records, or points an existing link at another ERP record. Throws conflict when that one is linked already. */
export async function saveLink({ trx, portalId }: PortalScope, link: Link): Promise<void> {
  const key = linkKeyColumns(portalId, link);
  const columns = { external_id: link.externalId, how: link.how, reasons: link.reasons };
  const saved = trx("links")
    .insert({ ...key, ...columns })
    .onConflict(Object.keys(key))
    .merge({ ...columns, updated_at: trx.fn.now() });
  await orConflict(saved, `QuickBooks ${link.recordType} ${link.externalId} is linked to another record already.`);
}

/** Ends a link; that there is none is no error. */
export async function removeLink({ trx, portalId }: PortalScope, key: LinkKey): Promise<void> {
  await trx("links").where(linkKeyColumns(portalId, key)).delete();
}

/** All links of orders. */
export async function listOrderLinks({ trx, portalId }: PortalScope): Promise<Link[]> {
  const rows = await trx<LinkTableRow>("links")
    .where({ portal_id: String(portalId), record_type: "order" })
    .orderBy(["connection_id", "record_id", "currency"]);
  return rows.map(linkFrom);
}

/** All links of customers of one company. */
export async function listCustomerLinks({ trx, portalId }: PortalScope, connectionId: string): Promise<Link[]> {
  const rows = await trx<LinkTableRow>("links")
    .where({ portal_id: String(portalId), connection_id: connectionId, record_type: "customer" })
    .orderBy(["record_id", "currency"]);
  return rows.map(linkFrom);
}

/** The links of these ERP records; those without one are left out. */
export async function linksOfExternals(
  { trx, portalId }: PortalScope,
  connectionId: string,
  recordType: LinkKey["recordType"],
  externalIds: string[],
): Promise<Link[]> {
  if (externalIds.length === 0) return [];
  const rows = await trx<LinkTableRow>("links")
    .where({ portal_id: String(portalId), connection_id: connectionId, record_type: recordType })
    .whereIn("external_id", externalIds);
  return rows.map(linkFrom);
}

/** The customers that one company or contact stands for. */
export async function customerLinksOf({ trx, portalId }: PortalScope, recordId: string): Promise<Link[]> {
  const rows = await trx<LinkTableRow>("links")
    .where({ portal_id: String(portalId), record_type: "customer", record_id: recordId })
    .orderBy(["connection_id", "currency"]);
  return rows.map(linkFrom);
}

function linkFrom(row: LinkTableRow): Link {
  return {
    connectionId: row.connection_id,
    recordType: row.record_type,
    recordId: row.record_id,
    currency: row.currency,
    externalId: row.external_id,
    how: row.how,
    reasons: row.reasons,
  };
}
