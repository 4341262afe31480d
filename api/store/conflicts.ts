import type { Knex } from "knex";
import type { ConflictReason, SyncedPair } from "../domain/reconcile-field.ts";
import type { FieldValue, SyncField } from "../domain/sync-fields.ts";
import type { Conflict, Conflicts, KeptConflict } from "../ports/field-sync.ts";
import { linkKeyColumns } from "./link-key.ts";
import type { PortalScope } from "./with-portal.ts";

type ConflictTableRow = {
  conflict_id: string;
  connection_id: string;
  record_id: string;
  currency: string;
  field: SyncField;
  buyer: string;
  kind: Conflict["kind"];
  why: ConflictReason;
  hubspot: FieldValue;
  quickbooks: FieldValue;
  synced: SyncedPair | null;
  hubspot_at: Temporal.Instant | null;
  hubspot_by: string | null;
  quickbooks_at: Temporal.Instant | null;
  opened_at: Temporal.Instant;
  chosen: KeptConflict["chosen"];
};
/** With the customer that the link points at. */
type Found = ConflictTableRow & { external_id: string };

/** The queries of the conflicts, bound to a portal's transaction. */
export function conflictsOf(scope: PortalScope): Conflicts {
  const { trx, portalId } = scope;
  return {
    open: (conflict, at) => open(scope, conflict, at),
    async close(link, fields) {
      await trx("conflicts").where(linkKeyColumns(portalId, link)).whereIn("field", fields).delete();
    },
    read: async (conflictId) => (await found(scope).where("conflict_id", conflictId)).map(conflictFrom)[0] ?? null,
    ofLink: async ({ connectionId, recordId, currency }) => {
      const rows = await found(scope).where("conflicts.connection_id", connectionId).where("conflicts.record_id", recordId);
      return rows.filter((row) => row.currency === currency).map(conflictFrom);
    },
    counts: () => counts(scope),
    async choose(conflictIds, side) {
      await trx("conflicts").where("portal_id", portalId).whereIn("conflict_id", conflictIds).update({ chosen: side });
    },
    list: (page) => list(scope, page),
  };
}

function found({ trx, portalId }: PortalScope): Knex.QueryBuilder<Found, Found[]> {
  return trx("conflicts")
    .join("links", (on) => {
      for (const column of ["portal_id", "connection_id", "record_type", "record_id", "currency"])
        on.on(`links.${column}`, `conflicts.${column}`);
    })
    .where("conflicts.portal_id", portalId)
    .select("conflicts.*", "links.external_id") as Knex.QueryBuilder<Found, Found[]>;
}

async function open({ trx, portalId }: PortalScope, conflict: Conflict, at: Temporal.Instant): Promise<void> {
  const key = linkKeyColumns(portalId, { ...conflict, recordType: "customer" });
  const columns = {
    buyer: conflict.buyer,
    kind: conflict.kind,
    why: conflict.why,
    hubspot: JSON.stringify(conflict.hubspot),
    quickbooks: JSON.stringify(conflict.quickbooks),
    synced: conflict.synced && JSON.stringify(conflict.synced),
    hubspot_at: conflict.hubspotAt?.toString() ?? null,
    hubspot_by: conflict.hubspotBy,
    quickbooks_at: conflict.quickbooksAt?.toString() ?? null,
    chosen: null,
  };
  await trx("conflicts")
    .insert({ ...key, field: conflict.field, opened_at: at.toString(), ...columns })
    .onConflict([...Object.keys(key), "field"])
    .merge(columns);
}

async function counts({ trx, portalId }: PortalScope): Promise<{ field: SyncField; count: number }[]> {
  const rows = await trx("conflicts")
    .where({ portal_id: portalId, chosen: null })
    .groupBy("field")
    .orderBy("field")
    .select<{ field: SyncField; count: number }[]>("field", trx.raw("count(*)::int as count"));
  return rows;
}

async function list(scope: PortalScope, { field, cursor, limit }: Parameters<Conflicts["list"]>[0]): Promise<KeptConflict[]> {
  const query = found(scope).whereNull("chosen").orderBy(["opened_at", "conflict_id"]).limit(limit);
  if (field !== undefined) query.where("field", field);
  if (cursor !== null) {
    const [openedAt, conflictId] = cursor.split(" ");
    query.whereRaw("(opened_at, conflict_id) > (?::timestamptz, ?)", [openedAt ?? "", conflictId ?? ""]);
  }
  return (await query).map(conflictFrom);
}

function conflictFrom(row: Found): KeptConflict {
  return {
    conflictId: row.conflict_id,
    connectionId: row.connection_id,
    recordId: row.record_id,
    currency: row.currency,
    customerId: row.external_id,
    field: row.field,
    buyer: row.buyer,
    kind: row.kind,
    why: row.why,
    hubspot: row.hubspot,
    quickbooks: row.quickbooks,
    synced: row.synced,
    hubspotAt: row.hubspot_at,
    hubspotBy: row.hubspot_by,
    quickbooksAt: row.quickbooks_at,
    openedAt: row.opened_at,
    chosen: row.chosen,
  };
}
