import type { Person } from "tieout-shared/contract.ts";

type Outcome = "ok" | "stopped" | "refused" | "failed" | "unknown";

/** One attempt: a step of Tieout, or a call to HubSpot or QuickBooks. Ids, codes and times alone. */
export type LogLine = {
  id: string;
  at: string;
  system: "tieout" | "hubspot" | "quickbooks";
  what: string;
  outcome: Outcome;
  code: string | null;
  record: { object: string; id: string } | null;
  buyer: string | null;
  // eslint-disable-next-line @hubspot/ui-extensions/no-dom-access -- a document of QuickBooks, none of a browser
  document: { kind: string; id: string } | null;
  userId: number | null;
  status: number | null;
  traceId: string | null;
  requestId: string | null;
  durationMs: number | null;
  details: Record<string, unknown>;
  digest: string | null;
  hasPayload: boolean;
};

/** With what was sent and answered; both null once they are forgotten. */
export type OpenedLine = LogLine & { request: unknown; answer: unknown };

/** One thing on a deal's way. `gapMs` is the time since the one before. */
export type FlightEntry = Pick<
  LogLine,
  "at" | "system" | "what" | "outcome" | "code" | "document" | "status" | "traceId" | "requestId" | "durationMs" | "details"
> & { kind: "step" | "call" | "decision"; by: Person | null; words: string | null; lineId: string | null; gapMs: number | null };

export type FlightRecorder = { dealId: string; entries: FlightEntry[]; leftOut: boolean };

/** Something that a person or Tieout decided. */
export type Decision = {
  seq: number;
  at: string;
  by: Person | null;
  what: string;
  words: string;
  subject: { object: string; id: string } | null;
  details: Record<string, unknown>;
};
