import { entryHash, FIRST_HASH, type ChainedEntry } from "../domain/audit-chain.ts";
import type { AuditEntry, Decision } from "../ports/audit.ts";
import type { PortalScope } from "./with-portal.ts";

type AuditTableRow = {
  portal_id: string;
  seq: string;
  at: Temporal.Instant;
  user_id: string | null;
  email: string | null;
  what: string;
  object: string | null;
  object_id: string | null;
  details: Record<string, unknown>;
  previous_hash: string;
  hash: string;
};

const VERIFY_BATCH = 1_000;

/** Adds a decision to the end of the portal's chain, by the database's clock; one writer of a portal at a time. */
export async function appendDecision({ trx, portalId }: PortalScope, { by, what, subject, details }: Decision): Promise<void> {
  await trx.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`audit:${portalId}`]);
  const last = await trx<AuditTableRow>("audit_log").where("portal_id", portalId).orderBy("seq", "desc").first("seq", "hash");
  const { rows } = await trx.raw<{ rows: [{ at: Temporal.Instant }] }>("select clock_timestamp() as at");
  const entry: ChainedEntry = {
    portalId: String(portalId),
    seq: Number(last?.seq ?? 0) + 1,
    at: rows[0].at.toString(),
    userId: by?.userId ?? null,
    email: by?.email ?? null,
    what,
    object: subject?.object ?? null,
    objectId: subject?.id ?? null,
    details: JSON.parse(JSON.stringify(details)) as unknown,
  };
  const previousHash = last?.hash ?? FIRST_HASH;
  await trx("audit_log").insert({
    portal_id: portalId,
    seq: entry.seq,
    at: entry.at,
    user_id: entry.userId,
    email: entry.email,
    what,
    object: entry.object,
    object_id: entry.objectId,
    details: JSON.stringify(details),
    previous_hash: previousHash,
    hash: entryHash(previousHash, entry),
  });
}

/** A page of the portal's decisions, newest first. */
export async function listDecisions(
  { trx, portalId }: PortalScope,
  { before, limit }: { before: number | null; limit: number },
): Promise<AuditEntry[]> {
  const rows = await trx<AuditTableRow>("audit_log")
    .where("portal_id", portalId)
    .where("seq", "<", String(before ?? Number.MAX_SAFE_INTEGER))
    .orderBy("seq", "desc")
    .limit(limit);
  return rows.map(entryFrom);
}

/** The last decisions about something, oldest first. */
export async function decisionsAbout(
  { trx, portalId }: PortalScope,
  { object, id }: { object: string; id: string },
  limit: number,
): Promise<AuditEntry[]> {
  const rows = await trx<AuditTableRow>("audit_log")
    .where({ portal_id: String(portalId), object, object_id: id })
    .orderBy("seq", "desc")
    .limit(limit);
  return rows.map(entryFrom).toReversed();
}

/** The last decision of a kind about something, or about nothing in particular. */
export async function lastDecision({ trx, portalId }: PortalScope, what: string, subject: Decision["subject"]): Promise<AuditEntry | null> {
  const row = await trx<AuditTableRow>("audit_log")
    .where({ portal_id: String(portalId), what, object: subject?.object ?? null, object_id: subject?.id ?? null })
    .orderBy("seq", "desc")
    .first();
  return row ? entryFrom(row) : null;
}

/** The e-mail of this user in the last decision that has one. */
export async function lastEmailOf({ trx, portalId }: PortalScope, userId: number): Promise<string | null> {
  const row = await trx<AuditTableRow>("audit_log")
    .where({ portal_id: String(portalId), user_id: String(userId) })
    .whereNotNull("email")
    .orderBy("seq", "desc")
    .first("email");
  return row?.email ?? null;
}

function entryFrom({ seq, at, user_id, email, what, object, object_id, details }: AuditTableRow): AuditEntry {
  return {
    seq: Number(seq),
    at,
    by: user_id === null ? null : { userId: Number(user_id), email },
    what,
    subject: object === null || object_id === null ? null : { object, id: object_id },
    details,
  };
}

/** Walks the portal's chain from its beginning and stops at the first entry that does not follow from the one before. */
export async function verifyDecisions({ trx, portalId }: PortalScope): Promise<{ entries: number; firstBroken: number | null }> {
  let [seq, hash] = [0, FIRST_HASH];
  for (;;) {
    const rows = await trx<AuditTableRow>("audit_log")
      .where("portal_id", portalId)
      .where("seq", ">", String(seq))
      .orderBy("seq")
      .limit(VERIFY_BATCH);
    if (rows.length === 0) return { entries: seq, firstBroken: null };
    for (const row of rows) {
      const follows = Number(row.seq) === seq + 1 && row.previous_hash === hash && row.hash === entryHash(hash, chained(row));
      if (!follows) return { entries: seq, firstBroken: Number(row.seq) };
      [seq, hash] = [Number(row.seq), row.hash];
    }
  }
}

function chained(row: AuditTableRow): ChainedEntry {
  return {
    portalId: row.portal_id,
    seq: Number(row.seq),
    at: row.at.toString(),
    userId: row.user_id === null ? null : Number(row.user_id),
    email: row.email,
    what: row.what,
    object: row.object,
    objectId: row.object_id,
    details: row.details,
  };
}
