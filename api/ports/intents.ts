import type { Payload } from "./erp.ts";
import type { LinkKey } from "./links.ts";

/** One write that we mean to make: stored with its frozen payload and generation before it is sent. */
export type Intent = LinkKey & {
  /** From 1; raised only after a definite rejection with no marker found, or a confirmed deletion. */
  generation: number;
  payload: Payload;
  requestId: string;
  marker: string;
  state: "planned" | "sent" | "done" | "rejected" | "gone";
  attempts: number;
  createdAt: Temporal.Instant;
  /** When it was last sent, or when its outcome was last found to be unknown. */
  lastSentAt: Temporal.Instant | null;
  /** Not to be sent again before this: the vendor may still be working on it. */
  resendAfter: Temporal.Instant | null;
  externalId: string | null;
  fault: string | null;
};

/** The intents of a portal. */
export type Intents = {
  latest(key: LinkKey): Promise<Intent | null>;
  /** Throws conflict when this generation exists already (the unique key that stops a double intent). */
  insert(intent: Intent): Promise<void>;
  /** Counts an attempt and notes its time, before the call goes out. */
  markSent(intent: Intent, at: Temporal.Instant): Promise<void>;
  /** Notes when we learned that we shall not learn the outcome, from which the quiet time before a search runs, and before when nothing may be sent again. */
  markUnknown(intent: Intent, at: Temporal.Instant, resendAfter: Temporal.Instant): Promise<void>;
  /** `externalId` when done; the fault's words when rejected. */
  settle(intent: Intent, outcome: { state: "done" | "rejected" | "gone"; externalId?: string; fault?: string }): Promise<void>;
};
