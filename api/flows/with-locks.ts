import type { Store } from "../ports/store.ts";

/** Runs `work` while holding all the named locks. They are taken in one order, so that two who want the same never wait for each other. */
export function withLocks<T>(store: Store, names: string[], waitMs: number, work: () => Promise<T>): Promise<T> {
  const [first, ...rest] = [...new Set(names)].sort();
  return first === undefined ? work() : store.withLock(first, waitMs, () => withLocks(store, rest, waitMs, work));
}
