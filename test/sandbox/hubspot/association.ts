import type { CrmRecord } from "./crm-record.ts";
import { OBJECT_TYPES, type ObjectName } from "./object-types.ts";
import { findRecord, type Portal } from "./portal.ts";
import { invalid } from "./vendor-fault.ts";

type AssociationCategory = "HUBSPOT_DEFINED" | "USER_DEFINED";
export type AssociationType = { category: AssociationCategory; typeId: number; label: string | null };

/** One type between two records, kept once; `from` and `to` are as `kind` has them. */
export type Association = { kind: AssociationKind; fromId: string; toId: string };

/** A type of association with its two sides; `typeId` reads from → to, `inverseTypeId` to → from. */
export type AssociationKind = {
  from: ObjectName;
  to: ObjectName;
  category: AssociationCategory;
  typeId: number;
  inverseTypeId: number;
  label: string | null;
  inverseLabel: string | null;
};

const hubspot = (
  from: ObjectName,
  to: ObjectName,
  typeId: number,
  inverseTypeId: number,
  label: string | null = null,
  inverseLabel = label,
): AssociationKind => ({
  ...{ from, to, typeId, inverseTypeId, label, inverseLabel },
  category: "HUBSPOT_DEFINED",
});

/** HubSpot's own types; ids as in facts/hubspot.md §6.2. The first of a pair is its unlabelled one. */
const KINDS: readonly AssociationKind[] = [
  hubspot("deals", "companies", 341, 342),
  hubspot("deals", "companies", 5, 6, "Primary"),
  hubspot("deals", "contacts", 3, 4),
  hubspot("deals", "line_items", 19, 20),
  hubspot("deals", "quotes", 63, 64),
  hubspot("contacts", "companies", 279, 280),
  hubspot("contacts", "companies", 1, 2, "Primary"),
  hubspot("companies", "companies", 450, 450),
  hubspot("companies", "companies", 13, 14, "Child Company", "Parent Company"),
  hubspot("quotes", "line_items", 67, 68),
  hubspot("quotes", "contacts", 69, 70),
  hubspot("quotes", "companies", 71, 72),
  // the ids of adjustments are the sandbox's own, since no source gives them
  hubspot("deals", "discounts", 9_084, 9_184),
  hubspot("deals", "fees", 9_085, 9_185),
  hubspot("deals", "taxes", 9_086, 9_186),
  hubspot("quotes", "discounts", 9_284, 9_384),
  hubspot("quotes", "fees", 9_285, 9_385),
  hubspot("quotes", "taxes", 9_286, 9_386),
];

export function isPrimary(kind: AssociationKind): boolean {
  return kind.category === "HUBSPOT_DEFINED" && kind.label === "Primary";
}

/** The types that the portal has between two kinds of record, each turned so that it reads from → to. */
export function kindsBetween(portal: Portal, from: ObjectName, to: ObjectName): AssociationKind[] {
  const own = portal.labels.map((label): AssociationKind => ({ ...label, category: "USER_DEFINED" }));
  return [...KINDS, ...own].flatMap((kind) => {
    if (kind.from === from && kind.to === to) return from === to && kind.typeId !== kind.inverseTypeId ? [kind, turned(kind)] : [kind];
    return kind.from === to && kind.to === from ? [turned(kind)] : [];
  });
}

export function unlabelledKind(portal: Portal, from: ObjectName, to: ObjectName): AssociationKind {
  const kind = kindsBetween(portal, from, to).find(({ category, label }) => category === "HUBSPOT_DEFINED" && label === null);
  if (!kind) throw invalid(`No default association type exists between ${OBJECT_TYPES[from].id} and ${OBJECT_TYPES[to].id}`);
  return kind;
}

/** The type of a category and id as a request names it; throws 400 when it does not exist between the two. */
export function kindOf(portal: Portal, from: ObjectName, to: ObjectName, category: string, typeId: number): AssociationKind {
  const kind = kindsBetween(portal, from, to).find((each) => each.category === category && each.typeId === typeId);
  if (!kind)
    throw invalid(
      `Association type ${typeId} of category ${category} doesn't exist between ${OBJECT_TYPES[from].id} and ${OBJECT_TYPES[to].id}`,
    );
  return kind;
}

export function turned(kind: AssociationKind): AssociationKind {
  return {
    ...kind,
    from: kind.to,
    to: kind.from,
    typeId: kind.inverseTypeId,
    inverseTypeId: kind.typeId,
    label: kind.inverseLabel,
    inverseLabel: kind.label,
  };
}

export type Associated = { record: CrmRecord; types: AssociationType[] };

/** The live records of kind `to` that a record is associated with, each with the types that read from the record. */
export function associatedWith(portal: Portal, from: { object: ObjectName; id: string }, to: ObjectName): Associated[] {
  const found = new Map<string, Associated>();
  const own = portal.associations.filter((stored) => isAt(stored, from.id));
  for (const { kind, fromId, toId } of own.flatMap((each) => [each, reversed(each)])) {
    if (kind.from !== from.object || kind.to !== to || fromId !== from.id) continue;
    const record = findRecord(portal, to, toId);
    if (!record) continue;
    const entry = found.get(toId) ?? { record, types: [] };
    entry.types.push({ category: kind.category, typeId: kind.typeId, label: kind.label });
    found.set(toId, entry);
  }
  return [...found.values()];
}

/** Whether a record of this id is one of the two; of thousands that are kept, few are. */
export const isAt = ({ fromId, toId }: Association, id: string): boolean => fromId === id || toId === id;

function reversed({ kind, fromId, toId }: Association): Association {
  return { kind: turned(kind), fromId: toId, toId: fromId };
}

/** Whether the stored association is the given type between the two, whichever way round it is kept. */
export function isSame(stored: Association, kind: AssociationKind, fromId: string, toId: string): boolean {
  if (!isAt(stored, fromId) || !isAt(stored, toId)) return false;
  return [stored, reversed(stored)].some(
    (each) =>
      each.fromId === fromId &&
      each.toId === toId &&
      each.kind.from === kind.from &&
      each.kind.to === kind.to &&
      each.kind.category === kind.category &&
      each.kind.typeId === kind.typeId,
  );
}
