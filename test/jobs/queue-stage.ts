import pg from "pg";
import { afterEach, beforeEach, expect } from "vitest";
import { QUEUE_NAMES } from "../../api/jobs/install-queues.ts";
import type { Handlers } from "../../api/jobs/queue.ts";
import type { Job, JobOptions } from "../../api/ports/queue.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";

/** The push of a deal. */
export const push = (dealId: string, portalId = 1): Job => ({ name: "push-deal", data: { portalId, dealId, cause: "webhook" } });
/** A job that is done at once. */
export const nothing = () => Promise.resolve();
/** Handlers for every queue that do nothing. */
export const idle = Object.fromEntries(QUEUE_NAMES.map((name) => [name, nothing])) as unknown as Handlers;
/** For what is done by workers. */
export const PATIENT = { timeout: 60_000 };

/** A queue for each test, on a database of its own. */
export function queueStage() {
  let db: TestDatabase;
  let client: pg.Client;
  beforeEach(async () => {
    db = await createTestDatabase();
    client = new pg.Client({ connectionString: db.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await db.drop();
  });
  /** How many pushes are in each state. */
  async function states(): Promise<Record<string, number>> {
    const { rows } = await client.query<{ state: string; count: string }>(
      "select state::text, count(*) from pgboss.job where name = 'push-deal' group by state",
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  }
  return {
    get db() {
      return db;
    },
    get client() {
      return client;
    },
    enqueue: (job: Job, options?: JobOptions) => db.store.inSystem((tx) => tx.enqueue(job, options)),
    states,
    /** Waits until pushes are in these states. */
    settled: (expected: Record<string, number>) => expect.poll(states, PATIENT).toEqual(expected),
    /** Works pushes with `handle` and keeps what was given up. */
    async work(handle: Handlers["push-deal"], options?: { concurrency?: number }) {
      const dead: { job: Job; error: unknown }[] = [];
      await db.queue.work({ ...idle, "push-deal": handle }, async (job, error) => void dead.push({ job, error }), options);
      return dead;
    },
    /** What waits waits no longer. */
    hurry: () => client.query("update pgboss.job set start_after = now() where state in ('created', 'retry')"),
  };
}
