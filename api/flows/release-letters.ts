import { RELEASED_BY, type Release } from "../domain/releases.ts";
import type { Letter } from "../ports/dead-letters.ts";
import type { PortalTx } from "../ports/store.ts";

/** A correction was made: the letters that it mends are tried again by themselves. Answers how many. */
export async function releaseLetters(tx: PortalTx, release: Release): Promise<number> {
  const letters = await tx.deadLetters.withCode(RELEASED_BY[release]);
  return retryLetters(tx, letters);
}

/** Queues the work of letters again. What no job of ours can do again stays. */
export async function retryLetters(tx: PortalTx, letters: readonly Letter[]): Promise<number> {
  const again = letters.flatMap(({ id, job }) => (job ? [{ id, job }] : []));
  for (const { job } of again) {
    const key = "dealId" in job.data && job.name === "push-deal" ? `${tx.portalId}:${job.data.dealId}` : undefined;
    await tx.enqueue(job, key === undefined ? {} : { key });
  }
  await tx.deadLetters.markRetrying(again.map(({ id }) => id));
  return again.length;
}
