import { AppError } from "../domain/errors.ts";
import type { Outcome, VendorCall } from "../ports/journal.ts";
import { readAnswer, type RawAnswer } from "./answer.ts";

/** `body` is JSON. */
export type Call = { method: "GET" | "POST"; path: string; params?: Record<string, string>; body?: string; accept?: string };

type Timing = { startedAt: Temporal.Instant; durationMs: number };

/**
 * A call as the journal keeps it, with what came back or why nothing did. Neither the company's id nor the token is in it;
 * what was asked and answered is to be sealed.
 */
export function vendorCall(call: Call, ended: RawAnswer | AppError, timing: Timing): VendorCall {
  const { method, path, params = {}, body } = call;
  const raw = ended instanceof AppError ? null : ended;
  const { requestid: requestId = null, ...query } = params;
  const isPdf = call.accept === "application/pdf" && raw?.status === 200;
  return {
    ...{ vendor: "quickbooks", method, path, writes: method === "POST", ...timing },
    ...(isPdf ? { outcome: "ok", code: null } : endOf(method, ended)),
    ...{ status: raw?.status ?? null, traceId: raw?.tid ?? null, requestId },
    document: (method === "POST" && raw ? documentIn(parsed(raw.text)) : null) ?? documentAt(path),
    payload: () => ({
      request: { query, body: body === undefined ? null : parsed(body) },
      answer: raw && !isPdf ? parsed(raw.text) : null,
    }),
  };
}

/** A create without a clear answer may have been done. */
function endOf(method: Call["method"], ended: RawAnswer | AppError): { outcome: Outcome; code: string | null } {
  try {
    if (ended instanceof AppError) throw ended;
    const answer = readAnswer(ended);
    return answer.ok ? { outcome: "ok", code: null } : { outcome: "refused", code: answer.refusal.code };
  } catch (error) {
    const code = error instanceof AppError ? error.code : "internal";
    const isOpen = method === "POST" && error instanceof AppError && error.kind === "unavailable";
    return { outcome: isOpen ? "unknown" : "failed", code };
  }
}

/** `{"Estimate": {"Id": "145", …}, "time": …}` */
function documentIn(answer: unknown): VendorCall["document"] {
  if (typeof answer !== "object" || answer === null) return null;
  for (const [kind, record] of Object.entries(answer)) {
    const id = typeof record === "object" && record !== null && "Id" in record ? record.Id : null;
    if (typeof id === "string") return { kind: kind.toLowerCase(), id };
  }
  return null;
}

/** "estimate/145" */
function documentAt(path: string): VendorCall["document"] {
  const [, kind, id] = /^(\w+)\/(\d+)$/.exec(path) ?? [];
  return kind === undefined || id === undefined ? null : { kind, id };
}

/** What is no JSON is kept as the text that it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
