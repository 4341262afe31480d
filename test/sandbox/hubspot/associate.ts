import {
  associatedWith,
  isAt,
  isPrimary,
  isSame,
  kindsBetween,
  turned,
  unlabelledKind,
  type Associated,
  type Association,
  type AssociationKind,
} from "./association.ts";
import type { WriteSource } from "./crm-record.ts";
import type { ObjectName } from "./object-types.ts";
import type { Portal } from "./portal.ts";
import { recalculateAround } from "./recalculate.ts";
import { invalid } from "./vendor-fault.ts";
import type { World } from "./world.ts";

export type End = { object: ObjectName; id: string };
type Needs = { world: World; portal: Portal; source: WriteSource };

/** Adds types between two records; any type brings the unlabelled one with it. Raises one event per side and type. */
export function associate(needs: Needs, from: End, to: End, kinds: readonly AssociationKind[]): void {
  const { portal } = needs;
  const wanted = [unlabelledKind(portal, from.object, to.object), ...kinds];
  refuseSecondParent(portal, from, to);
  const added = wanted.filter(
    (kind, index) => wanted.findIndex((each) => each.typeId === kind.typeId && each.category === kind.category) === index,
  );
  for (const kind of added) {
    if (portal.associations.some((stored) => isSame(stored, kind, from.id, to.id))) continue;
    if (isPrimary(kind)) dropOtherPrimary(needs, from, to, kind);
    portal.associations.push({ kind, fromId: from.id, toId: to.id });
    announce(needs, { kind, fromId: from.id, toId: to.id }, false);
  }
  recalculateAround(needs, [from, to]);
}

/** Sets the labels between two records to exactly these, and the unlabelled type. */
export function replaceLabels(needs: Needs, from: End, to: End, kinds: readonly AssociationKind[]): void {
  const others = kindsBetween(needs.portal, from.object, to.object).filter(
    (each) => each.label !== null && !kinds.some(({ typeId }) => typeId === each.typeId),
  );
  removeKinds(needs, from, to, others);
  associate(needs, from, to, kinds);
}

/** Removes every type between two records. */
export function dissociate(needs: Needs, from: End, to: End): void {
  removeKinds(needs, from, to, kindsBetween(needs.portal, from.object, to.object));
  recalculateAround(needs, [from, to]);
}

/** Removes the given types between two records. */
export function removeKinds(needs: Needs, from: End, to: End, kinds: readonly AssociationKind[]): void {
  for (const kind of kinds) removeWhere(needs, (stored) => isSame(stored, kind, from.id, to.id));
}

/** What a record has of one kind, as the old `associations` part of a read lists it: "deal_to_company". */
export function associationNames(portal: Portal, from: End, to: ObjectName): { id: string; type: string }[] {
  return associatedWith(portal, from, to).flatMap(({ record, types }: Associated) => {
    const base = `${singular(from.object)}_to_${singular(to)}`;
    const hasPrimary = kindsBetween(portal, from.object, to).some(isPrimary);
    return types.map(({ label, category }) => {
      if (category === "USER_DEFINED") return { id: record.id, type: (label ?? "").toLowerCase().replaceAll(" ", "_") };
      return { id: record.id, type: hasPrimary && label === null ? `${base}_unlabeled` : base };
    });
  });
}

function singular(object: ObjectName): string {
  return object === "companies" ? "company" : object.slice(0, -1);
}

function removeWhere(needs: Needs, matches: (stored: Association) => boolean): void {
  const gone = needs.portal.associations.filter(matches);
  if (gone.length === 0) return;
  needs.portal.associations = needs.portal.associations.filter((stored) => !gone.includes(stored));
  for (const association of gone) announce(needs, association, true);
}

/** A record has one primary company: the new one takes the place of the old. */
function dropOtherPrimary(needs: Needs, from: End, to: End, kind: AssociationKind): void {
  const owner = to.object === "companies" ? from : to;
  const oriented = to.object === "companies" ? kind : turned(kind);
  removeWhere(
    needs,
    (stored) =>
      isAt(stored, owner.id) &&
      [stored, { kind: turned(stored.kind), fromId: stored.toId, toId: stored.fromId }].some(
        (each) => isPrimary(each.kind) && each.kind.from === oriented.from && each.kind.to === oriented.to && each.fromId === owner.id,
      ),
  );
}

/** A line item belongs to one deal (facts/hubspot.md §6.3). */
function refuseSecondParent(portal: Portal, from: End, to: End): void {
  const line = [from, to].find(({ object }) => object === "line_items");
  const deal = [from, to].find(({ object }) => object === "deals");
  if (!line || !deal) return;
  const owner = associatedWith(portal, line, "deals")[0]?.record.id;
  if (owner && owner !== deal.id)
    throw invalid(`Line item ${line.id} is already associated with deal ${owner}; a line item belongs to one record`);
}

function announce({ world, portal, source }: Needs, { kind, fromId, toId }: Association, removed: boolean): void {
  const side = { kind: "associationChange", source, removed, primary: isPrimary(kind) } as const;
  world.webhooks.raise(portal.id, { ...side, object: kind.from, fromId, to: kind.to, toId });
  world.webhooks.raise(portal.id, { ...side, object: kind.to, fromId: toId, to: kind.from, toId: fromId });
}
