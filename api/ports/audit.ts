import type { DecisionName } from "../domain/decisions.ts";
import type { Person } from "../domain/person.ts";

/** Something that a person or the product decided. `details` holds no secret. */
export type Decision = {
  /** null: Tieout itself. */
  by: Person | null;
  what: DecisionName;
  subject: { object: string; id: string } | null;
  details: Record<string, unknown>;
};

/** A decision in its place: `seq` counts the portal's decisions from 1. */
export type AuditEntry = Omit<Decision, "what"> & { what: string; seq: number; at: Temporal.Instant };

/** The portal's audit log: entries are added and never changed, and each carries the hash of the one before. */
export type AuditLog = {
  /** Others of this portal who append wait until this transaction ends, so append last. */
  append(decision: Decision): Promise<void>;
  /** Newest first, older than `before`. */
  list(page: { before: number | null; limit: number }): Promise<AuditEntry[]>;
  /** The last `limit` decisions about this, oldest first. */
  about(subject: { object: string; id: string }, limit: number): Promise<AuditEntry[]>;
  /** The last decision of this kind about this; null: about nothing in particular. */
  last(what: DecisionName, subject: Decision["subject"]): Promise<AuditEntry | null>;
  /** The e-mail with which this user decided last; null when nothing of theirs tells it. */
  emailOf(userId: number): Promise<string | null>;
  /** Walks the whole chain. `firstBroken` is the first entry that is not what was appended, or that follows a gap. */
  verify(): Promise<{ entries: number; firstBroken: number | null }>;
};
