import type { AmountBasis, LabelSeed, OwnerSeed, PipelineSeed, PortalSeed, UserSeed } from "../seed/hubspot.ts";
import type { Association } from "./association.ts";
import type { CrmRecord } from "./crm-record.ts";
import { defaultProperties } from "./default-properties.ts";
import { OBJECT_NAMES, OBJECT_TYPES, type ObjectName } from "./object-types.ts";
import { defaultGroupOf, type PropertyDefinition, type PropertyGroup } from "./property-definition.ts";
import { notFound } from "./vendor-fault.ts";

/**
 * A rule of the portal's admin that the 2026-09 paths enforce (facts/hubspot.md §6.6): `property` must have a value when a
 * record is created or, with `when`, whenever the record written has that value.
 */
type RequiredRule = { object: ObjectName; property: string; when?: { property: string; value: string } };

/** One HubSpot account with all that it holds. */
export type Portal = {
  id: number;
  name: string;
  domain: string;
  timeZone: string;
  currency: string;
  additionalCurrencies: string[];
  /** What the deal's amount is computed from when its lines change; `manual` leaves it alone. */
  amountBasis: AmountBasis;
  users: UserSeed[];
  owners: OwnerSeed[];
  pipelines: PipelineSeed[];
  labels: LabelSeed[];
  records: Record<ObjectName, Map<string, CrmRecord>>;
  properties: Record<ObjectName, PropertyDefinition[]>;
  groups: Record<ObjectName, PropertyGroup[]>;
  associations: Association[];
  requiredRules: RequiredRule[];
  /** How far behind the search index is. */
  searchLagMs: number;
  /** What the old id of a merged record gives: the new record, or 404. */
  mergedIds: "redirect" | "gone";
  /** Scopes that this portal refuses to grant, or has taken back. */
  refusedScopes: string[];
  /** The account was deleted at HubSpot: tokens answer BAD_HUB. */
  gone: boolean;
  nextId: number;
};

/** A portal with users, owners, pipelines and the default properties, and no records yet. */
export function createPortal(seed: PortalSeed, now: number): Portal {
  const each = <T>(make: (object: ObjectName) => T) =>
    Object.fromEntries(OBJECT_NAMES.map((object) => [object, make(object)])) as Record<ObjectName, T>;
  const { id, name, domain, timeZone, currency, additionalCurrencies, amountBasis } = seed;
  return {
    ...{ id, name, domain, timeZone, currency, additionalCurrencies, amountBasis },
    users: [...seed.users],
    owners: [...seed.owners],
    pipelines: structuredClone(seed.pipelines),
    labels: structuredClone(seed.labels),
    records: each(() => new Map<string, CrmRecord>()),
    properties: each((object) => defaultProperties(object, now)),
    groups: each((object) => [defaultGroupOf(object)]),
    associations: [],
    requiredRules: [],
    searchLagMs: 0,
    mergedIds: "gone",
    refusedScopes: [],
    gone: false,
    nextId: 90_000_000_001,
  };
}

/** The live definition of a property, or undefined. */
export function propertyOf(portal: Portal, object: ObjectName, name: string): PropertyDefinition | undefined {
  return portal.properties[object].find((each) => each.name === name && each.archivedAt === null);
}

/** The names among `names` that the portal knows: a read passes over the others in silence. */
export function knownProperties(portal: Portal, object: ObjectName, names: readonly string[]): string[] {
  return names.filter((name) => propertyOf(portal, object, name));
}

/** The live record of an id, or undefined; an id that was merged away leads on where the portal redirects. */
export function findRecord(portal: Portal, object: ObjectName, id: string): CrmRecord | undefined {
  const record = portal.records[object].get(id);
  if (record?.mergedInto && portal.mergedIds === "redirect") return findRecord(portal, object, record.mergedInto);
  return record && record.archivedAt === null ? record : undefined;
}

/** The live record of an id; throws 404. */
export function recordOf(portal: Portal, object: ObjectName, id: string): CrmRecord {
  const record = findRecord(portal, object, id);
  if (!record) throw notFound(`Object not found. objectId ${id} of type ${OBJECT_TYPES[object].id} may be deleted or not exist.`);
  return record;
}

/** The next record id of the portal, digits as text. */
export function takeId(portal: Portal): string {
  return String(portal.nextId++);
}
