import { setTimeout as wait } from "node:timers/promises";
import { AppError } from "../domain/errors.ts";
import type { Store } from "../ports/store.ts";
import { createLockSession, type LockSession } from "./lock-session.ts";

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;

/** The named locks of this process. */
export type Locks = { withLock: Store["withLock"]; stop(): Promise<void> };

/**
 * Named locks over all processes: PostgreSQL's session advisory locks, so they end with the process that holds them.
 * A process holds all of its locks on one connection of their own, so that no number of nested or waiting locks can use
 * up a pool. A session may take the same advisory lock twice, so that a name is held once per process is kept here.
 * The connection must reach PostgreSQL directly, or through a pooler in session mode.
 */
export function createLocks(databaseUrl: string): Locks {
  const held = new Set<string>();
  const session = createLockSession(databaseUrl);
  return {
    async withLock(name, waitMs, work) {
      const unlock = await waitFor(() => tryLock(session, held, name), waitMs);
      if (!unlock) throw new AppError("busy", "Somebody else is working on this; it is tried again by itself.");
      try {
        return await work();
      } finally {
        await unlock();
      }
    },
    stop: session.end,
  };
}

/** How to give the lock back, or null when somebody else holds it. */
async function tryLock(session: LockSession, held: Set<string>, name: string): Promise<(() => Promise<void>) | null> {
  if (held.has(name)) return null;
  held.add(name);
  try {
    if (await session.ask("select pg_try_advisory_lock(hashtextextended($1, 0)) as answer", name)) return unlock;
  } catch (error) {
    held.delete(name);
    throw error;
  }
  held.delete(name);
  return null;

  async function unlock(): Promise<void> {
    try {
      await session.ask("select pg_advisory_unlock(hashtextextended($1, 0)) as answer", name);
    } catch {
      // The session is gone, and the lock with it.
    } finally {
      held.delete(name);
    }
  }
}

/** Asks again, at first often, until there is an answer or `waitMs` have passed; asks at least once. */
async function waitFor<T>(ask: () => Promise<T | null>, waitMs: number): Promise<T | null> {
  let waitedMs = 0;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const answer = await ask();
    if (answer !== null || waitedMs >= waitMs) return answer;
    const nextMs = Math.min(pauseMs * (0.5 + Math.random()), waitMs - waitedMs);
    await wait(nextMs);
    waitedMs += nextMs;
  }
}
