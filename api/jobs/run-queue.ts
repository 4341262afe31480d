import type { PgBoss } from "pg-boss";
import type { Clock } from "../ports/clock.ts";
import type { Log } from "../ports/log.ts";
import { createBell } from "./bell.ts";
import { roomFor } from "./fair-share.ts";
import { HEARTBEAT_SECONDS, MOST_TRIES } from "./install-queues.ts";
import { secondsUntilRetry } from "./retry-policy.ts";
import { failForGood, retryLater, type Try } from "./settle-job.ts";

type Taken = Try & { data: object; groupId?: string | null };
type Needs = {
  boss: PgBoss;
  clock: Clock;
  log: Log;
  name: string;
  concurrency: number;
  handle(data: object): Promise<void>;
  onDead(data: object, error: unknown): Promise<void>;
};

/** The running of one queue by this process. `stop` takes no more jobs and waits for those that run, at most `waitMs`. */
export type Running = { ring(): void; stop(waitMs: number): Promise<void> };

/** News arrives by a ring; this finds what became due since, and what was missed. */
const LOOK_AGAIN_MS = 1_000;
const TOUCH_MS = (HEARTBEAT_SECONDS * 1_000) / 4;
/** Where `onDead` itself failed. */
const DEAD_AGAIN_SECONDS = 30;

/** Works one queue, at most `concurrency` jobs at a time; as many are taken as there are free slots, and no portal has them all. */
export function runQueue(needs: Needs): Running {
  const { boss, log, name } = needs;
  const bell = createBell();
  const active = new Map<string, { job: Taken; ended: Promise<void> }>();
  let stopping = false;

  const heart = setInterval(() => void touch().catch((error: unknown) => log.warn({ queue: name, error }, "a heartbeat failed")), TOUCH_MS);
  const looking = look();

  async function touch(): Promise<void> {
    const tries = [...active.values()].map(({ job: { id, retryCount } }) => ({ id, retryCount }));
    if (tries.length > 0) await boss.touch(name, tries);
  }

  async function look(): Promise<void> {
    while (!stopping) {
      const running = [...active.values()].map(({ job }) => job.groupId ?? null);
      const taken = active.size < needs.concurrency ? await take(needs, roomFor(running, needs.concurrency)) : [];
      for (const job of taken) {
        const ended = runJob(needs, job).finally(() => {
          active.delete(job.id);
          bell.ring();
        });
        active.set(job.id, { job, ended });
      }
      if (taken.length === 0) await bell.heard(LOOK_AGAIN_MS);
    }
  }

  return {
    ring: bell.ring,
    async stop(waitMs) {
      stopping = true;
      bell.ring();
      await looking;
      await withinMs(waitMs, Promise.all([...active.values()].map(({ ended }) => ended)));
      clearInterval(heart);
    },
  };
}

const UNIQUE_VIOLATION = "23505";

async function take({ boss, log, name }: Needs, { most, resting }: ReturnType<typeof roomFor>): Promise<Taken[]> {
  try {
    return await boss.fetch<object>(name, { batchSize: most, ignoreGroups: resting });
  } catch (error) {
    // Two processes took two jobs of one key at once; the other has it.
    const lostRace = error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION;
    if (!lostRace) log.warn({ queue: name, error }, "no jobs could be taken");
    return [];
  }
}

/** Runs one try of a job to its settled end. Never throws: what cannot be settled is taken again when its heartbeat is missed. */
async function runJob(needs: Needs, job: Taken): Promise<void> {
  const { boss, clock, log, name } = needs;
  const begunAt = clock.now();
  const facts = { queue: name, job: job.id, try: job.retryCount + 1 };
  try {
    const failure = await attempt(needs, job);
    if (failure) await settleFailure(needs, job, failure.error);
    else await boss.complete(name, { id: job.id, retryCount: job.retryCount });
    log.debug({ ...facts, failed: failure !== null, ms: clock.now().since(begunAt).total("milliseconds") }, "a job was run");
  } catch (error) {
    log.warn({ ...facts, error }, "a job's end could not be stored; it is taken again");
  }
}

async function attempt({ handle }: Needs, { data, retryCount }: Taken): Promise<{ error: unknown } | null> {
  if (retryCount >= MOST_TRIES) return { error: new Error(`The job was begun ${retryCount} times and never came to its end.`) };
  try {
    await handle(data);
    return null;
  } catch (error) {
    return { error };
  }
}

async function settleFailure({ boss, log, name, onDead }: Needs, job: Taken, error: unknown): Promise<void> {
  const facts = { queue: name, job: job.id, try: job.retryCount + 1, error };
  const seconds = job.retryCount >= MOST_TRIES ? null : secondsUntilRetry(error, job.retryCount, Math.random());
  if (seconds !== null) {
    log.info({ ...facts, seconds }, "a job is tried again");
    return retryLater(boss, job, seconds, reasonOf(error));
  }
  try {
    await onDead(job.data, error);
  } catch (deadError) {
    log.error({ ...facts, error: deadError }, "the end of a job could not be told; the job is tried again");
    return retryLater(boss, job, DEAD_AGAIN_SECONDS, reasonOf(deadError));
  }
  log.warn(facts, "a job has failed for good");
  return failForGood(boss, job, reasonOf(error));
}

/** Names of errors alone: a message may quote a document. */
function reasonOf(error: unknown): object {
  return { error: error instanceof Error ? error.name : typeof error, code: error instanceof Error && "code" in error ? error.code : null };
}

async function withinMs(waitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, waitMs)))]);
  clearTimeout(timer);
}
