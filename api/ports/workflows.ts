import type { ActionAnswer, OnFailure, WorkflowAction } from "../domain/workflow-action.ts";
import type { Person } from "../domain/person.ts";

/** One run of an action by a workflow; `callbackId` is the CRM's name for it. */
export type WorkflowRun = {
  callbackId: string;
  action: WorkflowAction;
  record: { object: "deal" | "company"; id: string };
  /** The company of the ERP that the builder chose. */
  connectionId: string | null;
  onFailure: OnFailure;
  startedAt: Temporal.Instant;
  /** When the CRM was last told to wait for a completion. */
  blockedAt: Temporal.Instant | null;
  /** Once there is one, it never changes. */
  answer: ActionAnswer | null;
  /** When the CRM took the completion, or did not wait for it any more. */
  closedAt: Temporal.Instant | null;
};

/** The runs of workflow actions in a portal. */
export type WorkflowRuns = {
  /** Stores a run, perhaps with its answer; false when there is one with this callbackId. */
  insert(run: Omit<WorkflowRun, "blockedAt" | "closedAt">): Promise<boolean>;
  read(callbackId: string): Promise<WorkflowRun | null>;
  /** Pushes of a deal that have no answer yet. */
  openPushesOf(dealId: string): Promise<WorkflowRun[]>;
  /** Freezes the answer; null when there was one. */
  answer(callbackId: string, answer: ActionAnswer): Promise<WorkflowRun | null>;
  /** Notes that the CRM is told to wait, unless the answer has come: then nothing is noted and false is answered. */
  block(callbackId: string, at: Temporal.Instant): Promise<boolean>;
  close(callbackId: string, at: Temporal.Instant): Promise<void>;
  /** How many that were started since have no answer. */
  countOpen(since: Temporal.Instant): Promise<number>;
  /** Forgets runs started before. */
  purge(before: Temporal.Instant): Promise<void>;
};

/** Whether a workflow may push, and who said so. */
export type WorkflowConsent = {
  workflowId: string;
  /** The first and the last run that asked; null where an admin decided before any did. */
  asked: { first: Temporal.Instant; last: Temporal.Instant; lastDealId: string } | null;
  decision: { granted: boolean; by: Person; at: Temporal.Instant } | null;
};

/** Which workflows may push. */
export type WorkflowConsents = {
  /** A workflow wants to push a deal: remembered, and true when an admin has consented. */
  ask(workflowId: string, dealId: string, at: Temporal.Instant): Promise<boolean>;
  /** Not new is what was decided so before, by whomever: that stands. */
  decide(workflowId: string, decision: NonNullable<WorkflowConsent["decision"]>): Promise<{ consent: WorkflowConsent; isNew: boolean }>;
  /** By workflow, after `after`. */
  list(page: { after: string; limit: number }): Promise<WorkflowConsent[]>;
};
