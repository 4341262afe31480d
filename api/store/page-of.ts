import { AppError } from "../domain/errors.ts";

/** By what rows of a list are ordered: a time, and the id where two have the same. */
type Place = { at: Temporal.Instant; id: string };

/** The first `limit` of rows that were asked for with one more than that, and the cursor behind them; null where they are the last. */
export function pageOf<R>(rows: readonly R[], limit: number, placeOf: (row: R) => Place): { rows: R[]; cursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  if (rows.length <= limit || !last) return { rows: shown, cursor: null };
  const { at, id } = placeOf(last);
  return { rows: shown, cursor: `${at.toString()} ${id}` };
}

/** Time and id behind which a page begins. Throws invalid for what is no cursor of `pageOf`. */
export function readCursor(cursor: string): [at: string, id: string] {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (\S+)$/.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw new AppError("invalid", "The cursor is not one of ours.", { code: "invalidCursor" });
  return [at, id];
}
