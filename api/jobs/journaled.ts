import { AppError } from "../domain/errors.ts";
import { recordOf } from "../flows/bury.ts";
import type { Needs } from "../flows/needs.ts";
import type { Job } from "../ports/queue.ts";

/** Runs a portal's job so that whatever is noted meanwhile names its record, and notes how a push, or whatever failed, ended. */
export async function journaled({ journal, clock }: Needs, job: Job, run: () => Promise<void>): Promise<void> {
  if (!("portalId" in job.data)) return run();
  const { portalId } = job.data;
  await journal.about({ record: recordOf(job), userId: null }, async (counts) => {
    const startedAt = clock.now();
    const note = (error: unknown) =>
      journal.note(portalId, {
        what: `work.${job.name}`,
        outcome: error === null ? "ok" : "failed",
        code: error === null ? null : error instanceof AppError ? error.code : "internal",
        durationMs: clock.now().epochMilliseconds - startedAt.epochMilliseconds,
        details: { reads: counts.reads, ...("cause" in job.data && { cause: job.data.cause }) },
      });
    try {
      await run();
    } catch (error) {
      await note(error);
      throw error;
    }
    if (job.name === "push-deal") await note(null);
  });
}
