import type { Mapping, SavedMapping } from "../domain/mapping.ts";
import type { MappingChange } from "../domain/mapping-changes.ts";
import type { Person } from "../domain/person.ts";

/** One save of the mapping: who, when, what, and which entries it changed. `by` is null for what was there before people were noted. */
export type MappingVersion = { version: number; what: string; by: Person | null; at: Temporal.Instant; changes: MappingChange[] };

/** A new version of the mapping. */
export type MappingSave = {
  /** The lists that change, each whole; the others stay. */
  lists: Partial<Mapping>;
  what: string;
  by: Person;
  at: Temporal.Instant;
  /** The version that the change was made on; null where whoever comes last wins. */
  expectedVersion: number | null;
};

/** The portal's mapping and every version of it that was ever in force. */
export type MappingStore = {
  read(): Promise<SavedMapping>;
  /**
   * A new version, unless nothing changes. Two saves follow one another. Throws conflict when the mapping has another version
   * than the expected one. Answers which entries changed, too.
   */
  save(change: MappingSave): Promise<{ mapping: SavedMapping; changes: MappingChange[] }>;
  readVersion(version: number): Promise<MappingVersion | null>;
  /** Newest first, older than the version `before`. */
  history(page: { before: number | null; limit: number }): Promise<MappingVersion[]>;
};
