/** A search in QuickBooks' query language: conditions are joined with AND, the only thing it knows (facts/quickbooks.md §3.2). */
export type Select = { from: string; where?: string[] };

/** One page in the order of the ids, so that pages neither overlap nor leave gaps. `start` counts from 1. */
export function selectPage({ from, where = [] }: Select, start: number, rows: number): string {
  const conditions = where.length === 0 ? "" : ` WHERE ${where.join(" AND ")}`;
  return `SELECT * FROM ${from}${conditions} ORDERBY Id ASC STARTPOSITION ${start} MAXRESULTS ${rows}`;
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
