/** A piece of work that is done by itself, and how it went last. */
export type ScheduleEntry = {
  kind: string;
  label: string;
  nextRunAt: string | null;
  lastRunAt: string | null;
  /** What it did, as counts and words. */
  result: Record<string, string | number> | null;
  failure: { at: string; message: string } | null;
};
