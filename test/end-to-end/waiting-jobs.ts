import pg from "pg";
import type { Job } from "../../api/ports/queue.ts";
import { handlers, whenDead } from "../../api/jobs/workers.ts";
import { refreshDeal } from "../../api/flows/refresh-deal.ts";
import type { Push } from "../../api/flows/push-deal.ts";
import { push, type Stage } from "./harness.ts";

type Waiting = { name: Job["name"]; data: Job["data"] };

/** Takes the jobs that wait, in the order in which they were put in, whenever they are due. */
async function takeWaiting({ db }: Stage): Promise<Waiting[]> {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  const { rows } = await client.query<Waiting & { created_on: Date }>(
    "delete from pgboss.job where state = 'created' returning name, data, created_on",
  );
  await client.end();
  return rows.toSorted((one, other) => one.created_on.getTime() - other.created_on.getTime());
}

/** Runs the pushes and refreshes that wait, for a stage without workers. Answers what was run. */
export async function runWaiting(stage: Stage): Promise<Waiting[]> {
  const jobs = await takeWaiting(stage);
  for (const { name, data } of jobs) {
    if (name === "push-deal") await push(stage, (data as Push).dealId, (data as Push).cause);
    if (name === "refresh-deal") await refreshDeal(stage.tieout.needs, data as Parameters<typeof refreshDeal>[1]);
  }
  return jobs;
}

/** Runs whatever waits, as the workers would, until nothing does; what fails is given up at once. */
export async function workWaiting(stage: Stage): Promise<void> {
  const { needs } = stage.tieout;
  const work = handlers(needs);
  for (let jobs = await takeWaiting(stage); jobs.length > 0; jobs = await takeWaiting(stage)) {
    for (const job of jobs as Job[]) {
      const run = work[job.name] as (data: Job["data"]) => Promise<void>;
      await run(job.data).catch((error: unknown) => whenDead(needs, job, error));
    }
  }
}
