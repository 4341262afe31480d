import { AppError } from "../domain/errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { Payload, Sending } from "../ports/erp.ts";
import type { VendorCall } from "../ports/journal.ts";
import { pauseIfLimited, type Limiter } from "../ports/limiter.ts";
import type { Log } from "../ports/log.ts";
import { readAnswer, type Answer, type RawAnswer } from "./answer.ts";
import { countIn, rowsOf, selectCount, selectPage, type Select } from "./query.ts";
import type { ConnectionTokens } from "./tokens.ts";
import { vendorCall, type Call } from "./vendor-call.ts";

type Needs = {
  apiUrl: string;
  /** The company's id; asked for when the first call is made. */
  realmId: () => Promise<string>;
  tokens: ConnectionTokens;
  clock: Clock;
  /** A company has one limit, however many portals have joined it. */
  limiter: Limiter;
  /** Told of each call that went out, whatever came of it. */
  called?: ((call: VendorCall) => Promise<void>) | undefined;
  log?: Log | undefined;
  fetch?: typeof fetch | undefined;
  timeoutMs?: number | undefined;
  /** Called after every read that QuickBooks meters: those that it answered (facts/quickbooks.md §5). */
  countRead?: (() => Promise<void>) | undefined;
};

/**
 * The REST API of one QuickBooks company. An answer is a body or a definite refusal; all else throws AppError: notConnected,
 * rateLimited (`retryAfterMs` at least a minute), unavailable (for a create: the outcome is unknown), rejected, busy.
 */
export type QuickBooksClient = {
  realmId(): Promise<string>;
  get(path: string, params?: Record<string, string>): Promise<Answer>;
  /** A document as QuickBooks prints it. */
  getPdf(path: string): Promise<{ ok: true; pdf: Uint8Array } | Extract<Answer, { ok: false }>>;
  /** `requestId` makes QuickBooks answer a repetition with the first answer, as long as it remembers (facts/quickbooks.md §3.7). */
  create(path: string, body: Payload, requestId: string, sending?: Sending): Promise<Answer>;
  /** Goes out once, too: its SyncToken makes QuickBooks refuse a repetition. */
  update(path: string, body: Payload): Promise<Answer>;
  /** All rows, page by page; `limit` ends it early. */
  query(select: Select, limit?: number): Promise<unknown[]>;
  /** One page: at most `rows` rows (QuickBooks gives no more than 1000), from the `start`th on. */
  queryPage(select: Select, start: number, rows: number): Promise<unknown[]>;
  count(select: Select): Promise<number>;
};

/** A person waits no longer. QuickBooks itself may work on for 120 s (facts/quickbooks.md §1.6), which is why a `timeout` is told apart. */
const TIMEOUT_MS = 30_000;
const PAGE_ROWS = 1_000;
const MINOR_VERSION = "75";
const MAX_REQUEST_ID = 50;
const PDF_BEGINS = Buffer.from("%PDF-");

type Received = RawAnswer & { bytes: Buffer };

/** The calls of one company: paced, signed in, journaled. */
export function createQuickBooksClient(needs: Needs): QuickBooksClient {
  const get = async (path: string, params?: Record<string, string>) =>
    understand(needs, await read(needs, { method: "GET", path, ...(params && { params }) }));
  const queryPage = async (select: Select, start: number, rows: number) =>
    rowsOf(await get("query", { query: selectPage(select, start, rows) }), select.from);
  return {
    realmId: needs.realmId,
    get,
    async getPdf(path) {
      const received = await read(needs, { method: "GET", path, accept: "application/pdf" });
      if (received.status === 200 && received.bytes.subarray(0, PDF_BEGINS.length).equals(PDF_BEGINS))
        return { ok: true, pdf: received.bytes };
      const answer = await understand(needs, received);
      if (!answer.ok) return answer;
      throw new AppError("unavailable", "QuickBooks answered with something else than a PDF.", { code: "unreadable" });
    },
    queryPage,
    count: async (select) => countIn(await get("query", { query: selectCount(select) })),
    async create(path, body, requestId, sending) {
      if (requestId.length > MAX_REQUEST_ID) throw new AppError("invalid", `A request id has at most ${MAX_REQUEST_ID} characters.`);
      return writeOnce(needs, { method: "POST", path, params: { requestid: requestId }, body: stableJson(body) }, sending);
    },
    update: (path, body) => writeOnce(needs, { method: "POST", path, body: stableJson(body) }),
    async query(select, limit = Infinity) {
      const rows: unknown[] = [];
      for (;;) {
        const pageRows = Math.min(PAGE_ROWS, limit - rows.length);
        const next = await queryPage(select, rows.length + 1, pageRows);
        rows.push(...next);
        if (next.length < pageRows || rows.length >= limit) return rows;
      }
    },
  };
}

