import { createQueue } from "../../api/jobs/queue.ts";

// A worker that takes a job and never ends it, so that a test can kill it in the middle.
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => Temporal.Now.instant(), sleep: () => Promise.resolve() };
const queue = await createQueue({ databaseUrl: process.argv[2] ?? "", clock, log: quiet });
const never = () => {
  console.log("taken");
  return new Promise<void>(() => undefined);
};
await queue.work({ "push-deal": never, "refresh-deal": never, "touch-deals": never, "handle-inbox": never, "mirror-document": never }, () =>
  Promise.resolve(),
);
