import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import { fromKnex, type PgBoss } from "pg-boss";
import { AppError } from "../domain/errors.ts";
import type { Job, JobOptions } from "../ports/queue.ts";
import { QUEUE_SCHEMA } from "./install-queues.ts";

/** PostgreSQL tells everybody who listens here that a queue, named in the message, has something new. */
export const NEWS_CHANNEL = "tieout_jobs";

/** Between two looks the waiting job must have been taken and another one put in. */
const MOST_LOOKS = 10;

/**
 * Puts a job into its queue within the transaction. Where one with its key waits already, that one is kept and starts at the
 * earlier of the two times; it is locked until this transaction ends, so that it sees what this transaction wrote.
 */
export async function enqueue(boss: PgBoss, trx: Knex.Transaction, job: Job, options: JobOptions = {}): Promise<void> {
  const { startAfterSeconds = 0, key } = options;
  // Without a key nothing may be merged, yet a stately queue merges all that have none.
  const singletonKey = key ?? randomUUID();
  for (let look = 1; look <= MOST_LOOKS; look++) {
    const kept = key !== undefined && (await advanceWaiting(trx, job.name, key, startAfterSeconds));
    const added =
      kept || (await boss.send(job.name, job.data, { startAfter: startAfterSeconds, singletonKey, ...ofPortal(job), db: fromKnex(trx) }));
    if (added) return void (await trx.raw("select pg_notify(?, ?)", [NEWS_CHANNEL, job.name]));
    // Another transaction has put one in since we looked, and now that it has ended it can be seen.
  }
  throw new AppError("busy", "The same job is put in and taken too fast; it is tried again.");
}

/** Takes all jobs of a portal that wait, to be begun or to be tried again, out of their queues; those that run come to their end. */
export async function cancelJobs(trx: Knex.Transaction, portalId: number): Promise<void> {
  await trx.raw(
    `update ${QUEUE_SCHEMA}.job set state = 'cancelled', completed_on = now() where group_id = ? and state in ('created', 'retry')`,
    [String(portalId)],
  );
}

/** Jobs of one portal share its turns. */
const ofPortal = ({ data }: Job) => ("portalId" in data ? { group: { id: String(data.portalId) } } : {});

async function advanceWaiting(trx: Knex.Transaction, name: string, key: string, startAfterSeconds: number): Promise<boolean> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `update ${QUEUE_SCHEMA}.job set start_after = least(start_after, ${QUEUE_SCHEMA}.job_now() + ? * interval '1 second')
     where name = ? and singleton_key = ? and state = 'created'`,
    [startAfterSeconds, name, key],
  );
  return rowCount > 0;
}
