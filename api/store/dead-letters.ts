import { randomUUID } from "node:crypto";
import { compareFields, type LetterField } from "../domain/letter-fields.ts";
import type { Letter, LetterGroup, LetterRecord, NewLetter, SettledLetters } from "../ports/dead-letters.ts";
import type { PortalScope } from "./with-portal.ts";
import type { Sealed } from "./encryption.ts";

export type DeadLetterTableRow = {
  portal_id: string;
  letter_id: string;
  seq: string;
  kind: string;
  object: string;
  record_id: string;
  code: string;
  cause: string;
  message: string;
  fix_by: Letter["fixBy"];
  fields: Sealed | null;
  job: Letter["job"];
  attempts: number;
  since: Temporal.Instant;
  last_at: Temporal.Instant;
  owner_id: string | null;
  owner_email: string | null;
  money_minor: string | null;
  money_currency: string | null;
  state: Letter["state"];
  closed_at: Temporal.Instant | null;
};

/** Inserts a letter, or counts another attempt on the one that waits for the same work. */
export async function buryLetter(scope: PortalScope, letter: NewLetter, at: Temporal.Instant): Promise<void> {
  const { trx, portalId } = scope;
  const { kind, record, money } = letter;
  await trx.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`letter:${portalId}:${kind}:${record.object}:${record.id}`]);
  const waiting = await waitingLetters(scope).where({ kind, object: record.object, record_id: record.id }).first();
  const id = waiting?.letter_id ?? randomUUID();
  const columns = {
    code: letter.code,
    cause: letter.cause,
    message: letter.message,
    fix_by: letter.fixBy,
    fields: seal(scope, id, compareFields(letter.sent, waiting ? letterFrom(scope, waiting).fields : [])),
    job: letter.job && JSON.stringify(letter.job),
    last_at: at.toString(),
    money_minor: money && String(money.amount),
    money_currency: money && money.currency,
    state: "open",
  };
  const where = { portal_id: portalId, letter_id: id };
  if (waiting)
    await trx("dead_letters")
      .where(where)
      .update({ ...columns, attempts: trx.raw("attempts + 1") });
  else
    await trx("dead_letters").insert({
      ...where,
      ...columns,
      kind,
      object: record.object,
      record_id: record.id,
      attempts: 1,
      since: at.toString(),
    });
}

/** The buyer of the deal that a letter is about. */
const BUYER = `(select frozen_sale #>> '{buyer,name}' from deals
  where deals.portal_id = dead_letters.portal_id and dead_letters.object = 'deal' and deals.deal_id = dead_letters.record_id) as company`;

/** A letter, whatever became of it. */
export async function readLetter(scope: PortalScope, letterId: string): Promise<Letter | null> {
  const row = await scope
    .trx<DeadLetterTableRow>("dead_letters")
    .where({ portal_id: String(scope.portalId), letter_id: letterId })
    .first("*", scope.trx.raw(BUYER));
  return row ? letterFrom(scope, row) : null;
}

/** A page of the waiting letters, the oldest first. */
export async function listLetters(
  scope: PortalScope,
  { after, limit, cause }: { after: number; limit: number; cause?: string },
): Promise<Letter[]> {
  const rows = await waitingLetters(scope)
    .select("*", scope.trx.raw(BUYER))
    .where("seq", ">", String(after))
    .where(cause === undefined ? {} : { cause })
    .orderBy("seq")
    .limit(limit);
  return rows.map((row) => letterFrom(scope, row));
}

/** The waiting letters with one of these codes. */
export async function lettersWithCode(scope: PortalScope, codes: readonly string[]): Promise<Letter[]> {
  const rows = await waitingLetters(scope)
    .whereIn("code", [...codes])
    .orderBy("seq");
  return rows.map((row) => letterFrom(scope, row));
}

/** The waiting letters of a kind. */
export async function lettersOfKind(scope: PortalScope, kind: string): Promise<Letter[]> {
  const rows = await waitingLetters(scope).where("kind", kind).orderBy("seq");
  return rows.map((row) => letterFrom(scope, row));
}

/** The waiting letter of this work. */
export async function waitingLetterFor(scope: PortalScope, kind: string, { object, id }: LetterRecord): Promise<Letter | null> {
  const row = await waitingLetters(scope).where({ kind, object, record_id: id }).first();
  return row ? letterFrom(scope, row) : null;
}

