import { createHash, randomUUID } from "node:crypto";
import type { JournalRecord } from "../ports/journal.ts";
import type { LogLine, LogSearch, NewLogLine, Retention, SyncLog } from "../ports/sync-log.ts";
import type { Sealed } from "./encryption.ts";
import type { PortalScope } from "./with-portal.ts";

/** A row as PostgreSQL gives it. `payload` is sealed; every other column is clear, and holds ids, codes and times alone. */
type SyncLogTableRow = {
  portal_id: string;
  line_id: string;
  seq: string;
  at: Temporal.Instant;
  system: NewLogLine["system"];
  what: string;
  outcome: NewLogLine["outcome"];
  code: string | null;
  object: string | null;
  record_id: string | null;
  buyer: string | null;
  document_kind: string | null;
  document_id: string | null;
  user_id: string | null;
  status: number | null;
  trace_id: string | null;
  request_id: string | null;
  duration_ms: number | null;
  details: NewLogLine["details"];
  digest: string | null;
  payload: Sealed | null;
};

/** The sync log of one portal, bound to its transaction. */
export function syncLogOf(scope: PortalScope): SyncLog {
  return {
    add: (lines) => addLines(scope, lines),
    search: (search, page) => searchLines(scope, search, page),
    ofRecord: (record, limit) => linesOfRecord(scope, record, limit),
    read: (id) => readLine(scope, id),
    forgetPayloads: (isAbout, page) => forgetPayloads(scope, isAbout, page),
    purge: (retention, limit) => purgeLines(scope, retention, limit),
  };
}

const all = ({ trx, portalId }: PortalScope) => trx<SyncLogTableRow>("sync_log").where("portal_id", String(portalId));

async function addLines(scope: PortalScope, lines: readonly NewLogLine[]): Promise<void> {
  if (lines.length > 0) await scope.trx("sync_log").insert(lines.map((line) => rowFrom(scope, line)));
}

function rowFrom({ portalId, cipher }: PortalScope, line: NewLogLine) {
  const id = randomUUID();
  const { record, document, payload } = line;
  return {
    portal_id: portalId,
    line_id: id,
    at: line.at.toString(),
    ...{ system: line.system, what: line.what, outcome: line.outcome, code: line.code, status: line.status, buyer: line.buyer },
    ...{ object: record?.object ?? null, record_id: record?.id ?? null },
    ...{ document_kind: document?.kind ?? null, document_id: document?.id ?? null },
    ...{ user_id: line.userId, trace_id: line.traceId, request_id: line.requestId },
    duration_ms: line.durationMs === null ? null : Math.max(0, Math.round(line.durationMs)),
    details: JSON.stringify(line.details),
    digest: payload === null ? null : createHash("sha256").update(payload).digest("hex"),
    payload: payload === null ? null : cipher.seal(payload, place(portalId, id)),
  };
}

async function searchLines(
  scope: PortalScope,
  search: LogSearch,
  { before, limit }: { before: number | null; limit: number },
): Promise<LogLine[]> {
  const { deal, buyer, document, code, from, to, text } = search;
  const query = all(scope).where("seq", "<", String(before ?? Number.MAX_SAFE_INTEGER));
  if (deal !== undefined) query.where({ object: "deal", record_id: deal });
  if (buyer !== undefined) query.where({ buyer });
  if (document !== undefined) query.where({ document_id: document });
  if (code !== undefined) query.where({ code });
  if (from) query.where("at", ">=", from.toString());
  if (to) query.where("at", "<", to.toString());
  if (text !== undefined) query.whereRaw(`position(lower(?) in lower(${SEARCHED})) > 0`, [text]);
  return (await query.orderBy("seq", "desc").limit(limit)).map(lineFrom);
}

const SEARCHED = "concat_ws(' ', what, code, record_id, buyer, document_kind, document_id, trace_id, request_id)";

async function linesOfRecord(scope: PortalScope, { object, id }: JournalRecord, limit: number): Promise<LogLine[]> {
  const newest = await all(scope).where({ object, record_id: id }).orderBy("seq", "desc").limit(limit);
  return newest.map(lineFrom).toReversed();
}

async function readLine(scope: PortalScope, id: string): ReturnType<SyncLog["read"]> {
  const row = await all(scope).where({ line_id: id }).first();
  if (!row) return null;
  return { line: lineFrom(row), payload: row.payload && scope.cipher.open(row.payload, place(scope.portalId, id)) };
}

async function purgeLines(scope: PortalScope, { payloadsBefore, linesBefore }: Retention, limit: number): ReturnType<SyncLog["purge"]> {
  const some = (query: ReturnType<typeof all>) => query.select("line_id").orderBy("at").limit(limit);
  const lines = await all(scope)
    .whereIn("line_id", some(all(scope).where("at", "<", linesBefore.toString())))
    .delete();
  const payloads = await all(scope)
    .whereIn("line_id", some(all(scope).where("at", "<", payloadsBefore.toString()).whereNotNull("payload")))
    .update({ payload: null });
  return { payloads, lines };
}

async function forgetPayloads(
  scope: PortalScope,
  isAbout: (payload: string) => boolean,
  { after, limit }: { after: number; limit: number },
): Promise<number | null> {
  const rows = await all(scope).whereNotNull("payload").where("seq", ">", String(after)).orderBy("seq").limit(limit);
  const opened = rows.map((row) => ({
    id: row.line_id,
    payload: scope.cipher.open(row.payload ?? "", place(scope.portalId, row.line_id)),
  }));
  const about = opened.filter(({ payload }) => isAbout(payload)).map(({ id }) => id);
  await all(scope).whereIn("line_id", about).update({ payload: null });
  return rows.length < limit ? null : Number(rows.at(-1)?.seq);
}

const place = (portalId: number, lineId: string) => `sync_log:${portalId}:${lineId}:payload`;

function lineFrom(row: SyncLogTableRow): LogLine {
  const { object, record_id, document_kind, document_id } = row;
  return {
    id: row.line_id,
    seq: Number(row.seq),
    ...{ at: row.at, system: row.system, what: row.what, outcome: row.outcome, code: row.code, status: row.status, buyer: row.buyer },
    record: object === null || record_id === null ? null : { object, id: record_id },
    document: document_kind === null || document_id === null ? null : { kind: document_kind, id: document_id },
    userId: row.user_id === null ? null : Number(row.user_id),
    ...{ traceId: row.trace_id, requestId: row.request_id, durationMs: row.duration_ms, details: row.details },
    ...{ digest: row.digest, hasPayload: row.payload !== null },
  };
}