/** A read may be repeated at will: a refused token is replaced and the call sent again, once. */
async function read(needs: Needs, call: Call): Promise<Received> {
  const token = await needs.tokens.accessToken();
  const first = await send(needs, call, token);
  const received = first.status === 401 ? await send(needs, call, await needs.tokens.refreshAfter401(token)) : first;
  if (received.status < 300) await needs.countRead?.();
  return received;
}

/**
 * A write goes out once. A 401 can come after the commit (facts/quickbooks.md §3.7), and no second send may go out before
 * a search for our marker: the token is replaced, and the caller told that the outcome is unknown.
 */
async function writeOnce(needs: Needs, call: Call, sending?: Sending): Promise<Answer> {
  const token = await needs.tokens.accessToken();
  const answer = await send(needs, call, token, sending);
  if (answer.status !== 401) return understand(needs, answer);
  await needs.tokens.refreshAfter401(token);
  throw new AppError("unavailable", "QuickBooks turned our access token down while it was writing.", {
    code: "tokenRefused",
    cause: traceOf(answer),
  });
}

async function understand({ limiter, realmId }: Needs, answer: RawAnswer): Promise<Answer> {
  return pauseIfLimited({ limiter, lane: "quickbooks", key: await realmId() }, () => readAnswer(answer));
}

/** Its time limit runs only once its turn has come; it is told of only once its turn is over. */
async function send(needs: Needs, call: Call, token: string, sending?: Sending): Promise<Received> {
  const url = await urlOf(needs, call);
  const { received, error, ...timing } = await needs.limiter.run("quickbooks", await needs.realmId(), async () => {
    await sending?.();
    return sendNow(needs, url, call, token);
  });
  await needs.called?.(vendorCall(call, received ?? error, timing));
  if (received) return received;
  throw error;
}

type Sent = { startedAt: Temporal.Instant; durationMs: number } & (
  { received: Received; error: null } | { received: null; error: AppError }
);

async function sendNow(needs: Needs, url: string, call: Call, token: string): Promise<Sent> {
  const startedAt = needs.clock.now();
  const ended = await exchange(needs, url, call, token).then(
    (received) => ({ received, error: null }),
    (cause: unknown) => ({ received: null, error: noAnswer(cause) }),
  );
  const durationMs = msSince(needs.clock, startedAt);
  const line = { method: call.method, path: call.path, ...(ended.received && traceOf(ended.received)), durationMs };
  if (ended.received) needs.log?.[ended.received.status < 400 ? "debug" : "warn"](line, "QuickBooks answered");
  else needs.log?.warn(line, "QuickBooks did not answer");
  return { ...ended, startedAt, durationMs };
}

const noAnswer = (cause: unknown) =>
  new AppError("unavailable", "QuickBooks did not answer.", { code: isTimeout(cause) ? "timeout" : "noAnswer", cause });
const isTimeout = (cause: unknown) => cause instanceof DOMException && cause.name === "TimeoutError";
const msSince = (clock: Clock, start: Temporal.Instant) => clock.now().epochMilliseconds - start.epochMilliseconds;
const traceOf = ({ status, tid }: RawAnswer) => ({ status, intuitTid: tid });

async function urlOf({ apiUrl, realmId }: Needs, { path, params }: Call): Promise<string> {
  const url = new URL(`${apiUrl.replace(/\/+$/, "")}/v3/company/${encodeURIComponent(await realmId())}/${path}`);
  url.search = Object.entries({ ...params, minorversion: MINOR_VERSION })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  return url.href;
}

async function exchange(needs: Needs, url: string, { method, body, accept = "application/json" }: Call, token: string): Promise<Received> {
  const response = await (needs.fetch ?? fetch)(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept,
      "user-agent": "tieout",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body }),
    redirect: "manual",
    signal: AbortSignal.timeout(needs.timeoutMs ?? TIMEOUT_MS),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    bytes,
    text: bytes.toString("utf8"),
    tid: response.headers.get("intuit_tid"),
    retryAfter: response.headers.get("retry-after"),
  };
}

/** JSON with sorted keys: a stored payload comes back with its keys in another order, and the same request must be the same bytes. */
function stableJson(value: Payload): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  });
}
