import { keyOfEntry, MAPPING_LISTS, type Mapping, type MappingEntry, type MappingList } from "./mapping.ts";

/** One entry of a mapping before and after a save; null where there is none. `key` is `keyOfEntry`. */
export type MappingChange = { list: MappingList; key: string; before: MappingEntry | null; after: MappingEntry | null };

/** What differs between two mappings, entry by entry; the order of a list means nothing. */
export function changesBetween(before: Mapping, after: Mapping): MappingChange[] {
  return MAPPING_LISTS.flatMap((list) => {
    const [old, fresh] = [entriesOf(before, list), entriesOf(after, list)];
    return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
      const change = { list, key, before: old.get(key) ?? null, after: fresh.get(key) ?? null };
      return sameEntry(change.before, change.after) ? [] : [change];
    });
  });
}

/** The mapping without these changes; `overtaken` are the entries that have been changed again since, which nobody may undo unseen. */
export function withoutChanges(current: Mapping, changes: readonly MappingChange[]): { mapping: Mapping; overtaken: string[] } {
  const lists = Object.fromEntries(MAPPING_LISTS.map((list) => [list, entriesOf(current, list)])) as Record<
    MappingList,
    Map<string, MappingEntry>
  >;
  const overtaken = changes.filter(({ list, key, after }) => !sameEntry(lists[list].get(key) ?? null, after)).map(({ key }) => key);
  for (const { list, key, before } of changes) {
    if (before === null) lists[list].delete(key);
    else lists[list].set(key, before);
  }
  const mapping = Object.fromEntries(MAPPING_LISTS.map((list) => [list, [...lists[list].values()]]));
  return { mapping: mapping as Mapping, overtaken };
}

function entriesOf(mapping: Mapping, list: MappingList): Map<string, MappingEntry> {
  return new Map((mapping[list] as MappingEntry[]).map((entry) => [keyOfEntry(list, entry as never), entry]));
}

function sameEntry(one: MappingEntry | null, other: MappingEntry | null): boolean {
  return sortedJson(one) === sortedJson(other);
}

/** The keys of what comes out of the database are in another order. */
function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
}
