/** Automatic pushes rest since `pausedAt` until a person resumes them; null: they go on. */
export type BreakerState = { pausedAt: Temporal.Instant | null };

/** Stops automatic pushes of a portal when unusually many come at once (RULES §4). */
export type PushBreaker = {
  read(): Promise<BreakerState>;
  /**
   * Whether this deal may be pushed automatically now. One caller of a portal at a time: `tripped` to the one who comes once
   * too often, `paused` to those after. A deal that was let through counts once, however often it is tried.
   */
  admit(dealId: string, at: Temporal.Instant, limit: { pushes: number; minutes: number }): Promise<"admitted" | "tripped" | "paused">;
  /** True when they rested. What was pushed before does not count any more. */
  resume(at: Temporal.Instant): Promise<boolean>;
};
