import pg from "pg";
import { AppError } from "../domain/errors.ts";

const UNIQUE_VIOLATION = "23505";
/** serialization_failure, deadlock_detected, lock_not_available */
const PASSES_AT_ONCE = new Set(["40001", "40P01", "55P03"]);
/** Lost connections, too many of them, a server that shuts down or starts. */
const PASSES_WITH_TIME = /^(08...|53300|57P0[1-5]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;

/** A unique key that the rules rely on says no: that is a `conflict` with this message, everything else stays what it is. */
export async function orConflict<T>(query: PromiseLike<T>, message: string): Promise<T> {
  try {
    return await query;
  } catch (cause) {
    if (cause instanceof pg.DatabaseError && cause.code === UNIQUE_VIOLATION) throw new AppError("conflict", message, { cause });
    throw cause;
  }
}

/** What passes by itself becomes `busy` or `unavailable`, so that jobs try again; everything else is a bug and stays one. */
export function databaseFault(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  if (PASSES_AT_ONCE.has(code)) return new AppError("busy", "Two changes of the same rows met; it is tried again.", { cause: error });
  const lost = PASSES_WITH_TIME.test(code) || error.name === "KnexTimeoutError" || error.message.startsWith("Connection terminated");
  return lost ? new AppError("unavailable", "The database does not answer.", { cause: error }) : error;
}