/** The waiting letters by cause, the most first, with what of each cause was healed since `healedSince`. */
export async function groupLetters({ trx, portalId }: PortalScope, healedSince: Temporal.Instant): Promise<LetterGroup[]> {
  const { rows } = await trx.raw<{ rows: GroupRow[] }>(
    `select cause, min(code) as code, (array_agg(message order by last_at desc))[1] as message,
       (array_agg(fix_by order by last_at desc))[1] as fix_by, count(*)::integer as count, min(since) as oldest,
       (count(*) filter (where state = 'retrying'))::integer as retrying, (count(job))::integer as retryable,
       (array_agg(jsonb_build_object('object', object, 'id', record_id) order by since, seq))[1] as first,
       (select count(*)::integer from dead_letters healed
         where healed.portal_id = ? and healed.cause = waiting.cause and healed.state = 'healed' and healed.closed_at >= ?) as healed,
       (select coalesce(jsonb_object_agg(money_currency, minor::text), '{}') from (
         select money_currency, sum(money_minor) as minor from dead_letters of_cause
         where of_cause.portal_id = ? and of_cause.cause = waiting.cause and of_cause.closed_at is null and money_currency is not null
         group by 1) as sums) as money
     from dead_letters waiting where portal_id = ? and closed_at is null group by cause order by count(*) desc, min(since)`,
    [portalId, healedSince.toString(), portalId, portalId],
  );
  return rows.map(({ fix_by, money, ...row }) => ({
    ...row,
    fixBy: fix_by,
    money: Object.entries(money).map(([currency, minor]) => ({ amount: BigInt(minor), currency })),
  }));
}

/** What became of the letters of a cause that were closed since. */
export async function settledLetters({ trx, portalId }: PortalScope, cause: string, since: Temporal.Instant): Promise<SettledLetters> {
  const { rows } = await trx.raw<{ rows: [SettledLetters] }>(
    `select (count(*) filter (where state = 'healed'))::integer as healed, (count(*) filter (where state = 'dismissed'))::integer as dismissed,
       (array_agg(message order by closed_at desc))[1] as message
     from dead_letters where portal_id = ? and cause = ? and closed_at >= ?`,
    [portalId, cause, since.toString()],
  );
  return rows[0];
}

type GroupRow = Omit<LetterGroup, "fixBy" | "money"> & { fix_by: LetterGroup["fixBy"]; money: Record<string, string> };

/** Changes waiting letters; those that came to their end meanwhile stay as they are. */
export async function updateLetters(
  scope: PortalScope,
  letterIds: string[],
  changes: Partial<Pick<DeadLetterTableRow, "state" | "owner_id" | "owner_email">>,
): Promise<void> {
  await waitingLetters(scope).whereIn("letter_id", letterIds).update(changes);
}

/** A person takes a letter for settled. */
export async function dismissLetter(scope: PortalScope, letterId: string, at: Temporal.Instant): Promise<void> {
  await waitingLetters(scope)
    .where("letter_id", letterId)
    .update({ state: "dismissed", closed_at: scope.trx.raw("?::timestamptz", [at.toString()]) });
}

/** Whether a person has dismissed this letter, word for word, and nothing came of the same work since. */
export async function wasDismissed({ trx, portalId }: PortalScope, { kind, record, message }: NewLetter): Promise<boolean> {
  const last = await trx<DeadLetterTableRow>("dead_letters")
    .where({ portal_id: String(portalId), kind, object: record.object, record_id: record.id })
    .orderBy("seq", "desc")
    .first("state", "message");
  return last?.state === "dismissed" && last.message === message;
}

/** Closes the letter that waits for this work; answers whether there was one. */
export async function healLetter(scope: PortalScope, kind: string, record: LetterRecord, at: Temporal.Instant): Promise<boolean> {
  const healed = await waitingLetters(scope)
    .where({ kind, object: record.object, record_id: record.id })
    .update({ state: "healed", closed_at: scope.trx.raw("?::timestamptz", [at.toString()]) });
  return healed > 0;
}

const waitingLetters = ({ trx, portalId }: PortalScope) =>
  trx<DeadLetterTableRow>("dead_letters").where("portal_id", String(portalId)).whereNull("closed_at");

const place = (portalId: number, letterId: string) => `dead_letters:${portalId}:${letterId}:fields`;

function seal({ cipher, portalId }: PortalScope, letterId: string, fields: LetterField[]): string | null {
  return fields.length === 0 ? null : cipher.seal(JSON.stringify(fields), place(portalId, letterId));
}

function letterFrom({ cipher, portalId }: PortalScope, row: DeadLetterTableRow & { company?: string | null }): Letter {
  const { letter_id: id, money_minor, money_currency } = row;
  return {
    id,
    seq: Number(row.seq),
    company: row.company ?? null,
    kind: row.kind,
    record: { object: row.object, id: row.record_id },
    code: row.code,
    cause: row.cause,
    message: row.message,
    fixBy: row.fix_by,
    fields: row.fields === null ? [] : (JSON.parse(cipher.open(row.fields, place(portalId, id))) as LetterField[]),
    job: row.job,
    attempts: row.attempts,
    since: row.since,
    owner: row.owner_id === null ? null : { userId: Number(row.owner_id), email: row.owner_email },
    money: money_minor === null || money_currency === null ? null : { amount: BigInt(money_minor), currency: money_currency },
    state: row.state,
  };
}
