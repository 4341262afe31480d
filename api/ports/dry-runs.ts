import type { OrderDifference } from "../domain/trial-order.ts";
import type { Mapping } from "../domain/mapping.ts";

/** The trial of a mapping change on deals of the past. `leftOut` is null until it is known which deals it looks at. */
export type MappingDryRun = {
  runId: string;
  state: "running" | "done" | "failed";
  message: string | null;
  /** The lists that the change would replace. */
  lists: Partial<Mapping>;
  leftOut: number | null;
  startedAt: Temporal.Instant;
};

/** How far a run has come, and what it has found. */
export type DryRunProgress = { deals: number; lookedAt: number; differing: OrderDifference[]; differingCount: number };

/** The portal's dry runs, kept until they are old. */
export type DryRunStore = {
  insert(run: { runId: string; lists: Partial<Mapping>; startedAt: Temporal.Instant }): Promise<void>;
  read(runId: string): Promise<MappingDryRun | null>;
  /** Notes which deals are looked at, in this order, and how many are left out. */
  choose(runId: string, dealIds: string[], leftOut: number): Promise<void>;
  /** The next deals that have not been looked at. */
  pending(runId: string, limit: number): Promise<{ position: number; dealId: string }[]>;
  /** A deal has been looked at; null where its order would be the same. */
  note(runId: string, position: number, difference: OrderDifference | null): Promise<void>;
  finish(runId: string, state: "done" | "failed", message: string | null): Promise<void>;
  /** With at most `limit` of the differing deals. */
  progress(runId: string, limit: number): Promise<DryRunProgress>;
  /** Forgets runs started before. */
  purge(before: Temporal.Instant): Promise<void>;
};
