import type { PgBoss } from "pg-boss";
import { QUEUE_SCHEMA } from "./install-queues.ts";

/** One try of a job: the number of tries before it tells it from another try that took the job over. */
export type Try = { name: string; id: string; retryCount: number };

/** Puts a failed job back, to be taken again after so many seconds. Where one with its key waits to be retried, it joins that one. */
export async function retryLater(boss: PgBoss, { name, id, retryCount }: Try, seconds: number, reason: object): Promise<void> {
  await together(boss, async (db) => {
    await boss.fail(name, { id, retryCount }, reason, { db });
    await db.executeSql(
      `update ${QUEUE_SCHEMA}.job set start_after = ${QUEUE_SCHEMA}.job_now() + $1::double precision * interval '1 second'
       where name = $2 and id = $3 and retry_count = $4 and state = 'retry'`,
      [seconds, name, id, retryCount],
    );
  });
}

/** Ends a job for good. */
export async function failForGood(boss: PgBoss, { name, id, retryCount }: Try, reason: object): Promise<void> {
  await together(boss, async (db) => {
    await db.executeSql(
      `update ${QUEUE_SCHEMA}.job set retry_limit = retry_count where name = $1 and id = $2 and retry_count = $3 and state = 'active'`,
      [name, id, retryCount],
    );
    await boss.fail(name, { id, retryCount }, reason, { db });
  });
}

type Db = ReturnType<PgBoss["getDb"]>;

async function together(boss: PgBoss, work: (db: Db) => Promise<void>): Promise<void> {
  const transaction = await boss.getDb().beginTransaction?.();
  if (!transaction) throw new Error("pg-boss was not given a database with transactions");
  try {
    await work(transaction.db);
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
