import { causeOf, OUR_FAULT } from "../domain/cause.ts";
import { AppError } from "../domain/errors.ts";
import { fieldsOf } from "../domain/letter-fields.ts";
import type { LetterRecord } from "../ports/dead-letters.ts";
import type { Job } from "../ports/queue.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** A job of a portal has failed for good: it becomes a dead letter, one for each kind and record, and waits for a person. */
export async function bury(needs: Needs, job: Job, error: unknown): Promise<void> {
  if (!("portalId" in job.data)) return;
  await needs.store.inPortal(job.data.portalId, (tx) => buryIn(tx, job, error, needs.clock.now()));
}

/** The same within a transaction. */
export async function buryIn(tx: PortalTx, job: Job, thrown: unknown, at: Temporal.Instant): Promise<void> {
  const error = thrown instanceof AppError ? thrown : new AppError("invalid", OUR_FAULT, { code: "internal", fixBy: "admin" });
  const record = recordOf(job);
  const sent = error.write && (await tx.intents.latest(error.write));
  const worth = record.object === "deal" ? ((await tx.deals.read(record.id))?.worth ?? null) : null;
  await tx.deadLetters.bury(
    {
      kind: job.name,
      record,
      code: error.code,
      cause: causeOf(error),
      message: error.message,
      fixBy: error.fixBy ?? "admin",
      sent: sent ? fieldsOf(sent.payload) : [],
      job: again(job),
      money: worth,
    },
    at,
  );
}

/** The work has come to its end: what waited for it has healed. */
export async function healed(needs: Needs, job: Job): Promise<void> {
  if (!("portalId" in job.data)) return;
  await needs.store.inPortal(job.data.portalId, (tx) => tx.deadLetters.heal(job.name, recordOf(job), needs.clock.now()));
}

/** What a job works on. */
export function recordOf({ name, data }: Job): LetterRecord {
  if ("dealId" in data) return { object: "deal", id: data.dealId };
  if ("contactId" in data) return { object: "contact", id: data.contactId };
  if ("callbackId" in data) return { object: "workflowRun", id: data.callbackId };
  if ("customerId" in data) return { object: "customer", id: data.customerId };
  if ("externalId" in data) return { object: data.kind, id: data.externalId };
  if ("object" in data) return { object: data.object, id: data.id };
  if ("connectionId" in data) return { object: "connection", id: data.connectionId };
  return { object: name, id: "kind" in data ? data.kind : "all" };
}

/** Whoever presses Retry has decided: what held an automatic push back does not hold it back again. */
function again(job: Job): Job {
  return job.name === "push-deal" ? { ...job, data: { ...job.data, cause: "retry" } } : job;
}
