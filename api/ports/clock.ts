/** Time comes in here and nowhere else. */
export type Clock = {
  now(): Temporal.Instant;
  sleep(milliseconds: number): Promise<void>;
};
