/** The runs of every portal's schedule. */
export type DueRuns = {
  /** What of these kinds is due in any installed portal, or was never entered; `afterwards` is due in those that have left, too. */
  due(search: {
    kinds: readonly string[];
    afterwards: string;
    now: Temporal.Instant;
    limit: number;
  }): Promise<{ portalId: number; kind: string }[]>;
};

/** What a run did, in numbers and plain words for the Finance desk. */
export type RunResult = Record<string, string | number>;

/** A recurring piece of work, as it stands. */
export type ScheduleEntry = {
  kind: string;
  nextRunAt: Temporal.Instant;
  /** The beginning of the last run that came to its end. */
  lastRunAt: Temporal.Instant | null;
  result: RunResult | null;
  /** Why the last run failed, until one succeeds. */
  failure: { message: string; at: Temporal.Instant } | null;
};

/** The portal's recurring work. */
export type PortalSchedule = {
  list(): Promise<ScheduleEntry[]>;
  read(kind: string): Promise<ScheduleEntry | null>;
  /** Moves what is due at `now` to `next` and answers true, to one caller alone. What is new is only entered. */
  claim(kind: string, now: Temporal.Instant, next: Temporal.Instant): Promise<boolean>;
  noteRun(kind: string, startedAt: Temporal.Instant, result: RunResult): Promise<void>;
  noteFailure(kind: string, at: Temporal.Instant, message: string): Promise<void>;
};
