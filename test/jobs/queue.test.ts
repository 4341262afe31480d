import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import { QUEUE_NAMES } from "../../api/jobs/install-queues.ts";
import type { Handlers } from "../../api/jobs/queue.ts";
import type { Job, JobOptions } from "../../api/ports/queue.ts";
import { connect } from "../../api/store/connect.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";

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

const push = (dealId: string, portalId = 1): Job => ({ name: "push-deal", data: { portalId, dealId, cause: "webhook" } });
const enqueue = (job: Job, options?: JobOptions) => db.store.inSystem((tx) => tx.enqueue(job, options));
const nothing = () => Promise.resolve();
const idle = Object.fromEntries(QUEUE_NAMES.map((name) => [name, nothing])) as unknown as Handlers;

/** Works pushes with `handle` and keeps what was given up. */
async function work(handle: Handlers["push-deal"], options?: { concurrency?: number }) {
  const dead: { job: Job; error: unknown }[] = [];
  await db.queue.work({ ...idle, "push-deal": handle }, async (job, error) => void dead.push({ job, error }), options);
  return dead;
}

/** How many pushes are in each state. */
async function states(): Promise<Record<string, number>> {
  const { rows } = await client.query<{ state: string; count: string }>(
    "select state::text, count(*) from pgboss.job where name = 'push-deal' group by state",
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

const PATIENT = { timeout: 60_000 };
const settled = (expected: Record<string, number>) => expect.poll(states, PATIENT).toEqual(expected);
const hurry = () => client.query("update pgboss.job set start_after = now() where state in ('created', 'retry')");

describe("putting in", () => {
  test("a job runs with its data, from either role", async () => {
    const ran: unknown[] = [];
    await work(async (data) => void ran.push(data));
    await enqueue(push("1"));
    await db.store.inPortal(1, (tx) => tx.enqueue(push("2")));
    await settled({ completed: 2 });
    expect(ran).toContainEqual({ portalId: 1, dealId: "1", cause: "webhook" });
  });

  test("a transaction that fails leaves no job", async () => {
    const failing = db.store.inSystem(async (tx) => {
      await tx.enqueue(push("1"), { key: "a" });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await states()).toEqual({});
  });

  test("jobs without a key are all kept", async () => {
    await Promise.all(Array.from({ length: 7 }, () => enqueue(push("1"))));
    expect(await states()).toEqual({ created: 7 });
  });

  test("fifty requests at once while one runs give exactly one more run", async () => {
    let runs = 0;
    const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await work(async () => {
      runs++;
      begun.resolve();
      await release.promise;
    });
    await enqueue(push("1"), { key: "deal" });
    await begun.promise;
    await Promise.all(Array.from({ length: 50 }, () => enqueue(push("1"), { key: "deal" })));
    expect(await states()).toEqual({ active: 1, created: 1 });
    release.resolve();
    await settled({ completed: 2 });
    expect(runs).toBe(2);
  });

  test("of two requests the earlier time counts, in either order", async () => {
    await enqueue(push("1"), { key: "deal", startAfterSeconds: 3600 });
    await enqueue(push("1"), { key: "deal" });
    await enqueue(push("1"), { key: "deal", startAfterSeconds: 3600 });
    await work(nothing);
    await settled({ completed: 1 });
  });

  test("a waiting job is not taken while a transaction that has put it in again is open", async () => {
    await enqueue(push("1"), { key: "deal" });
    const knex = connect(db.url, 1);
    await knex.transaction(async (trx) => {
      await db.queue.enqueue(trx, push("1"), { key: "deal" });
      const { rowCount } = await client.query("select from pgboss.job where singleton_key = 'deal' for update skip locked");
      expect(rowCount).toBe(0);
    });
    await knex.destroy();
    expect(await states()).toEqual({ created: 1 });
  });
});

describe("running", () => {
  test("as many jobs run at a time as there are slots, and no more", async () => {
    let [running, most] = [0, 0];
    const three = Promise.withResolvers<void>();
    await Promise.all(Array.from({ length: 9 }, (_, deal) => enqueue(push(String(deal), deal))));
    await work(
      async () => {
        most = Math.max(most, ++running);
        if (running === 3) three.resolve();
        await three.promise;
        running--;
      },
      { concurrency: 3 },
    );
    await settled({ completed: 9 });
    expect(most).toBe(3);
  });

  test("one key never runs twice at a time, though slots are free", async () => {
    const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await work(async ({ dealId }) => {
      if (dealId === "other") return;
      begun.resolve();
      await release.promise;
    });
    await enqueue(push("1"), { key: "deal" });
    await begun.promise;
    await enqueue(push("1"), { key: "deal" });
    await enqueue(push("other"));
    await settled({ active: 1, created: 1, completed: 1 });
    release.resolve();
    await settled({ completed: 3 });
  });

  test("stopping waits for what runs and leaves the rest", async () => {
    const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await work(
      async () => {
        begun.resolve();
        await release.promise;
      },
      { concurrency: 1 },
    );
    await enqueue(push("1"));
    await begun.promise;
    await enqueue(push("2"));
    let ended = false;
    const stopped = db.queue.stop().then(() => (ended = true));
    for (let question = 1; question <= 200; question++) await db.store.ping();
    expect(ended).toBe(false);
    release.resolve();
    await stopped;
    expect(await states()).toEqual({ completed: 1, created: 1 });
  });

  test("the job of a process that was killed is taken over by another", async () => {
    const path = fileURLToPath(new URL("./worker-process.ts", import.meta.url));
    const child = spawn(process.execPath, [path, db.url], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    await enqueue(push("1"), { key: "deal" });
    await once(child.stdout, "data");
    expect(await states()).toEqual({ active: 1 });
    child.kill("SIGKILL");
    await once(child, "exit");
    // As if the time of a heartbeat had passed.
    await client.query("update pgboss.job set heartbeat_on = heartbeat_on - interval '11 seconds'");

    const ran = Promise.withResolvers<void>();
    await work(async () => ran.resolve());
    await ran.promise;
    await settled({ completed: 1 });
  });
});

describe("failing", () => {
  const unavailable = new AppError("unavailable", "no answer");

  test("what passes with time is tried four times in all and then given up, once", async () => {
    let runs = 0;
    const dead = await work(async () => {
      runs++;
      throw unavailable;
    });
    await enqueue(push("1"));
    await expect.poll(() => hurry().then(() => dead), PATIENT).toEqual([{ job: push("1"), error: unavailable }]);
    await settled({ failed: 1 });
    expect(runs).toBe(4);
  });

  test("the wait before the next try is what the vendor told", async () => {
    await work(() => Promise.reject(new AppError("rateLimited", "slow down", { retryAfterMs: 600_000 })));
    await enqueue(push("1"));
    await settled({ retry: 1 });
    const { rows } = await client.query<{ seconds: string }>("select extract(epoch from start_after - now()) as seconds from pgboss.job");
    expect(Number(rows[0]?.seconds)).toBeGreaterThan(580);
    expect(Number(rows[0]?.seconds)).toBeLessThan(661);
  });

  test.each([new AppError("rejected", "the vendor refused"), new AppError("notReady", "findings"), new TypeError("a bug")])(
    "what a person must mend is given up at once: %s",
    async (error) => {
      let runs = 0;
      const dead = await work(async () => {
        runs++;
        throw error;
      });
      await enqueue(push("1"));
      await settled({ failed: 1 });
      expect(dead).toEqual([{ job: push("1"), error }]);
      expect(runs).toBe(1);
    },
  );

  test("a new request runs at once while an earlier one waits to be tried again, and both come to their end", async () => {
    let fails = true;
    await work(() => (fails ? Promise.reject(unavailable) : nothing()));
    await enqueue(push("1"), { key: "deal" });
    await settled({ retry: 1 });
    fails = false;
    await enqueue(push("1"), { key: "deal" });
    await settled({ retry: 1, completed: 1 });
    await hurry();
    await settled({ completed: 2 });
  });

  test("a failure joins the one that waits to be tried again, and is not given up", async () => {
    const dead = await work(() => Promise.reject(unavailable));
    await enqueue(push("1"), { key: "deal" });
    await settled({ retry: 1 });
    await client.query("update pgboss.job set start_after = now() + interval '1 hour' where state = 'retry'");
    await enqueue(push("1"), { key: "deal" });
    await settled({ retry: 1, failed: 1 });
    expect(dead).toEqual([]);
  });

  test("when the giving up itself fails, it is done again", async () => {
    let told = 0;
    await db.queue.work({ ...idle, "push-deal": () => Promise.reject(new TypeError("a bug")) }, async () => {
      if (++told === 1) throw new Error("the database blinked");
    });
    await enqueue(push("1"));
    await settled({ retry: 1 });
    await hurry();
    await settled({ failed: 1 });
    expect(told).toBe(2);
  });

  test("a job that was begun too often is given up without another try", async () => {
    let runs = 0;
    await enqueue(push("1"));
    await client.query("update pgboss.job set retry_count = 15");
    const dead = await work(async () => void runs++);
    await settled({ failed: 1 });
    expect(runs).toBe(0);
    expect(dead).toHaveLength(1);
  });
});
