import type { SandboxClock } from "../wire/clock.ts";

/** Runs work that falls due on the sandbox clock. `arm` after anything changed; `stop` for good. */
export type DueTimer = { arm(): void; stop(): void };

/** The clock can be moved under us, so what is due later is looked at twice a second. */
const LOOK_MS = { due: 40, later: 500 };

/** `nextDueAt` says when the next piece falls due, null when there is none. */
export function createDueTimer(clock: SandboxClock, nextDueAt: () => number | null, run: () => Promise<void>): DueTimer {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  function arm(): void {
    const dueAt = nextDueAt();
    if (timer || stopped || dueAt === null) return;
    const pause = dueAt <= clock.now() ? LOOK_MS.due : LOOK_MS.later;
    timer = setTimeout(() => {
      void run().finally(() => {
        timer = null;
        arm();
      });
    }, pause);
    timer.unref();
  }
  return {
    arm,
    stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
