import { OBJECT_TYPES, type ObjectName } from "./object-types.ts";

/** Who wrote a value: how webhooks name it (`changeSource`) and how a property's history does (`sourceType`). */
export type WriteSource = { changeSource: "CRM_UI" | "INTEGRATION" | "CALCULATED" | "IMPORT"; sourceId: string; userId?: number };

export type PropertyVersion = { value: string; timestamp: number; source: WriteSource };

/** A record; every value it ever had is kept, oldest first. "" is a cleared value. Times are milliseconds. */
export type CrmRecord = {
  id: string;
  object: ObjectName;
  createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
  /** The record that this one was merged into. */
  mergedInto: string | null;
  history: Map<string, PropertyVersion[]>;
};

/** The value now, or as it was at `at`; null when never set or cleared. */
export function valueOf(record: CrmRecord, property: string, at = Infinity): string | null {
  const version = record.history.get(property)?.findLast(({ timestamp }) => timestamp <= at);
  return version?.value ? version.value : null;
}

/** Adds a version unless the value is the same; says whether anything changed. */
export function putValue(record: CrmRecord, property: string, version: PropertyVersion): boolean {
  const versions = record.history.get(property) ?? [];
  if ((versions.at(-1)?.value ?? "") === version.value) return false;
  record.history.set(property, [...versions, version]);
  return true;
}

export type Wanted = { properties?: readonly string[]; withHistory?: readonly string[]; at?: number };

/** The record as the API shows it (facts/hubspot.md §6.1): every value a string or null. */
export function presentRecord(record: CrmRecord, { properties, withHistory = [], at = Infinity }: Wanted = {}): Record<string, unknown> {
  const type = OBJECT_TYPES[record.object];
  const created = record.object === "quotes" ? "hs_createdate" : "createdate";
  const names = properties?.length ? [...new Set([created, type.modified, "hs_object_id", ...properties])] : type.defaults;
  const shown = [...new Set([...names, ...withHistory])].toSorted();
  return {
    id: record.id,
    properties: Object.fromEntries(shown.map((name) => [name, valueOf(record, name, at)])),
    ...(withHistory.length > 0 && { propertiesWithHistory: historiesOf(record, withHistory) }),
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: valueOf(record, type.modified, at) ?? new Date(record.updatedAt).toISOString(),
    archived: record.archivedAt !== null,
    ...(record.archivedAt !== null && { archivedAt: new Date(record.archivedAt).toISOString() }),
  };
}

function historiesOf(record: CrmRecord, names: readonly string[]): Record<string, object[]> {
  const entries = names.map((name) => [name, (record.history.get(name) ?? []).toReversed().map(presentVersion)] as const);
  return Object.fromEntries(entries);
}

function presentVersion({ value, timestamp, source }: PropertyVersion): object {
  return {
    value,
    timestamp: new Date(timestamp).toISOString(),
    sourceType: source.changeSource,
    sourceId: source.sourceId,
    ...(source.userId !== undefined && { updatedByUserId: source.userId }),
  };
}
