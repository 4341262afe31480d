import type { FixBy } from "../domain/finding.ts";
import type { LetterField } from "../domain/letter-fields.ts";
import type { Person } from "../domain/person.ts";
import type { Job } from "./queue.ts";

/** What a letter is about: a record of the CRM or the ERP, or the portal itself. */
export type LetterRecord = { object: string; id: string };

/** Work that stopped and waits for a person. */
export type NewLetter = {
  /** What kind of work: a job's name, or what was found. */
  kind: string;
  record: LetterRecord;
  /** Short and stable, as in AppError. */
  code: string;
  /** The same for everything that one correction mends. */
  cause: string;
  message: string;
  fixBy: FixBy;
  /** What was sent, if anything. */
  sent: Omit<LetterField, "before">[];
  /** What does the work again; null where nothing of ours does. */
  job: Job | null;
  /** Minor units. */
  money: { amount: bigint; currency: string } | null;
};

/** A dead letter as it stands. */
export type Letter = Omit<NewLetter, "sent"> & {
  id: string;
  seq: number;
  /** Who buys, where it is about a deal whose sale was worked out; read with lists alone. */
  company: string | null;
  /** What was sent last; `before` is what the try before had sent, where that was something else. */
  fields: LetterField[];
  attempts: number;
  since: Temporal.Instant;
  owner: Person | null;
  state: "open" | "retrying" | "healed" | "dismissed";
};

/** The waiting letters of one cause, and how far its correction has come. */
export type LetterGroup = {
  cause: string;
  code: string;
  message: string;
  fixBy: FixBy;
  count: number;
  retrying: number;
  /** Healed in the last day. */
  healed: number;
  money: { amount: bigint; currency: string }[];
  oldest: Temporal.Instant;
  /** What the oldest is about. */
  first: LetterRecord;
  /** How many of them some work of ours could do again. */
  retryable: number;
};

/** How many succeeded after all, how many a person settled, and what they were about; null when there are none. */
export type SettledLetters = { healed: number; dismissed: number; message: string | null };

/** The dead letters of a portal. */
export type DeadLetters = {
  /** Keeps one letter per kind and record: work that fails again counts an attempt. An alert is queued in the same transaction. */
  bury(letter: NewLetter, at: Temporal.Instant): Promise<void>;
  /** The same for what a look finds again and again: what a person has dismissed in these very words stays dismissed. */
  buryFound(letter: NewLetter, at: Temporal.Instant): Promise<void>;
  read(letterId: string): Promise<Letter | null>;
  /** Waiting letters, the oldest first, after `after`; of one cause if it is given. */
  list(page: { after: number; limit: number; cause?: string }): Promise<Letter[]>;
  groups(at: Temporal.Instant): Promise<LetterGroup[]>;
  /** What became of the letters of a cause that came to their end since. */
  settledSince(cause: string, since: Temporal.Instant): Promise<SettledLetters>;
  /** Waiting letters with one of these codes. */
  withCode(codes: readonly string[]): Promise<Letter[]>;
  /** Waiting letters of a kind. */
  ofKind(kind: string): Promise<Letter[]>;
  /** The letter that waits for this work. */
  waitingFor(kind: string, record: LetterRecord): Promise<Letter | null>;
  /** The work is queued again. */
  markRetrying(letterIds: string[]): Promise<void>;
  assign(letterId: string, owner: Person | null): Promise<void>;
  dismiss(letterId: string, at: Temporal.Instant): Promise<void>;
  /** The work has come to its end after all; nothing when no letter waits for it. An alert is queued if one did. */
  heal(kind: string, record: LetterRecord, at: Temporal.Instant): Promise<void>;
};

/** Access to a vendor is lost for certain. What waits for it goes on by itself once an admin has connected again. */
export function connectionLost(record: LetterRecord, vendor: "QuickBooks" | "HubSpot"): NewLetter {
  return {
    kind: "connection",
    record,
    code: "connectionLost",
    cause: `connectionLost: ${vendor}`,
    message: `The connection to ${vendor} was lost. An admin connects it again; work that waits goes on by itself then.`,
    fixBy: "admin",
    sent: [],
    job: null,
    money: null,
  };
}
