import { QUEUE_NAMES } from "../../api/jobs/install-queues.ts";
import { createQueue, type Handlers } from "../../api/jobs/queue.ts";

// A worker that takes a job and never ends it, so that a test can kill it in the middle.
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => Temporal.Now.instant(), sleep: () => Promise.resolve() };
const queue = await createQueue({ databaseUrl: process.argv[2] ?? "", clock, log: quiet });
const never = () => {
  console.log("taken");
  return new Promise<void>(() => undefined);
};
await queue.work(Object.fromEntries(QUEUE_NAMES.map((name) => [name, never])) as unknown as Handlers, () => Promise.resolve());
