import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "../ports/clock.ts";
import type { Journal, JournalSubject, Step, VendorCall } from "../ports/journal.ts";
import type { Store } from "../ports/store.ts";
import type { NewLogLine } from "../ports/sync-log.ts";

type Needs = {
  store: Pick<Store, "inPortal">;
  clock: Clock;
  /** Told of every call, kept or not. */
  counted(call: Pick<VendorCall, "vendor" | "method" | "outcome">): void;
  /** Told of lines that could not be written down. */
  lost(portalId: number, lines: number): void;
};

type Context = JournalSubject & { buyer: string | null; reads: number };

/** A read that took this long is worth a line. */
const SLOW_MS = 5_000;
/** Of a request and of an answer each, in characters. */
const MOST_OF_A_BODY = 100_000;
const NOTHING: Context = { record: null, userId: null, buyer: null, reads: 0 };

/** The journal on the store. Each line is a transaction of its own. */
export function createJournal({ store, clock, counted, lost }: Needs): Journal {
  const current = new AsyncLocalStorage<Context>();
  const add = (portalId: number, lines: NewLogLine[]) =>
    // Without its reason: a database's error may quote the row.
    store.inPortal(portalId, (tx) => tx.syncLog.add(lines)).catch(() => lost(portalId, lines.length));

  return {
    about(subject, work) {
      const outer = current.getStore();
      const context = { ...NOTHING, ...subject, userId: subject.userId ?? outer?.userId ?? null };
      return current.run(context, () => work(context));
    },
    concerns(buyer) {
      const context = current.getStore();
      if (context) context.buyer = buyer;
    },
    async note(portalId, ...steps) {
      if (steps.length === 0) return;
      const context = current.getStore() ?? NOTHING;
      await add(
        portalId,
        steps.map((step) => lineOfStep(step, context, clock.now())),
      );
    },
    async called(portalId, call) {
      counted(call);
      const context = current.getStore();
      if (isOrdinary(call)) {
        if (context) context.reads += 1;
        return;
      }
      await add(portalId, [lineOfCall(call, context ?? NOTHING)]);
    },
  };
}

const isOrdinary = ({ writes, outcome, durationMs }: VendorCall) => !writes && outcome === "ok" && durationMs < SLOW_MS;

function lineOfStep(
  { what, outcome, code = null, record, durationMs, details = {} }: Step,
  context: Context,
  at: Temporal.Instant,
): NewLogLine {
  return {
    ...{ at, system: "tieout", what, outcome, code, details },
    ...{ record: record ?? context.record, buyer: context.buyer, userId: context.userId },
    ...{ document: null, status: null, traceId: null, requestId: null, payload: null },
    durationMs: durationMs ?? null,
  };
}

function lineOfCall(call: VendorCall, { record, buyer, userId }: Context): NewLogLine {
  const { vendor, method, path, outcome, code, status, traceId, requestId, document, startedAt, durationMs } = call;
  const { request, answer } = call.payload();
  return {
    ...{ at: startedAt, system: vendor, what: `${method} ${path}`, outcome, code, status, traceId, requestId, document, durationMs },
    ...{ record, buyer, userId, details: {} },
    payload: JSON.stringify({ request: cut(request), answer: cut(answer) }),
  };
}

/** A body as it is kept: whole, or its beginning as text. */
function cut(body: unknown): unknown {
  const text = JSON.stringify(body) ?? "null";
  return text.length <= MOST_OF_A_BODY ? (body ?? null) : { cutAt: MOST_OF_A_BODY, text: text.slice(0, MOST_OF_A_BODY) };
}
