import type { DeskMatter } from "../domain/desk-matters.ts";

/** How many of a matter wait for finance, and since when the first of them. */
export type Waiting = { matter: DeskMatter; count: number; oldest: Temporal.Instant };

/** What waits for a decision on the Finance desk of a portal, besides dead letters and products to be mapped. */
export type Desk = {
  /** Matters of which nothing waits are left out. */
  waiting(): Promise<Waiting[]>;
};
