import { AppError } from "../domain/errors.ts";
import { readFault } from "./fault-body.ts";
import { meaningOf, refusalFrom, type Fault, type Refusal } from "./faults.ts";

/** An HTTP answer before anything is made of it. `tid` is Intuit's id of the call, which their support asks for. */
export type RawAnswer = { status: number; text: string; tid: string | null; retryAfter: string | null };

/** What QuickBooks said: a body, or a definite refusal by which nothing was made. */
export type Answer = { ok: true; body: Record<string, unknown> } | { ok: false; refusal: Refusal };

/** The text says to wait a minute and no header is documented (facts/quickbooks.md §5). */
const MIN_WAIT_MS = 60_000;

/**
 * Sorts an answer. A fault counts whatever the status says, 200 included (facts/quickbooks.md §4.1). What is neither a body
 * nor a fault we know, such as HTML with 200 or half a body, throws unavailable: nobody knows what was done.
 */
export function readAnswer(answer: RawAnswer): Answer {
  const json = parsed(answer.text);
  const fault = readFault(answer.text, json);
  if (fault) return readFaulty(answer, fault);
  if (answer.status >= 200 && answer.status < 300 && isObject(json)) return { ok: true, body: json };
  throw withoutFault(answer);
}

function readFaulty(answer: RawAnswer, fault: Fault): Answer {
  const meaning = meaningOf(fault, answer.status);
  const refusal = refusalFrom(fault, meaning);
  const cause = { status: answer.status, intuitTid: answer.tid, code: fault.code, type: fault.type, element: fault.element };
  const details = { code: refusal.code, fixBy: refusal.fixBy, cause };
  switch (meaning.reaction) {
    case "refused":
    case "gone":
    case "stale":
      return { ok: false, refusal };
    case "wait":
      throw new AppError("rateLimited", meaning.says, { code: refusal.code, retryAfterMs: waitMs(answer), cause });
    case "reconnect":
      throw new AppError("notConnected", meaning.says, details);
    case "forbidden":
      throw new AppError("rejected", meaning.says, details);
    case "signIn":
    case "unknown":
      throw new AppError("unavailable", meaning.says, { code: refusal.code, cause });
  }
}

function withoutFault(answer: RawAnswer): AppError {
  const { status, tid } = answer;
  const cause = { status, intuitTid: tid };
  if (status === 429)
    return new AppError("rateLimited", "QuickBooks asked us to wait: too many requests.", { retryAfterMs: waitMs(answer), cause });
  if (status === 404) {
    return new AppError("rejected", "QuickBooks does not know this address. The API address or the company is wrong.", {
      code: "404",
      fixBy: "admin",
      cause,
    });
  }
  const says =
    status < 300 ? "QuickBooks gave an answer that we cannot read." : `QuickBooks is not working at the moment (HTTP ${status}).`;
  return new AppError("unavailable", says, { code: status < 300 ? "unreadable" : String(status), cause });
}

function waitMs({ retryAfter }: RawAnswer): number {
  const seconds = Number(retryAfter ?? 0);
  return Math.max(MIN_WAIT_MS, Number.isFinite(seconds) ? seconds * 1_000 : 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
