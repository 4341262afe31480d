import type { Job } from "../../api/ports/queue.ts";
import { secondsUntilRetry } from "../../api/jobs/retry-policy.ts";
import { handlers, whenDead } from "../../api/jobs/workers.ts";
import type { Push } from "../../api/flows/push-deal.ts";
import { push, type Stage } from "./harness.ts";

/** A job, and how long it has to wait from when it was put in. */
export type Waiting = { name: Job["name"]; data: Job["data"]; seconds: number };

/** Whether nothing that may push a deal waits or runs any more. What tells others of it may still wait for more of its kind. */
export async function noPushIsLeft({ db }: Pick<Stage, "db">): Promise<boolean> {
  const names = "('handle-inbox', 'touch-deals', 'follow-company-merge', 'push-deal')";
  const left = await db.ask(`select 1 from pgboss.job where state < 'completed' and name in ${names}`);
  return left.length === 0;
}

/** Takes the jobs that wait, in the order in which they were put in, those of one transaction by what they are about; `due`: only those whose time has come. */
export async function takeWaiting({ db }: Pick<Stage, "db">, due = false): Promise<Waiting[]> {
  const rows = await db.ask<Waiting & { created_on: Date }>(
    `delete from pgboss.job where id in (select id from pgboss.job where state = 'created' ${due ? "and start_after <= now()" : ""}
       for update skip locked) returning name, data, created_on, extract(epoch from start_after - created_on)::float as seconds`,
  );
  return rows.toSorted(
    (one, other) =>
      one.created_on.getTime() - other.created_on.getTime() || JSON.stringify(one.data).localeCompare(JSON.stringify(other.data)),
  );
}

/** Runs the pushes and the tellings that wait, for a stage without workers, or those of them that are wanted. Answers all that waited. */
export async function runWaiting(stage: Stage, isWanted: (job: Waiting) => boolean = () => true): Promise<Waiting[]> {
  const jobs = await takeWaiting(stage);
  for (const { name, data } of jobs.filter(isWanted)) {
    if (name === "push-deal") await push(stage, (data as Push).dealId, (data as Push).cause);
    if (name === "tell-crm") await handlers(stage.tieout.needs)[name](data as { portalId: number });
  }
  return jobs;
}

/** Runs whatever waits, as the workers would, until nothing does; what fails is given up at once. `inTime`: each job's time has come. */
export async function workWaiting(stage: Stage, { inTime = false } = {}): Promise<void> {
  const { needs } = stage.tieout;
  const work = handlers(needs);
  for (let jobs = await takeWaiting(stage); jobs.length > 0; jobs = await takeWaiting(stage)) {
    for (const job of jobs) {
      if (inTime) await stage.clock.sleep(job.seconds * 1_000);
      const run = work[job.name] as (data: Job["data"]) => Promise<void>;
      await run(job.data).catch((error: unknown) => whenDead(needs, job as Job, error));
    }
  }
}

const FEEDING = new Set<Job["name"]>(["handle-inbox", "mirror-document", "fill-mirror", "catch-up", "follow-merges", "tell-crm"]);
/** As many as a process works at once: more would only wait for its connections. */
const AT_ONCE = 10;
type Feeding = { arrange?: (jobs: Waiting[]) => Waiting[]; due?: boolean; atOnce?: boolean };

/**
 * Feeds the mirror as the workers would, until nothing waits; other jobs are left out. `arrange` puts the jobs of each round into
 * another order; `due` leaves those whose time has not come; `atOnce` runs a round's jobs beside each other.
 */
export async function feedMirror(stage: Stage, { arrange = (jobs) => jobs, due = false, atOnce = false }: Feeding = {}): Promise<void> {
  for (;;) {
    const jobs = arrange(await takeWaiting(stage, due)).filter(({ name }) => FEEDING.has(name));
    if (jobs.length === 0) return;
    const together = atOnce ? AT_ONCE : 1;
    for (let at = 0; at < jobs.length; at += together) await Promise.all(jobs.slice(at, at + together).map((job) => feed(stage, job)));
  }
}

/** One job, tried again as the queue would after what passes with time. */
async function feed(stage: Stage, job: Waiting, triesBefore = 0): Promise<void> {
  const run = handlers(stage.tieout.needs)[job.name] as (data: Job["data"]) => Promise<void>;
  try {
    await run(job.data);
  } catch (error) {
    if (secondsUntilRetry(error, triesBefore, 0.5) === null) throw error;
    await feed(stage, job, triesBefore + 1);
  }
}
