import { sayDecision } from "../domain/decisions.ts";
import type { Person } from "../domain/person.ts";
import type { AuditEntry } from "../ports/audit.ts";
import type { LogLine } from "../ports/sync-log.ts";
import type { Needs } from "./needs.ts";

/** One thing that happened on a deal's way: a step of ours, a call to a vendor, or what somebody decided. `gapMs`: since the one before. */
type FlightEntry = Pick<LogLine, "at" | "what" | "outcome" | "code" | "document" | "status" | "traceId" | "requestId" | "durationMs"> & {
  kind: "step" | "call" | "decision";
  system: LogLine["system"];
  by: Person | null;
  /** A decision as a sentence. */
  words: string | null;
  details: Record<string, unknown>;
  /** Under which request and answer are opened; null where there are none (any more). */
  lineId: string | null;
  gapMs: number | null;
};

/** All that was done for a deal; `leftOut` where there is more than is shown. */
export type FlightRecorder = { dealId: string; entries: FlightEntry[]; leftOut: boolean };

const MOST_LINES = 500;
const MOST_DECISIONS = 100;

/** Everything that happened to a deal, from the webhook to the write-back, in its order; the oldest is left out where it is too much. */
export async function readFlightRecorder({ store }: Needs, portalId: number, dealId: string): Promise<FlightRecorder> {
  const record = { object: "deal", id: dealId };
  const { lines, decisions } = await store.inPortal(portalId, async (tx) => ({
    lines: await tx.syncLog.ofRecord(record, MOST_LINES),
    decisions: await tx.audit.about(record, MOST_DECISIONS),
  }));
  const leftOut = lines.length === MOST_LINES || decisions.length === MOST_DECISIONS;
  return { dealId, entries: withGaps(inOrder(lines.map(entryOfLine), decisions.map(entryOfDecision))), leftOut };
}

type Entry = Omit<FlightEntry, "gapMs">;

/** Lines keep the order in which they were noted, which tells more than their times; decisions come before the first line after them. */
function inOrder(lines: Entry[], decisions: Entry[]): Entry[] {
  const waiting = [...decisions];
  return [
    ...lines.flatMap((line) => {
      const before = waiting.filter(({ at }) => Temporal.Instant.compare(at, line.at) < 0);
      waiting.splice(0, before.length);
      return [...before, line];
    }),
    ...waiting,
  ];
}

function withGaps(entries: Entry[]): FlightEntry[] {
  return entries.map((entry, index) => {
    const before = entries[index - 1];
    return { ...entry, gapMs: before ? Math.max(0, entry.at.epochMilliseconds - before.at.epochMilliseconds) : null };
  });
}

function entryOfLine({ id, seq: _seq, record: _record, buyer: _buyer, digest: _digest, userId, hasPayload, ...line }: LogLine): Entry {
  return {
    ...line,
    kind: line.system === "tieout" ? "step" : "call",
    by: userId === null ? null : { userId, email: null },
    words: null,
    lineId: hasPayload ? id : null,
  };
}

function entryOfDecision({ at, by, what, details }: AuditEntry): Entry {
  const nothing = { code: null, document: null, status: null, traceId: null, requestId: null, durationMs: null, lineId: null };
  return { kind: "decision", system: "tieout", outcome: "ok", at, by, what, words: sayDecision(what, details), details, ...nothing };
}
