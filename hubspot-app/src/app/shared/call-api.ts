import type { ApiError, FixBy } from "./contract.ts";

/** What a card needs of hubspot.fetch. */
export type Fetch = (
  url: string,
  options?: { method?: "GET" | "POST" | "PUT"; body?: { [key: string]: unknown } },
) => Promise<Pick<Response, "status" | "text">>;

/**
 * Why a call brought nothing. `outcome` is "refused" when the API understood and said no, so that asking again is useless;
 * "unknown" when the answer was lost or the API was unwell: what was asked may have happened, and may be asked again.
 */
export type Failure = { message: string; fixBy: FixBy | null; requestId: string | null; outcome: "refused" | "unknown" };

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/**
 * Calls our API through HubSpot's proxy and never throws. The proxy answers 200 with `{status: "error", category, responseBody,
 * context}` when our API said 3xx to 5xx, when it could not be reached, and when it answered anything but JSON (facts/hubspot.md §2.4).
 */
export async function callApi<T>(call: () => ReturnType<Fetch>, isExpected: (body: unknown) => body is T): Promise<Answer<T>> {
  let response: Awaited<ReturnType<Fetch>>;
  let text: string;
  try {
    response = await call();
    text = await response.text();
  } catch {
    return unknown("Tieout could not be reached. Check your connection and try again.");
  }
  const body = parsed(text);
  if (isExpected(body) && response.status < 300) return { ok: true, value: body };
  if (isWrapped(body)) return refusal(unwrapped(body));
  return refusal({ status: response.status, body, proxyMessage: null, correlationId: null });
}

type Refusal = { status: number | null; body: unknown; proxyMessage: string | null; correlationId: string | null };

type Wrapped = { status: "error"; category?: string; message?: string; responseBody?: unknown; context?: Record<string, unknown> };

function isWrapped(body: unknown): body is Wrapped {
  return isObject(body) && body["status"] === "error";
}

function unwrapped({ category, message, responseBody, context }: Wrapped): Refusal {
  const status = Number(first(context?.["appServerStatusCode"]));
  return {
    status: status >= 100 ? status : null,
    body: typeof responseBody === "string" ? parsed(responseBody) : responseBody,
    proxyMessage: message ?? category ?? null,
    correlationId: first(context?.["correlationId"]),
  };
}

function refusal({ status, body, proxyMessage, correlationId }: Refusal): Answer<never> {
  const outcome = status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429 ? "refused" : "unknown";
  if (isApiError(body)) {
    const { message, fixBy, requestId } = body.error;
    return { ok: false, failure: { message, fixBy: fixBy ?? null, requestId: requestId ?? correlationId, outcome } };
  }
  const said = proxyMessage ? `HubSpot says: ${proxyMessage}` : "The answer could not be read";
  const message = `Tieout did not answer as expected${status ? ` (${status})` : ""}. ${said.replace(/\.?$/, ".")}`;
  return { ok: false, failure: { message, fixBy: null, requestId: correlationId, outcome } };
}

function unknown(message: string): Answer<never> {
  return { ok: false, failure: { message, fixBy: null, requestId: null, outcome: "unknown" } };
}

function isApiError(body: unknown): body is ApiError {
  return isObject(body) && isObject(body["error"]) && typeof body["error"]["message"] === "string";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** The proxy's context holds lists of strings. */
function first(value: unknown): string | null {
  const entry: unknown = Array.isArray(value) ? value[0] : value;
  return typeof entry === "string" ? entry : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
