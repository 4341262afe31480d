import type { ScheduledKind } from "../domain/schedule.ts";
import type { FieldGroup } from "../domain/sync-fields.ts";
import type { MirrorKind } from "./mirror.ts";

/** A piece of work. Jobs carry ids only; the work reads everything again. */
export type Job =
  | { name: "push-deal"; data: { portalId: number; dealId: string; cause: "webhook" | "button" | "workflow" | "retry" | "sweep" } }
  | { name: "touch-deals"; data: { portalId: number; object: "lineItem" | "company"; id: string } }
  | { name: "follow-company-merge"; data: { portalId: number; object: "company"; id: string } }
  | { name: "dry-run-mapping"; data: { portalId: number; runId: string } }
  | { name: "mirror-customers"; data: { portalId: number; connectionId: string } }
  | { name: "mirror-customer"; data: { portalId: number; connectionId: string; customerId: string } }
  | { name: "sync-customer-fields"; data: { portalId: number; connectionId: string; customerId: string; groups: FieldGroup[] } }
  | { name: "propose-amount-basis"; data: { portalId: number } }
  | { name: "handle-inbox"; data: Record<string, never> }
  | { name: "read-company"; data: { portalId: number; connectionId: string } }
  | { name: "run-scheduled"; data: { portalId: number; kind: ScheduledKind } }
  | { name: "answer-workflow-run"; data: { portalId: number; callbackId: string } }
  | { name: "complete-workflow-run"; data: { portalId: number; callbackId: string } }
  | { name: "send-alerts"; data: { portalId: number } }
  | {
      name: "mirror-document";
      data: { portalId: number; connectionId: string; kind: MirrorKind; externalId: string };
    }
  | { name: "fill-mirror"; data: { portalId: number; connectionId: string } }
  | { name: "catch-up"; data: { portalId: number; connectionId: string } }
  | { name: "follow-merges"; data: { portalId: number; connectionId: string } }
  | { name: "sync-catalogue"; data: { portalId: number; all: boolean } }
  | { name: "tell-crm"; data: { portalId: number } }
  | { name: "forget-person"; data: { portalId: number; contactId: string } }
  | { name: "confirm-uninstall"; data: { portalId: number } }
  | { name: "revoke-company"; data: { portalId: number; connectionId: string } };

/** When a job is to be done at the earliest, and with which others it is one. */
export type JobOptions = {
  /** Not before this many seconds from now. */
  startAfterSeconds?: number;
  /** Of all waiting jobs of this name with the same key, one is kept: a second request while one waits adds nothing. */
  key?: string;
};
