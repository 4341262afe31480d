import { AppError } from "../domain/errors.ts";
import { requestId } from "../domain/request-id.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal } from "../ports/journal.ts";
import type { CreateAnswer, Payload, Sending } from "../ports/erp.ts";
import type { Intent } from "../ports/intents.ts";
import type { Link, LinkKey } from "../ports/links.ts";
import type { PortalTx, Store } from "../ports/store.ts";
import { noteIntent } from "./note-intent.ts";

/** A record of the ERP, and the marker lines of ours that it carries. */
type Marked = { id: string; markers: string[] };
type Refused = Extract<CreateAnswer, { made: false }>;

/** How one kind of ERP record is looked up and made. Every function may be called again from the top after a crash. */
export type Steps<R extends Marked> = {
  marker: string;
  /** The live record, or null when it does not exist (any more). */
  read(id: string): Promise<R | null>;
  /** A live record that carries this marker of ours, made since `since`: that of an intent of before a merge is the old record's. */
  findByMarker(since: Temporal.Instant, marker: string): Promise<R | null>;
  /** Something that was there before us and is surely the same, with the reasons. */
  find(): Promise<{ record: R; reasons: string[] } | null>;
  /** Reads what the payload is made of. The payload itself is made in the transaction that freezes it, so that what it uses up is used up with it. */
  payload(): Promise<(tx: PortalTx) => Payload | Promise<Payload>>;
  /** Whether the record that holds our number or name is the one that we meant to make, so that the refusal means it is there already. */
  isOurs(holder: R): boolean;
  create(payload: Payload, requestId: string, sending: Sending): Promise<CreateAnswer>;
  /** What else is remembered with the link, in the same transaction. */
  noteLink?(tx: PortalTx, link: Link): Promise<void>;
  /** What a definite refusal is called: "the order", "the customer Acme". */
  noun: string;
};

type Needs = { store: Store; clock: Clock; journal: Journal; portalId: number };

/** Queries lag: a search that comes sooner after an unknown outcome proves nothing (RULES §2). */
const FIRST_SEARCH_AFTER_MS = 10_000;
/** A second search before anything is sent again, since lags of half a minute have been seen. */
const RESEND_AFTER_MS = 32_000;
/** QuickBooks may work on for 120 s on a call that we have given up (facts/quickbooks.md §1.6); sent again sooner, it could make two. */
const RESEND_AFTER_TIMEOUT_MS = 130_000;
/** Two replays of a record that was deleted since are all that one run follows. */
const MAX_GENERATIONS_PER_RUN = 3;
const LOCK_WAIT_MS = 60_000;

/**
 * Linked → found → created with a fixed key → remembered. Safe to run again from the top after a crash at any line: the
 * intent is stored with its frozen payload before it is sent, the request id is the same each time, and before any send
 * that is not the first we search for our marker. Throws `rejected` when the ERP refused, `unavailable` when the
 * outcome is unknown (run it again), `busy` when another run holds the record.
 */
export function ensureLinked<R extends Marked>(needs: Needs, key: LinkKey, steps: Steps<R>): Promise<R> {
  return withLinkLock(needs.store, needs.portalId, key, async () => {
    const linked = await readLinked(needs, key, steps);
    if (linked) return linked;

    const open = await openIntent(needs, key);
    if (open) return sendAgain(needs, open, steps).catch((error: unknown) => throwAbout(open, error));

    const found = await steps.find();
    const live = found && (await steps.read(found.record.id));
    if (found && live) return remember(needs, { ...key, externalId: live.id, how: "found", reasons: found.reasons }, null, live, steps);

    return sendFirst(needs, key, steps, 1);
  });
}

/** Runs the work while nobody links, finds or makes the record of this key. Throws busy when that takes too long. */
export function withLinkLock<T>(store: Store, portalId: number, key: LinkKey, work: () => Promise<T>): Promise<T> {
  return store.withLock(lockName(portalId, key), LOCK_WAIT_MS, work);
}

const lockName = (portalId: number, key: LinkKey) =>
  `link:${portalId}:${key.connectionId}:${key.recordType}:${key.recordId}:${key.currency}`;

