import { AppError, type ErrorKind } from "../domain/errors.ts";

/** Seconds before the second, third and fourth try, each ± 50 % (RULES §9). */
const PAUSES_SECONDS = [2, 8, 32];
/** A vendor that did not say how long it wants to be left alone. */
const UNTOLD_RATE_LIMIT_SECONDS = 60;

/** How often a job may be tried again after each kind of error: only what can pass with time is. */
const RETRIES = {
  invalid: 0,
  unauthorized: 0,
  forbidden: 0,
  notFound: 0,
  notReady: 0,
  conflict: 3,
  notConnected: 0,
  // Whoever has the deal may be waiting for QuickBooks, twice 130 s at worst: as long as it lives, nothing has failed.
  busy: 14,
  rateLimited: 10,
  unavailable: 3,
  rejected: 0,
} as const satisfies Record<ErrorKind, number>;

/**
 * Seconds until a failed job is tried again, or null when that would not help. `triesBefore` counts the earlier tries of the
 * job, `random` is in [0, 1). A vendor's own wait is never shortened, but spread, so that not all come back at once.
 */
export function secondsUntilRetry(error: unknown, triesBefore: number, random: number): number | null {
  if (!(error instanceof AppError) || triesBefore >= RETRIES[error.kind]) return null;
  if (error.kind === "rateLimited") return spreadAfter(told(error) ?? UNTOLD_RATE_LIMIT_SECONDS, random);
  const pauseSeconds = PAUSES_SECONDS[Math.min(triesBefore, PAUSES_SECONDS.length - 1)] ?? 0;
  return Math.max(pauseSeconds * (0.5 + random), told(error) ?? 0);
}

const told = (error: AppError) => (error.retryAfterMs === null ? null : error.retryAfterMs / 1000);
const spreadAfter = (seconds: number, random: number) => seconds * (1 + random / 10);
