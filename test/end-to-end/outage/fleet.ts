import { setImmediate as turn } from "node:timers/promises";
import type pg from "pg";
import { roomFor } from "../../../api/jobs/fair-share.ts";
import { secondsUntilRetry } from "../../../api/jobs/retry-policy.ts";
import { handlers, whenDead, type WorkerNeeds } from "../../../api/jobs/workers.ts";
import type { Clock } from "../../../api/ports/clock.ts";
import type { Job } from "../../../api/ports/queue.ts";
import type { Random } from "../../sandbox/wire/random.ts";

type Waiting = { job: Job; key: string; portal: string | null; dueAt: number; tries: number };
type Running = Map<string, (string | null)[]>;
type Options = { needs: WorkerNeeds; clock: Clock; database: pg.Client; random: Random; processes: number; slots: number };

/** Jobs are looked for so often. */
const LOOK_EVERY_MS = 3_000;
const TOLD_AGAIN_MS = 30_000;

/**
 * Worker processes in virtual time, made of the product's own parts: what it does for each job, how it shares its slots among
 * portals, and when it tries again. `ended` says of every push when it came to its end.
 */
export function startFleet({ needs, clock, database, random, processes, slots }: Options) {
  const fleet = Array.from({ length: processes }, (): Running => new Map());
  const waiting: Waiting[] = [];
  const work = handlers(needs);
  const now = () => clock.now().epochMilliseconds;
  const news = { stopped: false, ring: () => undefined as void };

  async function look(): Promise<void> {
    const { rows } = await database.query<Job & { seconds: number }>(
      `with taken as (delete from pgboss.job where state = 'created' returning *)
       select name, data, extract(epoch from start_after - created_on)::float as seconds from taken order by created_on, data::text`,
    );
    if (rows.length === 0) return;
    // Of jobs with one key at most one waits, as in the queue.
    const known = new Set(waiting.map(({ key }) => key));
    for (const { seconds, ...job } of rows) {
      const key = keyOf(job);
      if (!known.has(key)) waiting.push({ job, key, portal: portalOf(job), dueAt: now() + Math.max(0, seconds) * 1_000, tries: 0 });
    }
  }

  function begin(): void {
    const at = now();
    const due = Map.groupBy(
      waiting.filter(({ dueAt }) => dueAt <= at),
      ({ job }) => job.name,
    );
    for (const [name, jobs] of due) {
      for (const process of fleet) {
        const running = process.get(name) ?? [];
        process.set(name, running);
        const { most, resting } = roomFor(running, slots);
        const chosen = jobs.filter(({ portal }) => !resting.includes(portal ?? "")).slice(0, Math.max(0, most));
        for (const each of chosen) {
          jobs.splice(jobs.indexOf(each), 1);
          waiting.splice(waiting.indexOf(each), 1);
          running.push(each.portal);
          void run(each).finally(() => {
            running.splice(running.indexOf(each.portal), 1);
            news.ring();
          });
        }
      }
    }
  }

  async function run(each: Waiting): Promise<void> {
    const { job, tries } = each;
    try {
      await (work[job.name] as (data: Job["data"]) => Promise<void>)(job.data);
    } catch (error) {
      const seconds = secondsUntilRetry(error, tries, random.next());
      if (seconds !== null) return void waiting.push({ ...each, dueAt: now() + seconds * 1_000, tries: tries + 1 });
      while (!(await told(job, error))) await clock.sleep(TOLD_AGAIN_MS);
    }
  }

  const told = (job: Job, error: unknown) =>
    whenDead(needs, job, error).then(
      () => true,
      () => false,
    );

  async function goOn(): Promise<void> {
    while (!news.stopped) {
      await look();
      begin();
      await Promise.race([clock.sleep(LOOK_EVERY_MS), new Promise<void>((resolve) => (news.ring = () => resolve()))]);
      await turn();
    }
  }
  const going = goOn();
  return {
    /** How many jobs of a kind wait or run. */
    left: (name: Job["name"]) =>
      waiting.filter(({ job }) => job.name === name).length + fleet.reduce((sum, running) => sum + (running.get(name)?.length ?? 0), 0),
    async stop() {
      news.stopped = true;
      news.ring();
      await going;
    },
  };
}

const keyOf = ({ name, data }: Job) => JSON.stringify({ name, ...data, cause: null });
const portalOf = ({ data }: Job) => ("portalId" in data ? String(data.portalId) : null);
