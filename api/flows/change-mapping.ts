import { checkMapping, type MappingFault } from "../domain/check-mapping.ts";
import { checkReferences } from "../domain/check-references.ts";
import { AppError } from "../domain/errors.ts";
import { keyOfEntry, type Mapping, type MappingEntry, type MappingList, type SavedMapping } from "../domain/mapping.ts";
import { changesBetween, type MappingChange } from "../domain/mapping-changes.ts";
import { readMappingCsv } from "../domain/mapping-csv.ts";
import type { FileFault } from "../domain/mapping-file.ts";
import { readMappingJson } from "../domain/mapping-json.ts";
import type { Person } from "../domain/person.ts";
import { knownReferences } from "./mapping-choices.ts";
import type { Needs } from "./needs.ts";
import { saveMapping, type MappingSaving } from "./save-mapping.ts";

/** Saves what a person changed on the desk. Besides what `saveMapping` refuses, a change may not name what does not exist. */
export async function changeMapping(needs: Needs, saving: MappingSaving): Promise<SavedMapping> {
  const current = await needs.store.inPortal(saving.portalId, (tx) => tx.mapping.read());
  const faults = await mappingFaults(needs, saving.portalId, current, { ...current, ...saving.lists });
  if (faults.length > 0)
    throw new AppError("invalid", faults.map(({ message }) => message).join(" "), { code: "mappingInvalid", fixBy: "finance" });
  return (await saveMapping(needs, saving)).mapping;
}

type Import = { portalId: number; by: Person; format: "json" | "csv"; text: string; apply: boolean };
type Imported = { faults: FileFault[]; changes: MappingChange[]; mapping: SavedMapping | null };

/** Checks a file whole, and applies it only when that is asked for and nothing is wrong with it. */
export async function importMapping(needs: Needs, { portalId, by, format, text, apply }: Import): Promise<Imported> {
  const file = format === "json" ? readMappingJson(text) : readMappingCsv(text);
  const current = await needs.store.inPortal(portalId, (tx) => tx.mapping.read());
  const after: Mapping = { ...current, ...file.lists };
  const entryFaults = file.faults.length > 0 ? [] : await mappingFaults(needs, portalId, current, after);
  const inFile = entryFaults.map(({ list, index, message }) => ({ line: file.lines[list]?.[index] ?? 1, message }));
  const faults = [...file.faults, ...inFile].toSorted((one, other) => one.line - other.line);
  const changes = faults.length > 0 ? [] : changesBetween(current, after);
  if (!apply || faults.length > 0) return { faults, changes, mapping: null };

  const what = `${format.toUpperCase()} file imported`;
  const { mapping } = await saveMapping(needs, { portalId, by, lists: file.lists, what, expectedVersion: current.version });
  return { faults, changes, mapping };
}

/** Of the entries that change, everything that is wrong; what was wrong before and stays as it was holds up nobody. */
export async function mappingFaults(needs: Needs, portalId: number, before: Mapping, after: Mapping): Promise<MappingFault[]> {
  const own = checkMapping(after);
  if (own.length > 0) return own;
  const changed = new Set(changesBetween(before, after).map(({ list, key }) => `${list} ${key}`));
  if (changed.size === 0) return [];
  const { books, properties } = await knownReferences(needs, portalId);
  return checkReferences(after, books, properties)
    .filter(({ list, index }) => changed.has(`${list} ${keyAt(after, list, index)}`))
    .map((fault) => ({ ...fault, message: `${keyAt(after, fault.list, fault.index)}: ${fault.message}` }));
}

function keyAt(mapping: Mapping, list: MappingList, index: number): string {
  return keyOfEntry(list, (mapping[list] as MappingEntry[])[index] as never);
}
