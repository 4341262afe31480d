import { AppError } from "../domain/errors.ts";
import type { Answer } from "./answer.ts";

/** A search in QuickBooks' query language: conditions are joined with AND, the only thing it knows (facts/quickbooks.md §3.2). */
export type Select = { from: string; where?: string[] };

/** How many there are. */
export const selectCount = (select: Select) => `SELECT COUNT(*) FROM ${select.from}${whereOf(select)}`;

const whereOf = ({ where = [] }: Select) => (where.length === 0 ? "" : ` WHERE ${where.join(" AND ")}`);

/** One page in the order of the ids, so that pages neither overlap nor leave gaps. `start` counts from 1. */
export function selectPage(select: Select, start: number, rows: number): string {
  return `SELECT * FROM ${select.from}${whereOf(select)} ORDERBY Id ASC STARTPOSITION ${start} MAXRESULTS ${rows}`;
}

/** A text as the query language wants it: quoted, with quote and backslash escaped. */
export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

/** Names that begin like this, `%` in them taken out since it would match anything. */
export function beginsWith(text: string): string {
  return quoted(`${text.replaceAll("%", "")}%`);
}

/** Texts that end like this. */
export function endsWith(text: string): string {
  return quoted(`%${text.replaceAll("%", "")}`);
}

/** An instant as queries take it, in whole seconds. */
export function quotedInstant(instant: Temporal.Instant): string {
  return quoted(instant.toString({ smallestUnit: "second" }));
}

/** Inactive records are hidden unless asked for. */
export const ALSO_INACTIVE = "Active IN (true,false)";

/** The rows of a query's answer. Throws rejected with QuickBooks' words, unavailable when it cannot be read. */
export function rowsOf(answer: Answer, entity: string): unknown[] {
  const rows = responseOf(answer)[entity];
  return Array.isArray(rows) ? rows : [];
}

/** The number in the answer to a count. */
export function countIn(answer: Answer): number {
  const { totalCount } = responseOf(answer);
  if (typeof totalCount === "number") return totalCount;
  throw unreadable();
}

function responseOf(answer: Answer): Record<string, unknown> {
  if (!answer.ok) throw new AppError("rejected", answer.refusal.message, { code: answer.refusal.code, fixBy: answer.refusal.fixBy });
  const page = answer.body["QueryResponse"];
  if (typeof page === "object" && page !== null) return page as Record<string, unknown>;
  throw unreadable();
}

const unreadable = () => new AppError("unavailable", "QuickBooks answered a query in a way that we cannot read.", { code: "unreadable" });
