import type { Knex } from "knex";
import { PgBoss } from "pg-boss";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import type { Job, JobOptions } from "../ports/queue.ts";
import { cancelJobs, enqueue } from "./enqueue.ts";
import { installQueues, QUEUE_NAMES, QUEUE_SCHEMA } from "./install-queues.ts";
import { listenForNews } from "./listen-for-news.ts";
import { runQueue } from "./run-queue.ts";

/** What is done for each job. Throwing an AppError of a kind that passes with time has the job tried again. */
export type Handlers = { [Name in Job["name"]]: (data: Extract<Job, { name: Name }>["data"]) => Promise<void> };
/** Called once or more when a job has failed for good, before it is put aside. */
type OnDead = (job: Job, error: unknown) => Promise<void>;

/** The work of all portals that waits, on PostgreSQL. */
export type Queue = {
  /** Puts a job into its queue within the transaction of the write that causes it. */
  enqueue(trx: Knex.Transaction, job: Job, options?: JobOptions): Promise<void>;
  /** Takes the portal's waiting jobs out of their queues within the transaction. */
  cancelJobs(trx: Knex.Transaction, portalId: number): Promise<void>;
  /** Begins to take jobs, at most `concurrency` of each queue at a time. */
  work(handlers: Handlers, onDead: OnDead, options?: { concurrency?: number }): Promise<void>;
  /** Takes no more jobs, waits for those that run, at most `waitMs`, and closes. What still runs then is taken by another process. */
  stop(waitMs?: number): Promise<void>;
};

type Needs = { databaseUrl: string; clock: Clock; log: Log };

const CONCURRENCY = 4;
const STOP_WAIT_MS = 25_000;

/** The job queue on a database that `migrate` has brought up to date; its own tables are made here. */
export async function createQueue({ databaseUrl, clock, log }: Needs): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: "tieout queue",
    schema: QUEUE_SCHEMA,
    max: 4,
    schedule: false,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
  });
  boss.on("error", (error) => log.warn({ error }, "the queue had an error; it goes on"));
  boss.on("warning", ({ message }) => log.warn({ warning: message }, "the queue warns"));
  await boss.start();
  await installQueues(boss);
  const running: { stop(waitMs: number): Promise<void> }[] = [];

  return {
    enqueue: (trx, job, options) => enqueue(boss, trx, job, options),
    cancelJobs,
    async work(handlers, onDead, { concurrency = CONCURRENCY } = {}) {
      const queues = new Map(
        QUEUE_NAMES.map((name) => [name as string, runQueue({ boss, clock, log, concurrency, ...jobsOf(name, handlers, onDead) })]),
      );
      running.push(
        listenForNews({ databaseUrl, log }, (name) => queues.get(name)?.ring()),
        ...queues.values(),
      );
    },
    async stop(waitMs = STOP_WAIT_MS) {
      await Promise.all(running.map((part) => part.stop(waitMs)));
      await boss.stop({ graceful: false });
    },
  };
}

/** What comes out of a queue is what `enqueue` put in: name and data belong together. */
function jobsOf(name: Job["name"], handlers: Handlers, onDead: OnDead) {
  const handle: (data: never) => Promise<void> = handlers[name];
  return {
    name,
    handle: (data: object) => handle(data as never),
    onDead: (data: object, error: unknown) => onDead({ name, data } as Job, error),
  };
}
