import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import { QUEUE_NAMES } from "../../api/jobs/install-queues.ts";
import type { Handlers } from "../../api/jobs/queue.ts";
import { sized } from "../prove/size.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";

const [CROWDED, SMALL] = [1, 2];
const MANY = 2_000;
const OTHERS = sized({ sample: 200, whole: 10_000 });

let db: TestDatabase;
beforeEach(async () => {
  db = await createTestDatabase();
});
afterEach(() => db.drop());

const idle = Object.fromEntries(QUEUE_NAMES.map((name) => [name, () => Promise.resolve()])) as unknown as Handlers;
const enqueue = (portalId: number, deals: string[]) =>
  db.store.inSystem(async (tx) => {
    for (const dealId of deals) await tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause: "webhook" } });
  });

test("a portal with two thousand waiting jobs, each of which hangs, holds up no other portal", async () => {
  await enqueue(CROWDED, ["0"]);
  await query(`${COPIED} generate_series(1, ${MANY}) copy`);
  await enqueue(SMALL, ["1", "2", "3"]);
  const [small, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done: string[] = [];
  let begun = 0;
  const handle: Handlers["push-deal"] = async ({ portalId, dealId }) => {
    if (portalId === SMALL) {
      if (done.push(dealId) === 3) small.resolve();
      return;
    }
    begun += 1;
    await release.promise;
  };
  await db.queue.work({ ...idle, "push-deal": handle }, async () => undefined, { concurrency: 4 });
  await small.promise;
  expect({ done: done.sort(), begun }).toEqual({ done: ["1", "2", "3"], begun: 3 });
  const stopped = db.queue.stop();
  release.resolve();
  await stopped;
});

test("a deal that always fails delays nobody: the others are done while it waits to be tried again", { timeout: 600_000 }, async () => {
  await enqueue(CROWDED, ["1"]);
  await query(`${COPIED} generate_series(2, ${OTHERS}) copy`);
  await enqueue(CROWDED, ["poison"]);
  await query("update pgboss.job set created_on = created_on - interval '1 hour' where data->>'dealId' = 'poison'");
  const all = Promise.withResolvers<void>();
  const done: string[] = [];
  let tries = 0;
  const handle: Handlers["push-deal"] = async ({ dealId }) => {
    if (dealId === "poison") {
      tries += 1;
      throw new AppError("unavailable", "It always fails.", {});
    }
    if (done.push(dealId) === OTHERS) all.resolve();
  };
  await db.queue.work({ ...idle, "push-deal": handle }, async () => undefined);
  await all.promise;
  expect(tries).toBeGreaterThan(0);
  expect(tries).toBeLessThanOrEqual(4);
  const undone = (await query(UNDONE)) as { deal: string }[];
  expect(undone.every(({ deal }) => deal === "poison")).toBe(true);
});

/** The one waiting job again and again, which is faster than putting each in. */
const COPIED = `
  insert into pgboss.job
  select (jsonb_populate_record(job, jsonb_build_object('id', gen_random_uuid(), 'singleton_key', copy::text))).* from pgboss.job job,`;
const UNDONE = "select data->>'dealId' as deal, state from pgboss.job where name = 'push-deal' and state not in ('completed', 'active')";

async function query(statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  const { rows } = await client.query<object>(statement);
  await client.end();
  return rows;
}
