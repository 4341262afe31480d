import type { ConflictReason, SyncedPair } from "../domain/reconcile-field.ts";
import type { Side, SyncField } from "../domain/sync-fields.ts";
import type { LinkKey } from "./links.ts";

/** What both sides said last of a field. `seen`: another value that the ERP was seen to hold since, by its hash, and when first. */
export type SyncedField = SyncedPair & {
  field: SyncField;
  syncedAt: Temporal.Instant;
  seen: { hash: string; at: Temporal.Instant } | null;
};

/** What is known of the fields of buyers, link by link. */
export type FieldSync = {
  /** Of the links of these records; the key of the map is `linkName`. */
  ofRecords(connectionId: string, recordIds: string[]): Promise<Map<string, SyncedField[]>>;
  /** Both sides say this now, and nothing is known to have changed since. */
  remember(link: LinkKey, fields: (SyncedPair & { field: SyncField })[], at: Temporal.Instant): Promise<void>;
  /** Keeps when the ERP was first seen to hold this value. */
  noteSeen(link: LinkKey, field: SyncField, hash: string, at: Temporal.Instant): Promise<void>;
  /** The customers whose billed person is one of these contacts. */
  withContacts(contactIds: string[]): Promise<{ connectionId: string; customerId: string }[]>;
  /** Of these buyers, those who had an order in this company. */
  ordered(connectionId: string, recordIds: string[]): Promise<Set<string>>;
};

/** "company:123 USD" */
export const linkName = ({ recordId, currency }: Pick<LinkKey, "recordId" | "currency">) => `${recordId} ${currency}`;

/** Two values of a field of which a person says which is right; for a proposal they change HubSpot themselves. */
export type Conflict = SyncedPair & {
  connectionId: string;
  recordId: string;
  currency: string;
  field: SyncField;
  buyer: string;
  kind: "conflict" | "proposal";
  why: ConflictReason;
  synced: SyncedPair | null;
  hubspotAt: Temporal.Instant | null;
  hubspotBy: string | null;
  quickbooksAt: Temporal.Instant | null;
};
/** A conflict as it is kept. */
export type KeptConflict = Conflict & {
  conflictId: string;
  customerId: string;
  openedAt: Temporal.Instant;
  chosen: Side | "both" | null;
};

/** The conflicts of a portal. */
export type Conflicts = {
  /** Opens it, or brings the open one of its field up to date: what was decided about other values does not hold for these. */
  open(conflict: Conflict, at: Temporal.Instant): Promise<void>;
  /** The fields have come to agree, or were settled. */
  close(link: LinkKey, fields: SyncField[]): Promise<void>;
  read(conflictId: string): Promise<KeptConflict | null>;
  ofLink(link: LinkKey): Promise<KeptConflict[]>;
  /** How many undecided ones there are of each field. */
  counts(): Promise<{ field: SyncField; count: number }[]>;
  choose(conflictIds: string[], side: Side | "both"): Promise<void>;
  /** The undecided ones, oldest first; `field` narrows. `cursor` is the last of the page before. */
  list(page: { field?: SyncField; cursor: string | null; limit: number }): Promise<KeptConflict[]>;
};
