import pg from "pg";
import { AppError } from "../domain/errors.ts";

const UNIQUE_VIOLATION = "23505";

/** A unique key that the rules rely on says no: that is a `conflict` with this message, everything else stays what it is. */
export async function orConflict<T>(query: PromiseLike<T>, message: string): Promise<T> {
  try {
    return await query;
  } catch (cause) {
    if (cause instanceof pg.DatabaseError && cause.code === UNIQUE_VIOLATION) throw new AppError("conflict", message, { cause });
    throw cause;
  }
}
