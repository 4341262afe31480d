import { stringify } from "csv-stringify/sync";
import type { LogLine } from "../ports/sync-log.ts";
import { shownLine } from "./log-views.ts";

/** Lines as a file, JSON or CSV. */
export function writeLogFile(lines: LogLine[], format: "json" | "csv"): string {
  if (format === "json") return `${JSON.stringify(lines.map(shownLine), null, 2)}\n`;
  return stringify(lines.map(columnsOf), { header: true, columns: COLUMNS, escape_formulas: true });
}

const COLUMNS = [
  ...["at", "system", "what", "outcome", "code", "record", "buyer", "document", "user", "status"],
  ...["traceId", "requestId", "durationMs", "details", "digest", "id"],
];

function columnsOf({ record, document, userId, details, at, ...line }: LogLine) {
  return {
    ...line,
    at: at.toString(),
    record: record && `${record.object} ${record.id}`,
    document: document && `${document.kind} ${document.id}`,
    user: userId,
    details: JSON.stringify(details),
  };
}
