import { AppError } from "../domain/errors.ts";
import type { Intent } from "../ports/intents.ts";
import type { LinkKey } from "../ports/links.ts";
import { orConflict } from "./database-errors.ts";
import { linkKeyColumns, type LinkKeyColumns } from "./link-key.ts";
import type { PortalScope } from "./with-portal.ts";
import type { Payload } from "../ports/erp.ts";

/** A row of `intents` as PostgreSQL gives it. */
export type IntentTableRow = LinkKeyColumns & {
  generation: number;
  payload: Payload;
  request_id: string;
  marker: string;
  state: Intent["state"];
  attempts: number;
  created_at: Temporal.Instant;
  last_sent_at: Temporal.Instant | null;
  resend_after: Temporal.Instant | null;
  external_id: string | null;
  fault: string | null;
};

type Outcome = { state: "done" | "rejected" | "gone"; externalId?: string; fault?: string };

/** From which states each end may be reached. What was done may turn out deleted; nothing else comes back. */
const BEFORE = {
  done: ["planned", "sent", "done"],
  rejected: ["planned", "sent", "rejected"],
  gone: ["planned", "sent", "done", "gone"],
} as const satisfies Record<Outcome["state"], readonly Intent["state"][]>;

/** The intent of the highest generation. */
export async function latestIntent({ trx, portalId }: PortalScope, key: LinkKey): Promise<Intent | null> {
  const row = await trx<IntentTableRow>("intents").where(linkKeyColumns(portalId, key)).orderBy("generation", "desc").first();
  return row ? intentFrom(row) : null;
}

/** Stores what we mean to send. Throws conflict when this generation exists, or one before it is still open. */
export async function insertIntent({ trx, portalId }: PortalScope, intent: Intent): Promise<void> {
  const inserted = trx("intents").insert({
    ...linkKeyColumns(portalId, intent),
    generation: intent.generation,
    payload: JSON.stringify(intent.payload),
    request_id: intent.requestId,
    marker: intent.marker,
    state: intent.state,
    attempts: intent.attempts,
    created_at: intent.createdAt.toString(),
    last_sent_at: intent.lastSentAt?.toString() ?? null,
    resend_after: intent.resendAfter?.toString() ?? null,
    external_id: intent.externalId,
    fault: intent.fault,
  });
  await orConflict(inserted, `Another run means to make the same ${intent.recordType} for ${intent.recordId}.`);
}

/** Counts an attempt before the call goes out. Throws conflict when the intent has come to its end meanwhile. */
export async function markIntentSent({ trx, portalId }: PortalScope, intent: Intent, at: Temporal.Instant): Promise<void> {
  const changed = await trx("intents")
    .where({ ...linkKeyColumns(portalId, intent), generation: intent.generation })
    .whereIn("state", ["planned", "sent"])
    .update({ state: "sent", attempts: trx.raw("attempts + 1"), last_sent_at: at.toString(), resend_after: null });
  if (changed === 0) throw ended(intent);
}

/** Moves the time from which the quiet time runs, and when it may be sent again; an intent that has come to its end meanwhile stays as it is. */
export async function markIntentUnknown(
  { trx, portalId }: PortalScope,
  intent: Intent,
  at: Temporal.Instant,
  resendAfter: Temporal.Instant,
): Promise<void> {
  await trx("intents")
    .where({ ...linkKeyColumns(portalId, intent), generation: intent.generation, state: "sent" })
    .update({ last_sent_at: at.toString(), resend_after: resendAfter.toString() });
}

/** The end of an intent; the same end twice is no error. Throws conflict when it had another end. */
export async function settleIntent({ trx, portalId }: PortalScope, intent: Intent, outcome: Outcome): Promise<void> {
  const changed = await trx("intents")
    .where({ ...linkKeyColumns(portalId, intent), generation: intent.generation })
    .whereIn("state", [...BEFORE[outcome.state]])
    .update({
      state: outcome.state,
      ...(outcome.externalId === undefined ? {} : { external_id: outcome.externalId }),
      ...(outcome.fault === undefined ? {} : { fault: outcome.fault }),
    });
  if (changed === 0) throw ended(intent);
}

const ended = (intent: Intent) =>
  new AppError("conflict", `Another run has settled generation ${intent.generation} of the ${intent.recordType} for ${intent.recordId}.`);

function intentFrom(row: IntentTableRow): Intent {
  return {
    connectionId: row.connection_id,
    recordType: row.record_type,
    recordId: row.record_id,
    currency: row.currency,
    generation: row.generation,
    payload: row.payload,
    requestId: row.request_id,
    marker: row.marker,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    lastSentAt: row.last_sent_at,
    resendAfter: row.resend_after,
    externalId: row.external_id,
    fault: row.fault,
  };
}
