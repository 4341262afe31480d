import type { SyncedPair } from "../domain/reconcile-field.ts";
import type { FieldValue, SyncField } from "../domain/sync-fields.ts";
import { linkName, type FieldSync, type SyncedField } from "../ports/field-sync.ts";
import { linkKeyColumns } from "./link-key.ts";
import type { LinkKey } from "../ports/links.ts";
import type { PortalScope } from "./with-portal.ts";

type SyncedFieldTableRow = {
  portal_id: string;
  connection_id: string;
  record_id: string;
  currency: string;
  field: SyncField;
  hubspot: FieldValue;
  quickbooks: FieldValue;
  synced_at: Temporal.Instant;
  seen_hash: string | null;
  seen_at: Temporal.Instant | null;
};

/** The queries of the synced fields, bound to a portal's transaction. */
export function fieldSyncOf(scope: PortalScope): FieldSync {
  return {
    ofRecords: (connectionId, recordIds) => syncedOf(scope, connectionId, recordIds),
    remember: (link, fields, at) => remember(scope, link, fields, at),
    noteSeen: (link, field, hash, at) => noteSeen(scope, link, field, hash, at),
    withContacts: (contactIds) => withContacts(scope, contactIds),
    ordered: (connectionId, recordIds) => orderedOf(scope, connectionId, recordIds),
  };
}

async function syncedOf({ trx, portalId }: PortalScope, connectionId: string, recordIds: string[]): Promise<Map<string, SyncedField[]>> {
  const rows = await trx<SyncedFieldTableRow>("synced_fields")
    .where({ portal_id: String(portalId), connection_id: connectionId })
    .whereIn("record_id", recordIds);
  const byLink = Map.groupBy(rows, (row) => linkName({ recordId: row.record_id, currency: row.currency }));
  return new Map([...byLink].map(([link, ofLink]) => [link, ofLink.map(syncedFrom)]));
}

function syncedFrom({ field, hubspot, quickbooks, synced_at, seen_hash, seen_at }: SyncedFieldTableRow): SyncedField {
  const seen = seen_hash !== null && seen_at !== null ? { hash: seen_hash, at: seen_at } : null;
  return { field, hubspot, quickbooks, syncedAt: synced_at, seen };
}

async function remember(
  { trx, portalId }: PortalScope,
  link: LinkKey,
  fields: (SyncedPair & { field: SyncField })[],
  at: Temporal.Instant,
): Promise<void> {
  if (fields.length === 0) return;
  const key = linkKeyColumns(portalId, link);
  await trx("synced_fields")
    .insert(
      fields.map(({ field, hubspot, quickbooks }) => ({
        ...key,
        field,
        hubspot: JSON.stringify(hubspot),
        quickbooks: JSON.stringify(quickbooks),
        synced_at: at.toString(),
        seen_hash: null,
        seen_at: null,
      })),
    )
    .onConflict([...Object.keys(key), "field"])
    .merge(["hubspot", "quickbooks", "synced_at", "seen_hash", "seen_at"]);
}

/** The first look stands, as long as the value is the same. */
async function noteSeen(
  { trx, portalId }: PortalScope,
  link: LinkKey,
  field: SyncField,
  hash: string,
  at: Temporal.Instant,
): Promise<void> {
  await trx("synced_fields")
    .where({ ...linkKeyColumns(portalId, link), field })
    .whereRaw("seen_hash is distinct from ?", [hash])
    .update({ seen_hash: hash, seen_at: at.toString() });
}

async function withContacts({ trx, portalId }: PortalScope, contactIds: string[]): Promise<{ connectionId: string; customerId: string }[]> {
  const { rows } = await trx.raw<{ rows: { connection_id: string; external_id: string }[] }>(
    `select distinct connection_id, external_id from synced_fields
     join links using (portal_id, connection_id, record_type, record_id, currency)
     where portal_id = ? and field = 'contactName' and hubspot ->> 'contactId' = any(?)
     order by 1, 2`,
    [portalId, contactIds],
  );
  return rows.map(({ connection_id, external_id }) => ({ connectionId: connection_id, customerId: external_id }));
}

async function orderedOf({ trx, portalId }: PortalScope, connectionId: string, recordIds: string[]): Promise<Set<string>> {
  const { rows } = await trx.raw<{ rows: { buyer: string }[] }>(
    `select distinct buyer from deals
     cross join lateral (select concat(frozen_sale #>> '{buyer,kind}', ':', frozen_sale #>> '{buyer,recordId}') as buyer) as of_sale
     join links on links.portal_id = deals.portal_id and links.record_type = 'order' and links.record_id = deals.deal_id
     where deals.portal_id = ? and links.connection_id = ? and buyer = any(?)`,
    [portalId, connectionId, recordIds],
  );
  return new Set(rows.map(({ buyer }) => buyer));
}
