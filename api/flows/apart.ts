import { AppError, type ErrorKind } from "../domain/errors.ts";

/** Matters of the whole account, whatever the record. */
const OF_ALL = new Set<ErrorKind>(["notConnected", "rateLimited", "busy"]);
/** So many records that fail with none that does not are no matter of a record either. */
const MOST_BEFORE_ONE_WORKS = 3;

/**
 * Does a piece of work for many records at once and, where that fails, for each by itself, so that one with a fault keeps none
 * of the others back. Answers those that failed alone, with their errors; throws what is no matter of a record.
 */
export async function apart(records: string[], work: (some: string[]) => Promise<void>): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>();
  const all = await failure(() => work(records));
  if (!all) return failed;
  if (isOfAll(all.error) || (records.length === 1 && mayPass(all.error))) throw all.error;
  let worked = 0;
  for (const record of records) {
    const one = await failure(() => work([record]));
    if (!one) worked += 1;
    else failed.set(record, one.error);
    const hopeless = worked === 0 && failed.size >= Math.min(MOST_BEFORE_ONE_WORKS, records.length);
    if (one && (isOfAll(one.error) || (hopeless && mayPass(one.error)))) throw one.error;
  }
  return failed;
}

const isOfAll = (error: unknown) => error instanceof AppError && OF_ALL.has(error.kind);
const mayPass = (error: unknown) => error instanceof AppError && error.kind === "unavailable";

async function failure(work: () => Promise<void>): Promise<{ error: unknown } | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return { error };
  }
}
