import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { UNREADABLE_RECORD, unreadFields, type UnreadRecord } from "../ports/erp-pages.ts";
import type { Answer } from "./answer.ts";
import type { QuickBooksClient } from "./client.ts";
import type { Refusal } from "./faults.ts";
import type { Reading } from "./mapping/reading.ts";

/** What the parts of the adapter work with: the way to the company, and what reading its records needs. */
export type Company = { client: QuickBooksClient; reading: () => Promise<Reading> };

/** The body of an answer that should not have been refused; a refusal becomes AppError rejected. */
export function bodyOf(answer: Answer): Record<string, unknown> {
  if (answer.ok) return answer.body;
  throw rejected(answer.refusal);
}

/** A definite refusal as an error, for the calls whose port has no other word for it. */
export function rejected({ code, message, fixBy }: Refusal): AppError {
  return new AppError("rejected", message, { code, fixBy });
}

/** A vendor record in the shape we rely on; throws unavailable when it has another. Fields are named, never their content. */
export function understood<T>(shape: z.ZodType<T>, record: unknown): T {
  const parsed = shape.safeParse(record);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join(".")))];
  const message = `QuickBooks answered with a record that we cannot read: its ${fields.join(", ")}.`;
  throw new AppError("unavailable", message, { code: UNREADABLE_RECORD, cause: { fields } });
}

/** When more of a page than this is unreadable, it is no single record any more: QuickBooks answers in another form. */
const MOST_UNREADABLE = 25;

/** Rows as far as they can be read; the others are named, so that one of them holds up no other. Throws unavailable when they are too many. */
export function readEach<T, K extends UnreadRecord["kind"]>(
  kind: K,
  rows: unknown[],
  read: (row: unknown) => T,
): { read: T[]; unread: (UnreadRecord & { kind: K })[] } {
  const unread: (UnreadRecord & { kind: K })[] = [];
  const known = rows.flatMap((row) => {
    try {
      return [read(row)];
    } catch (error) {
      unread.push({ kind, id: WithId.safeParse(row).data?.Id ?? "unknown", fields: unreadFields(error) });
      return [];
    }
  });
  if (unread.length <= MOST_UNREADABLE) return { read: known, unread };
  const fields = [...new Set(unread.flatMap((each) => each.fields))];
  const message = "QuickBooks answered with many records that we cannot read.";
  throw new AppError("unavailable", message, { code: "unreadable", cause: { fields } });
}

const WithId = z.object({ Id: z.string().min(1) });
/** The id of a record whatever else it holds; throws unavailable when it has none. */
export const idIn = (record: unknown) => understood(WithId, record).Id;

/** The same for the rows of a query. */
export function understoodAll<T>(shape: z.ZodType<T>, rows: unknown[]): T[] {
  return rows.map((row) => understood(shape, row));
}

/**
 * A record by its id, or null when it does not exist or was deleted: QuickBooks says so with 610 and HTTP 400, not with 404
 * (facts/quickbooks.md §4.2).
 */
export async function readById<T>(client: QuickBooksClient, entity: string, id: string, shape: z.ZodType<T>): Promise<T | null> {
  const answer = await client.get(`${entity.toLowerCase()}/${encodeURIComponent(id)}`);
  if (!answer.ok && answer.refusal.reaction === "gone") return null;
  const record = bodyOf(answer)[entity];
  return isDeleted(record) ? null : understood(shape, record);
}

const Deleted = z.object({ status: z.literal("Deleted") });
/** What change data capture and some reads answer for a record that is gone. */
export const isDeleted = (record: unknown) => Deleted.safeParse(record).success;

/** The id in the answer to a create; throws unavailable when it has none, since then nobody knows what was made. */
export function createdId(body: Record<string, unknown>, entity: string): string {
  return idIn(body[entity]);
}
