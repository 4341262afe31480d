import { AppError } from "../domain/errors.ts";

/** How a step or a call ended: `stopped` waits for a person, `refused` is a vendor's definite no, `unknown` may have been done. */
export type Outcome = "ok" | "stopped" | "refused" | "failed" | "unknown";

/** Ids, codes and counts alone: they stand in the clear for years. */
export type Details = Record<string, string | number | boolean | null | readonly string[]>;

/** Something that we did or learned: "webhook.received", "preflight.done", "intent.sent". */
export type Step = {
  what: string;
  outcome: Outcome;
  code?: string | null;
  /** The record that it is about, where that is not the one that is being worked on. */
  record?: JournalRecord;
  durationMs?: number;
  details?: Details;
};

/** One call to a vendor. `payload` is sealed: it may hold anything of the books or of people, but never a token. */
export type VendorCall = {
  vendor: "hubspot" | "quickbooks";
  method: string;
  /** Without the query, the company and whatever else is not an id of a record. */
  path: string;
  writes: boolean;
  outcome: Outcome;
  code: string | null;
  status: number | null;
  /** The vendor's own name for the call: `intuit_tid`, HubSpot's correlation id. */
  traceId: string | null;
  /** The id that makes a repetition harmless. */
  requestId: string | null;
  /** The document or record that was made or asked for, as the vendor calls it: "estimate", "145". */
  document: { kind: string; id: string } | null;
  startedAt: Temporal.Instant;
  durationMs: number;
  payload(): { request: unknown; answer: unknown };
};

/** A vendor was asked for new tokens; they themselves are never noted. `error`: why it gave none. */
export function tokensAsked(vendor: VendorCall["vendor"], error: unknown): Step {
  const what = { what: "tokens.renewed", details: { vendor } };
  if (error === null) return { ...what, outcome: "ok" };
  const lost = error instanceof AppError && error.kind === "notConnected";
  return { ...what, outcome: lost ? "refused" : "failed", code: error instanceof AppError ? error.code : "internal" };
}

/** "deal" and its id. */
export type JournalRecord = { object: string; id: string };

/** What a piece of work is about, and for whom it is done; what is noted meanwhile carries it. */
export type JournalSubject = { record: JournalRecord | null; userId: number | null };

/**
 * Notes every attempt for the flight recorder and the sync log. Nothing here ever throws: what cannot be written down is
 * counted, and the work goes on. Never called within a transaction, which might be rolled back.
 */
export type Journal = {
  /** Does the work. `reads` counts the vendors' answers that were so ordinary that no line is kept of them. */
  about<T>(subject: JournalSubject, work: (counts: { reads: number }) => Promise<T>): Promise<T>;
  /** From here on, what is noted is about this company or contact, too: "company:123". */
  concerns(buyer: string): void;
  note(portalId: number, ...steps: Step[]): Promise<void>;
  /** Every write is kept, and every read that failed or was slow. */
  called(portalId: number, call: VendorCall): Promise<void>;
};
