/** Wakes those that wait for work. A ring while nobody waits is heard by the next who does. */
export type Bell = { ring(): void; /** Until the next ring, at most `waitMs`. */ heard(waitMs: number): Promise<void> };

/** A bell that nobody has rung yet. */
export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async heard(waitMs) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
      wake = null;
    },
  };
}