/** The linked record if it still lives. A record that was deleted in the ERP is unlinked and its intent closed. */
async function readLinked<R extends Marked>(needs: Needs, key: LinkKey, steps: Steps<R>): Promise<R | null> {
  const link = await needs.store.inPortal(needs.portalId, (tx) => tx.links.find(key));
  if (!link) return null;
  const record = await steps.read(link.externalId);
  if (record) return record;
  await needs.store.inPortal(needs.portalId, (tx) => endLink(tx, key));
  return null;
}

/** The record that was linked is gone in the ERP: the next one is another generation. */
export async function endLink(tx: PortalTx, key: LinkKey): Promise<void> {
  const intent = await tx.intents.latest(key);
  if (intent?.state === "done") await tx.intents.settle(intent, { state: "gone" });
  await tx.links.remove(key);
}

/** The intent whose outcome we do not know, if there is one. A plan that never went out is dropped: the deal may have changed since. */
function openIntent(needs: Needs, key: LinkKey): Promise<Intent | null> {
  return needs.store.inPortal(needs.portalId, async (tx) => {
    const intent = await tx.intents.latest(key);
    if (intent?.state === "planned") await tx.intents.settle(intent, { state: "gone" });
    return intent?.state === "sent" ? intent : null;
  });
}

async function sendFirst<R extends Marked>(needs: Needs, key: LinkKey, steps: Steps<R>, round: number): Promise<R> {
  const freeze = await steps.payload();
  const intent = await needs.store.inPortal(needs.portalId, async (tx) => {
    const generation = ((await tx.intents.latest(key))?.generation ?? 0) + 1;
    const planned: Intent = {
      ...key,
      generation,
      payload: await freeze(tx),
      requestId: requestId({ ...key, step: "create", period: "", generation }),
      marker: steps.marker,
      state: "planned",
      attempts: 0,
      createdAt: needs.clock.now(),
      lastSentAt: null,
      resendAfter: null,
      externalId: null,
      fault: null,
    };
    await tx.intents.insert(planned);
    return planned;
  });
  await noteIntent(needs, intent, "planned");
  return send(needs, intent, steps, round);
}

/** An earlier run sent this and never learned the outcome. */
async function sendAgain<R extends Marked>(needs: Needs, intent: Intent, steps: Steps<R>): Promise<R> {
  const marked = await searchQuietly(needs, intent, steps);
  return marked ? rememberIntent(needs, intent, marked, steps, "found") : send(needs, intent, steps, 1);
}

async function send<R extends Marked>(needs: Needs, intent: Intent, steps: Steps<R>, round: number): Promise<R> {
  let sentAt: Temporal.Instant | null = null;
  const noteSending = async () => {
    const now = needs.clock.now();
    await needs.store.inPortal(needs.portalId, (tx) => tx.intents.markSent(intent, now));
    sentAt = now;
    await noteIntent(needs, intent, "sent");
  };
  const answer = await steps.create(intent.payload, intent.requestId, noteSending).catch(async (error: unknown) => {
    // What never went out, as when our own limit said no, has no unknown outcome.
    if (!sentAt) throw error;
    await noteUnknown(needs, intent, sentAt, error);
    return throwAbout(intent, error);
  });
  if (!answer.made) return refuse(needs, intent, steps, answer);
  // What was made is read again by id: the answer may be the replay of one that was deleted since (RULES §2).
  const record = await steps.read(answer.id);
  if (record) return rememberIntent(needs, intent, record, steps, "done");
  await noteIntent(needs, intent, "gone", { externalId: answer.id });
  await needs.store.inPortal(needs.portalId, (tx) => tx.intents.settle(intent, { state: "gone", externalId: answer.id }));
  if (round >= MAX_GENERATIONS_PER_RUN)
    throw new AppError("unavailable", "QuickBooks keeps answering with a record that does not exist.", { code: "replayedDeleted" });
  return sendFirst(needs, intent, steps, round + 1);
}

