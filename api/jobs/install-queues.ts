import type { PgBoss } from "pg-boss";
import type { Job } from "../ports/queue.ts";

/** Where pg-boss keeps its tables. */
export const QUEUE_SCHEMA = "pgboss";
/** A process that has not been heard of for so long has died, and its jobs are taken by others. pg-boss allows no less. */
export const HEARTBEAT_SECONDS = 10;
/** A job that was begun so often and never ended is taken to be what ends the processes. */
export const MOST_TRIES = 15;

/** Every job has a queue of its own name. */
export const QUEUE_NAMES = Object.keys({
  "push-deal": true,
  "touch-deals": true,
  "follow-company-merge": true,
  "dry-run-mapping": true,
  "propose-amount-basis": true,
  "handle-inbox": true,
  "mirror-document": true,
  "read-company": true,
  "run-scheduled": true,
  "send-alerts": true,
  "mirror-customers": true,
  "mirror-customer": true,
  "sync-customer-fields": true,
  "fill-mirror": true,
  "catch-up": true,
  "follow-merges": true,
  "sync-catalogue": true,
  "tell-crm": true,
  "forget-person": true,
  "confirm-uninstall": true,
  "revoke-company": true,
  "answer-workflow-run": true,
  "complete-workflow-run": true,
} satisfies Record<Job["name"], true>) as Job["name"][];

/**
 * Makes the queues where they are missing, and lets the store's roles put jobs into them. `stately`: of the jobs with one
 * key at most one waits, one waits to be retried, and one runs.
 */
export async function installQueues(boss: PgBoss): Promise<void> {
  const there = new Set((await boss.getQueues(QUEUE_NAMES)).map(({ name }) => name));
  for (const name of QUEUE_NAMES.filter((each) => !there.has(each))) {
    await boss.createQueue(name, {
      policy: "stately",
      heartbeatSeconds: HEARTBEAT_SECONDS,
      // We decide when a job has failed for good; pg-boss's own limit stands behind ours.
      retryLimit: MOST_TRIES + 5,
      retryDelay: 0,
    });
  }
  await boss.getDb().executeSql(GRANTS);
}

// Processes that start together would change the same catalogue rows at once.
const GRANTS = `
  do $$
  begin
    perform pg_advisory_xact_lock(hashtextextended('tieout.queue.grants', 0));
    if not has_table_privilege('tieout_system', '${QUEUE_SCHEMA}.job_common', 'insert') then
      grant usage on schema ${QUEUE_SCHEMA} to tieout_app, tieout_system;
      grant select on ${QUEUE_SCHEMA}.queue to tieout_app, tieout_system;
      grant select, insert, update on ${QUEUE_SCHEMA}.job, ${QUEUE_SCHEMA}.job_common to tieout_app, tieout_system;
    end if;
  end $$`;
