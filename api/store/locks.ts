import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { AppError } from "../domain/errors.ts";
import type { Store } from "../ports/store.ts";

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 250;

export type Locks = { withLock: Store["withLock"]; stop(): Promise<void> };

/**
 * Named locks over all processes: PostgreSQL's session advisory locks, so they end with the process that holds them.
 * A process holds all of its locks on one connection of their own, so that no number of nested or waiting locks can use
 * up a pool. A session may take the same advisory lock twice, so that a name is held once per process is kept here.
 * The connection must reach PostgreSQL directly, or through a pooler in session mode.
 */
export function createLocks(databaseUrl: string): Locks {
  const held = new Set<string>();
  let session: Promise<pg.Client> | null = null;

  const connected = (): Promise<pg.Client> => {
    session ??= openSession(databaseUrl, () => (session = null)).catch((error: unknown) => {
      session = null;
      throw error;
    });
    return session;
  };

  async function tryLock(name: string): Promise<pg.Client | null> {
    if (held.has(name)) return null;
    held.add(name);
    try {
      const client = await connected();
      const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock(hashtextextended($1, 0)) as locked", [name]);
      if (rows[0]?.locked) return client;
    } catch (error) {
      held.delete(name);
      throw error;
    }
    held.delete(name);
    return null;
  }

  async function unlock(client: pg.Client, name: string): Promise<void> {
    try {
      await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [name]);
    } catch {
      // The session is gone, and the lock with it.
    } finally {
      held.delete(name);
    }
  }

  return {
    async withLock(name, waitMs, work) {
      const client = await waitFor(() => tryLock(name), waitMs);
      if (!client) throw new AppError("busy", "Somebody else is working on this; it is tried again by itself.");
      try {
        return await work();
      } finally {
        await unlock(client, name);
      }
    },
    async stop() {
      const open = session;
      session = null;
      await (await open?.catch(() => null))?.end();
    },
  };
}

async function openSession(databaseUrl: string, onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: "tieout locks", keepAlive: true });
  client.on("error", onLost);
  await client.connect();
  return client;
}

/** Asks again, at first often, until there is an answer or `waitMs` have passed; asks at least once. */
async function waitFor<T>(ask: () => Promise<T | null>, waitMs: number): Promise<T | null> {
  let waitedMs = 0;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const answer = await ask();
    if (answer !== null || waitedMs >= waitMs) return answer;
    const nowMs = Math.min(pauseMs * (0.5 + Math.random()), waitMs - waitedMs);
    await wait(nowMs);
    waitedMs += nowMs;
  }
}
