import { AppError } from "../domain/errors.ts";

/** A vendor's limit: `quickbooks` counts per company, `hubspot` per account, `hubspotSearch` per account beside it. */
export type Lane = "quickbooks" | "hubspot" | "hubspotSearch";

/** Keeps all processes together below the vendors' limits. `key` names who is counted: the company's or the portal's id. */
export type Limiter = {
  /**
   * Runs the work when its turn has come; in one process, who comes first has the first turn, and people come before jobs. Throws rateLimited, with the
   * wait told, when that would take too long, and then the work has not begun.
   */
  run<T>(lane: Lane, key: string, work: () => Promise<T>): Promise<T>;
  /** No work begins before this many milliseconds from now, in no process: the vendor has told us to wait. */
  pause(lane: Lane, key: string, waitMs: number): Promise<void>;
};

type Limited = { limiter: Limiter; lane: Lane; key: string };

/** A vendor's word to wait, which `work` throws, stops everybody who shares the limit, not only who was told. */
export async function pauseIfLimited<T>({ limiter, lane, key }: Limited, work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError && error.kind === "rateLimited" && error.retryAfterMs !== null) {
      await limiter.pause(lane, key, error.retryAfterMs);
    }
    throw error;
  }
}
