import type { Limiter } from "../api/ports/limiter.ts";

/** For tests that are not about limits: every work begins at once. */
export const NO_LIMITS: Limiter = { run: (_lane, _key, work) => work(), pause: () => Promise.resolve() };

export type RecordedLimiter = Limiter & { ran: string[]; paused: string[] };

/** Lets every work begin once `turn` resolves, and keeps what was asked of it as "lane key" and "lane key ms". */
export function recordedLimiter(turn: () => Promise<void> = () => Promise.resolve()): RecordedLimiter {
  const [ran, paused]: [string[], string[]] = [[], []];
  return {
    ran,
    paused,
    async run(lane, key, work) {
      ran.push(`${lane} ${key}`);
      await turn();
      return work();
    },
    async pause(lane, key, waitMs) {
      paused.push(`${lane} ${key} ${waitMs}`);
    },
  };
}
