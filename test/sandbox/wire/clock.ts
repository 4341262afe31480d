/** The sandbox's time: real time plus an offset, or frozen at one instant until somebody moves it. */
export type SandboxClock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves to an instant and goes on from there, or stands still there when `frozen`. */
  set(epochMs: number, frozen?: boolean): void;
  advance(milliseconds: number): void;
};

export function createSandboxClock(realNow: () => number = Date.now): SandboxClock {
  let offsetMs = 0;
  let frozenAt: number | null = null;
  const now = () => frozenAt ?? realNow() + offsetMs;
  return {
    now,
    set(epochMs, frozen = false) {
      offsetMs = epochMs - realNow();
      frozenAt = frozen ? epochMs : null;
    },
    advance(milliseconds) {
      if (frozenAt === null) offsetMs += milliseconds;
      else frozenAt += milliseconds;
    },
  };
}
