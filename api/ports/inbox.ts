/** A hint that a record has changed, as a webhook brought it. */
export type InboxEvent = {
  id: string;
  source: "hubspot" | "quickbooks";
  /** Unique per source: the same event delivered twice has the same key. */
  dedupeKey: string;
  portalId: number | null;
  realmId: string | null;
  /** "deal.propertyChange", "invoice.updated". */
  type: string;
  objectId: string;
  occurredAt: Temporal.Instant;
};

/** The events that vendors sent, until they are handled. */
export type Inbox = {
  /** Stores what is new by its dedupe key and answers how many were new. Holds ids, no personal data. */
  store(events: InboxEvent[]): Promise<number>;
  read(ids: string[]): Promise<InboxEvent[]>;
  markHandled(ids: string[]): Promise<void>;
  /** Events not yet handled whose time has come, oldest first. */
  pending(limit: number, now: Temporal.Instant): Promise<InboxEvent[]>;
  /** They come again after the pause that their number of tries allows. Answers those that have had their last try. */
  postpone(ids: string[], how: { at: Temporal.Instant; pausesSeconds: readonly number[] }): Promise<string[]>;
  /** Nobody tries them again; they stay with their fault. */
  setAside(ids: string[], why: { at: Temporal.Instant; fault: string }): Promise<void>;
  /** When the next one comes that was postponed; null when there is none. */
  nextAt(): Promise<Temporal.Instant | null>;
  /** Deletes at most `limit` events that were handled before then; answers how many. */
  forget(handledBefore: Temporal.Instant, limit: number): Promise<number>;
  /** Deletes all events of one record. */
  forgetAbout(record: { portalId: number; kind: string; objectId: string }): Promise<void>;
};
