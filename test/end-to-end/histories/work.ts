import type { Job } from "../../../api/ports/queue.ts";
import { secondsUntilRetry } from "../../../api/jobs/retry-policy.ts";
import { handlers, whenDead } from "../../../api/jobs/workers.ts";
import type { Scene } from "./scene.ts";
import type { Story } from "./story.ts";

/** More than any history leaves behind; whoever comes so far goes round in circles. */
const MOST_JOBS = 2_000;
/** How long a process waits before it tells the end of a job once more. */
const TOLD_AGAIN_MS = 30_000;
/** How long it takes until another process takes up what one that ended was at. */
const RETAKEN_MS = 10_000;
/** What a job that was put in for later is waited for. */
const BETWEEN_ROUNDS_MS = 61_000;

/** Runs jobs one after the other, each tried again as the queue would, until so many were run or none waits. */
export async function workSome(story: Story, most = MOST_JOBS): Promise<void> {
  for (let done = 0; done < most;) {
    const jobs = await takeJobs(story.ask, most - done);
    if (jobs.length === 0) return;
    for (const job of jobs) await runJob(story, job);
    done += jobs.length;
    if (done >= MOST_JOBS) throw new Error(`The work never ends: ${jobs.map(({ name }) => name).join(", ")}`);
    story.stage.sandbox.quickbooks.clock.advance(BETWEEN_ROUNDS_MS);
  }
}

/** The jobs that were put in first, those of one transaction by what they are about. */
function takeJobs(ask: Scene["ask"], most: number): Promise<Job[]> {
  return ask<Job>(
    `with taken as (delete from pgboss.job where id in (
       select id from pgboss.job where state = 'created' order by created_on, name, data::text limit ${most}) returning *)
     select name, data from taken order by created_on, name, data::text`,
  );
}

async function runJob(story: Story, job: Job): Promise<void> {
  const { clock } = story.stage.sandbox.quickbooks;
  for (let tries = 0; ;) {
    const run = handlers(story.process.parts())[job.name] as (data: Job["data"]) => Promise<void>;
    const error = await failure(() => run(job.data));
    if (tookOver(story)) continue;
    if (error === null) return;
    const seconds = secondsUntilRetry(error.thrown, tries, 0.5);
    if (seconds === null) return tellEnd(story, job, error.thrown);
    clock.advance(Math.ceil(seconds * 1_000));
    tries += 1;
  }
}

async function tellEnd(story: Story, job: Job, thrown: unknown): Promise<void> {
  while (await failure(() => whenDead(story.process.parts(), job, thrown)))
    if (!tookOver(story)) story.stage.sandbox.quickbooks.clock.advance(TOLD_AGAIN_MS);
}

/** Whether the process has ended at a crash point, by which the next one takes up the job from the top. */
function tookOver({ process, stage, crashes }: Story): boolean {
  const at = process.takeOver();
  if (at === null) return false;
  crashes.push(at);
  stage.sandbox.quickbooks.clock.advance(RETAKEN_MS);
  return true;
}

async function failure(work: () => Promise<void>): Promise<{ thrown: unknown } | null> {
  try {
    await work();
    return null;
  } catch (thrown) {
    return { thrown };
  }
}
