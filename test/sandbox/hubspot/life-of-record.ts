import { associate, dissociate } from "./associate.ts";
import { associatedWith, kindsBetween } from "./association.ts";
import { CALCULATED } from "./calculated.ts";
import { putValue, valueOf, type CrmRecord } from "./crm-record.ts";
import { OBJECT_NAMES, type ObjectName } from "./object-types.ts";
import { recordOf, takeId, type Portal } from "./portal.ts";
import { linesChanged, recalculate } from "./recalculate.ts";
import { invalid, notFound } from "./vendor-fault.ts";
import { insertRecord, type Writer } from "./write-record.ts";

/** Moves a record to the recycling bin; one that is not there is no error. A quote takes its lines along (facts/hubspot.md §6.3). */
export function archiveRecord(writer: Writer, object: ObjectName, id: string): void {
  const { world, portal, source } = writer;
  const record = portal.records[object].get(id);
  if (!record || record.archivedAt !== null) return;
  const lines = object === "quotes" ? associatedWith(portal, record, "line_items") : [];
  const deals = object === "line_items" ? associatedWith(portal, record, "deals") : [];
  record.archivedAt = world.clock.now();
  world.webhooks.raise(portal.id, { kind: "deletion", object, id, source });
  for (const line of lines) archiveRecord(writer, "line_items", line.record.id);
  for (const deal of deals) linesChanged(writer, deal.record);
}

/** Takes a record out of the recycling bin. */
export function restoreRecord(writer: Writer, object: ObjectName, id: string): CrmRecord {
  const { world, portal, source } = writer;
  const record = portal.records[object].get(id);
  if (!record || record.archivedAt === null || record.mergedInto) throw notFound(`No deleted record ${id} to restore`);
  record.archivedAt = null;
  world.webhooks.raise(portal.id, { kind: "restore", object, id, source });
  recalculate(writer, record);
  return record;
}

/** Deletes a contact for privacy: the record is gone for good. Deletion is told too, in any order. */
export function forgetContact(writer: Writer, id: string): void {
  const { world, portal, source } = writer;
  recordOf(portal, "contacts", id);
  portal.records.contacts.delete(id);
  portal.associations = portal.associations.filter(
    ({ kind, fromId, toId }) => !((kind.from === "contacts" && fromId === id) || (kind.to === "contacts" && toId === id)),
  );
  world.webhooks.raise(portal.id, { kind: "privacyDeletion", object: "contacts", id, source });
  world.webhooks.raise(portal.id, { kind: "deletion", object: "contacts", id, source });
}

/**
 * Merges one record into another. The result is a NEW record with a new id; both old ones are archived and lead to it.
 * The primary's values win, blanks are filled from the other, associations of both move.
 */
export function mergeRecords(writer: Writer, object: ObjectName, primaryId: string, otherId: string): CrmRecord {
  const { world, portal, source } = writer;
  if (primaryId === otherId) throw invalid("Cannot merge a record into itself");
  const [primary, other] = [recordOf(portal, object, primaryId), recordOf(portal, object, otherId)];
  const { values, moved } = mergedValues(portal, primary, other);
  const now = world.clock.now();
  const merged = insertRecord(portal, object, takeId(portal), values, { source, at: now });
  putValue(merged, "hs_merged_object_ids", { value: `${primaryId};${otherId}`, timestamp: now, source: CALCULATED });
  for (const old of [primary, other]) {
    moveAssociations(writer, old, merged);
    Object.assign(old, { archivedAt: now, mergedInto: merged.id });
  }
  world.webhooks.raise(portal.id, { kind: "merge", object, primaryId, mergedIds: [otherId], newId: merged.id, moved, source });
  recalculate(writer, merged);
  return merged;
}

function mergedValues(portal: Portal, primary: CrmRecord, other: CrmRecord): { values: Record<string, string>; moved: number } {
  const values: Record<string, string> = {};
  let moved = 0;
  for (const { name, readOnly } of portal.properties[primary.object]) {
    const [first, second] = [valueOf(primary, name), valueOf(other, name)];
    if (readOnly || name === "createdate") continue;
    if (first === null && second !== null) moved += 1;
    if (first ?? second) values[name] = first ?? second ?? "";
  }
  return { values, moved };
}

function moveAssociations(writer: Writer, old: CrmRecord, merged: CrmRecord): void {
  for (const to of OBJECT_NAMES) {
    for (const { record, types } of associatedWith(writer.portal, old, to)) {
      const kinds = kindsBetween(writer.portal, old.object, to).filter((kind) =>
        types.some(({ typeId, category }) => typeId === kind.typeId && category === kind.category),
      );
      dissociate(writer, old, record);
      associate(writer, merged, record, kinds);
    }
  }
}
