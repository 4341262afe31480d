import type { Journal } from "../api/ports/journal.ts";

/** A journal that keeps nothing. */
export const NO_JOURNAL: Journal = {
  about: (_subject, work) => work({ reads: 0 }),
  concerns: () => undefined,
  note: () => Promise.resolve(),
  called: () => Promise.resolve(),
};
