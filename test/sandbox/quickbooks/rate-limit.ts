import type { SandboxClock } from "../wire/clock.ts";
import type { Settings } from "./settings.ts";

export type RateLimit = ReturnType<typeof createRateLimit>;

/**
 * Counts requests per realm on the sandbox clock: 500 in a minute, 10 in a second, 40 batches in a minute (facts/quickbooks.md §5).
 * On a frozen clock the second never ends: widen the limits, or move the clock.
 */
export function createRateLimit(clock: SandboxClock, settings: () => Settings) {
  const seen = new Map<string, number[]>();

  function allows(key: string, windowMs: number, limit: number): boolean {
    const now = clock.now();
    const recent = (seen.get(key) ?? []).filter((at) => at > now - 60_000 && at <= now);
    seen.set(key, recent);
    return recent.filter((at) => at > now - windowMs).length < limit;
  }

  return {
    /** Takes one request of a realm; false: it is over the limit and must be answered 429. */
    take(realmId: string, isBatch: boolean): boolean {
      const { enforced, perMinute, perSecond, batchesPerMinute } = settings().limits;
      if (!enforced) return true;
      const batchKey = `${realmId} batch`;
      const fits = allows(realmId, 60_000, perMinute) && allows(realmId, 1_000, perSecond);
      if (!fits || (isBatch && !allows(batchKey, 60_000, batchesPerMinute))) return false;
      seen.get(realmId)!.push(clock.now());
      if (isBatch) seen.get(batchKey)!.push(clock.now());
      return true;
    },
    forget: () => seen.clear(),
  };
}
