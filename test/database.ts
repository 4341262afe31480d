import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { createQueue, type Queue } from "../api/jobs/queue.ts";
import { createStore } from "../api/store/create-store.ts";
import type { Log } from "../api/ports/log.ts";
import type { Store } from "../api/ports/store.ts";

/** A fresh, migrated database of one test file, the store on it, and the queue that the store's transactions put jobs into. */
export type TestDatabase = {
  url: string;
  store: Store;
  queue: Queue;
  /** What a statement finds, as the owner of all tables, on connections that are kept: a new one takes longer than most statements. */
  ask<Row extends object = Record<string, unknown>>(statement: string): Promise<Row[]>;
  drop(): Promise<void>;
};

export const TEST_TOKEN_KEYS = `test:${Buffer.alloc(32, 7).toString("base64")}`;
export const TEST_INDEX_SECRET = "a secret of the tests, long enough for it";
export const QUIET_LOG: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
export const testClock = {
  now: () => Temporal.Now.instant(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
};

/** Copies the run's template database, which takes some 50 ms. `drop` closes store and queue, too. */
export async function createTestDatabase({ log = QUIET_LOG }: { log?: Log } = {}): Promise<TestDatabase> {
  const { serverUrl, template } = inject("database");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await onServer(serverUrl, `create database ${name} template ${template} strategy file_copy`);
  const url = databaseOn(serverUrl, name);

  const queue = await createQueue({ databaseUrl: url, clock: testClock, log });
  const { enqueue, cancelJobs } = queue;
  const store = createStore({ databaseUrl: url, tokenKeys: TEST_TOKEN_KEYS, indexSecret: TEST_INDEX_SECRET, enqueue, cancelJobs });
  const owner = new pg.Pool({ connectionString: url, max: 2, idleTimeoutMillis: 0 });
  // A pool that ends does not wait for its connections to close, and those that still do are closed by the drop.
  owner.on("connect", (client) => client.on("error", () => undefined));
  return {
    url,
    store,
    queue,
    ask: async <Row extends object>(statement: string) => (await owner.query<Row>(statement)).rows,
    async drop() {
      await owner.end();
      await queue.stop();
      await store.stop();
      await onServer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

/** The same server, another database. */
export function databaseOn(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements on a database, each in its own transaction. */
export async function onServer(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An empty database without tables. */
export async function createEmptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { serverUrl } = inject("database");
  const name = `empty_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, `create database ${name}`);
  return { url: databaseOn(serverUrl, name), drop: () => onServer(serverUrl, `drop database ${name} with (force)`) };
}
