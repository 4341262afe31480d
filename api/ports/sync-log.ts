import type { Details, JournalRecord, Outcome } from "./journal.ts";

/** A line as it is written down. */
export type NewLogLine = {
  at: Temporal.Instant;
  system: "tieout" | "hubspot" | "quickbooks";
  what: string;
  outcome: Outcome;
  code: string | null;
  record: JournalRecord | null;
  /** "company:123" or "contact:9". */
  buyer: string | null;
  document: { kind: string; id: string } | null;
  userId: number | null;
  status: number | null;
  traceId: string | null;
  requestId: string | null;
  durationMs: number | null;
  details: Details;
  /** JSON; sealed where it is stored. */
  payload: string | null;
};

/** A line as it is shown. `digest` is the SHA-256 of the payload and outlives it. */
export type LogLine = Omit<NewLogLine, "payload"> & { id: string; seq: number; digest: string | null; hasPayload: boolean };

/** What a search may ask for; all of it must hold. `text` is looked for in ids and codes. */
export type LogSearch = {
  deal?: string | undefined;
  buyer?: string | undefined;
  document?: string | undefined;
  code?: string | undefined;
  from?: Temporal.Instant | undefined;
  to?: Temporal.Instant | undefined;
  text?: string | undefined;
};

/** How long a line and its payload are kept. */
export type Retention = { payloadsBefore: Temporal.Instant; linesBefore: Temporal.Instant };

/** The portal's sync log: lines are added, lose their payload and are deleted by age, and never changed otherwise. */
export type SyncLog = {
  add(lines: readonly NewLogLine[]): Promise<void>;
  /** Newest first, older than the line `before`. */
  search(search: LogSearch, page: { before: number | null; limit: number }): Promise<LogLine[]>;
  /** What happened to a record, in the order in which it was noted. */
  ofRecord(record: JournalRecord, limit: number): Promise<LogLine[]>;
  read(id: string): Promise<{ line: LogLine; payload: string | null } | null>;
  /** Deletes at most `limit` payloads and as many lines; answers how many of each. */
  /** Of the next `limit` payloads after a line those go that the test is true for. Answers the line to go on after; null at the end. */
  forgetPayloads(isAbout: (payload: string) => boolean, page: { after: number; limit: number }): Promise<number | null>;
  purge(retention: Retention, limit: number): Promise<{ payloads: number; lines: number }>;
};
