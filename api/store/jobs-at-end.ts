import type { Job, JobOptions } from "../ports/queue.ts";

type Put = (job: Job, options: JobOptions) => Promise<void>;
type Asked = { job: Job; options: JobOptions };

/**
 * The jobs of a transaction, which are put in at its end and one by one in one order, so that two that put in the same ones never
 * wait for each other, as they would if each put all in at once. Of those with one key the earliest counts.
 */
export function jobsAtEnd(put: Put): { enqueue(job: Job, options?: JobOptions): Promise<void>; putIn(): Promise<void> } {
  const asked = new Map<string, Asked>();
  return {
    async enqueue(job, options = {}) {
      const order = `${job.name} ${options.key ?? `without key ${asked.size}`}`;
      const before = asked.get(order)?.options.startAfterSeconds ?? Infinity;
      if ((options.startAfterSeconds ?? 0) < before) asked.set(order, { job, options });
    },
    async putIn() {
      for (const [, { job, options }] of [...asked].toSorted(([one], [other]) => (one < other ? -1 : 1))) await put(job, options);
    },
  };
}
