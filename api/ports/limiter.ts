import { AppError } from "../domain/errors.ts";

/** A vendor's limit: `quickbooks` counts per company, `hubspot` per account, `hubspotSearch` per account beside it. */
export type Lane = "quickbooks" | "hubspot" | "hubspotSearch";

/** Keeps all processes together below the vendors' limits. `key` names who is counted, such as the portal's id. */
export type Limiter = {
  /** Runs the work when its turn has come. Throws rateLimited, with the wait told, when that would take too long. */
  run<T>(lane: Lane, key: string, work: () => Promise<T>): Promise<T>;
  /** Nobody's turn comes before this many milliseconds from now: the vendor has told us to wait. */
  pause(lane: Lane, key: string, waitMs: number): Promise<void>;
};

/** The limiter for one company or account. */
export type Turns = { run<T>(work: () => Promise<T>): Promise<T>; pause(waitMs: number): Promise<void> };

/** A 429 stops everybody who shares the limit, not only who was told. */
export async function pauseIfLimited<T>(turns: Turns, work: () => Promise<T>): Promise<T> {
  return work().catch(async (error: unknown) => {
    if (error instanceof AppError && error.kind === "rateLimited" && error.retryAfterMs !== null) await turns.pause(error.retryAfterMs);
    throw error;
  });
}

/** For who has no limit to keep. */
export const NO_LIMIT: Turns = { run: (work) => work(), pause: () => Promise.resolve() };
