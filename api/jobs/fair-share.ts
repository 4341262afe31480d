/**
 * What a process may take next while jobs of these portals run (null: of no portal): at most `most` at once, and none of those
 * that `resting` names. A portal never has the last slot, so one with thousands of jobs, or with a vendor that hangs, holds up no other.
 */
export function roomFor(running: readonly (string | null)[], slots: number): { most: number; resting: string[] } {
  const share = Math.max(1, slots - 1);
  const counts = [...Map.groupBy(running, (portal) => portal)].flatMap(([portal, jobs]) =>
    portal === null ? [] : [{ portal, count: jobs.length }],
  );
  const resting = counts.filter(({ count }) => count >= share).map(({ portal }) => portal);
  // All that is taken at once may be of the one portal that runs most already.
  const busiest = Math.max(0, ...counts.filter(({ count }) => count < share).map(({ count }) => count));
  return { most: Math.min(slots - running.length, share - busiest), resting };
}