async function noteUnknown(needs: Needs, intent: Intent, sentAt: Temporal.Instant, error: unknown): Promise<void> {
  const now = needs.clock.now();
  const timedOut = error instanceof AppError && error.code === "timeout";
  const resendAfter = timedOut ? sentAt.add({ milliseconds: RESEND_AFTER_TIMEOUT_MS }) : now.add({ milliseconds: RESEND_AFTER_MS });
  await needs.store.inPortal(needs.portalId, (tx) => tx.intents.markUnknown(intent, now, resendAfter));
  await noteIntent(needs, intent, "unknown", { error });
}

/** What failed after it had gone out says which write it is about, so that whoever mends it sees what was sent. */
function throwAbout(intent: Intent, error: unknown): never {
  if (!(error instanceof AppError) || error.write) throw error;
  const { kind, message, code, fixBy, retryAfterMs, subject } = error;
  throw new AppError(kind, message, { code, fixBy, retryAfterMs, subject, write: keyOf(intent), cause: error });
}

/** A refusal may be the replay of an old one while the record exists, so the marker has the last word. */
async function refuse<R extends Marked>(needs: Needs, intent: Intent, steps: Steps<R>, answer: Refused): Promise<R> {
  const holder = answer.takenById === null ? null : await steps.read(answer.takenById);
  if (holder && steps.isOurs(holder)) return rememberIntent(needs, intent, holder, steps, "found");
  const marked = await searchLive(intent, steps);
  if (marked && marked.id !== holder?.id) return rememberIntent(needs, intent, marked, steps, "found");
  const fault = `${answer.code}: ${answer.message}`;
  await needs.store.inPortal(needs.portalId, (tx) => tx.intents.settle(intent, { state: "rejected", fault }));
  await noteIntent(needs, intent, "refused", { code: answer.code });
  throw new AppError("rejected", `QuickBooks refused ${steps.noun}. ${answer.message}`, {
    code: answer.code,
    fixBy: answer.fixBy ?? "finance",
    subject: steps.noun,
    write: keyOf(intent),
  });
}

/** Searches for the marker once the ERP's queries can be trusted again, and once more before giving up. */
async function searchQuietly<R extends Marked>(needs: Needs, intent: Intent, steps: Steps<R>): Promise<R | null> {
  const lastSign = intent.lastSentAt ?? intent.createdAt;
  // A crash leaves no resendAfter: nobody was there to note it.
  const resendAfter = intent.resendAfter ?? lastSign.add({ milliseconds: RESEND_AFTER_MS });
  for (const moment of [lastSign.add({ milliseconds: FIRST_SEARCH_AFTER_MS }), resendAfter]) {
    await waitUntil(needs.clock, moment);
    const live = await searchLive(intent, steps);
    if (live) return live;
  }
  return null;
}

/** What a search finds is read again by id: queries lag, and may still find what was deleted. */
async function searchLive<R extends Marked>(intent: Intent, steps: Steps<R>): Promise<R | null> {
  const marked = await steps.findByMarker(intent.createdAt, intent.marker);
  return marked && steps.read(marked.id);
}

async function waitUntil(clock: Clock, instant: Temporal.Instant): Promise<void> {
  const remainingMs = instant.epochMilliseconds - clock.now().epochMilliseconds;
  if (remainingMs > 0) await clock.sleep(remainingMs);
}

function keyOf({ connectionId, recordType, recordId, currency }: LinkKey): LinkKey {
  return { connectionId, recordType, recordId, currency };
}

async function rememberIntent<R extends Marked>(
  needs: Needs,
  intent: Intent,
  record: R,
  steps: Steps<R>,
  how: "done" | "found",
): Promise<R> {
  const link: Link = { ...keyOf(intent), externalId: record.id, how: "created", reasons: [] };
  await remember(needs, link, intent, record, steps);
  await noteIntent(needs, intent, how, { externalId: record.id });
  return record;
}

async function remember<R extends Marked>(needs: Needs, link: Link, intent: Intent | null, record: R, steps: Steps<R>): Promise<R> {
  await needs.store.inPortal(needs.portalId, async (tx) => {
    await tx.links.save(link);
    if (intent) await tx.intents.settle(intent, { state: "done", externalId: record.id });
    await steps.noteLink?.(tx, link);
  });
  return record;
}
