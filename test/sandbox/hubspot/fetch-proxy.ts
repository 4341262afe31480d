import { callHeaders } from "./signature.ts";
import { correlationId, type World } from "./world.ts";

/** A hubspot.fetch call of an extension, with the user who looks at the page. `timeout` in milliseconds. */
export type ExtensionFetch = {
  url: string;
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  timeout?: number;
  portalId: number;
  userId: number;
  userEmail: string;
};

/** What goes from the proxy to the page: HTTP status and envelope, `responseBody` being the app's answer. */
type ProxyAnswer = { status: number; body: ProxyBody };
type ProxyBody = {
  status: "success" | "error";
  category?: string;
  message?: string;
  responseBody?: unknown;
  errors?: { message: string }[];
  context: Record<string, string[]>;
};

const METHODS_WITH_BODY = ["POST", "PUT", "PATCH", "DELETE"];
const MEGABYTE = 1_048_576;
const DEFAULT_TIMEOUT_MS = 15_000;
const MAX_TIMEOUT_MS = 120_000;
const CONCURRENT = 20;

type Refusal = { status: number; category: string; message: string };
type Upstream = { status: number; text: string } | "timeout" | "unreachable" | "tooLarge";
export type FetchProxy = (call: ExtensionFetch) => Promise<ProxyAnswer>;

/** The proxy behind hubspot.fetch: signs, adds who asks, refuses and wraps as facts/hubspot.md §2.4 and §3 say. */
export function createFetchProxy(world: World): FetchProxy {
  const underWay = new Map<number, number>();
  return async (call) => {
    const context = contextOf(world, call);
    const refused = refusalOf(world, call) ?? tooMany(underWay, call.portalId);
    if (refused) return errorAnswer(refused, context);
    underWay.set(call.portalId, (underWay.get(call.portalId) ?? 0) + 1);
    try {
      return wrapped(await send(world, call), call, context);
    } finally {
      underWay.set(call.portalId, (underWay.get(call.portalId) ?? 1) - 1);
    }
  };
}

function tooMany(underWay: Map<number, number>, portalId: number): Refusal | null {
  return (underWay.get(portalId) ?? 0) < CONCURRENT
    ? null
    : { status: 429, category: "RATE_LIMITS", message: "Too many concurrent requests" };
}

/** Why the proxy does not even call. */
function refusalOf(
  { app }: World,
  { url, method = "GET", body, headers = {}, timeout = DEFAULT_TIMEOUT_MS }: ExtensionFetch,
): Refusal | null {
  const refuse = (message: string): Refusal => ({ status: 400, category: "VALIDATION_ERROR", message });
  const names = Object.keys(headers);
  if (names.length > 1) return refuse("Only 'Authorization' header is allowed");
  if (names.some((name) => name.toLowerCase() !== "authorization"))
    return refuse("Invalid Request Headers provided. Only 'Authorization' header is allowed from hubspot.fetch()");
  if (!["GET", ...METHODS_WITH_BODY].includes(method)) return refuse(`Method ${method} is not allowed`);
  if (body !== undefined && body !== null && typeof body !== "object") return refuse("Invalid JSON Request Body");
  if (bodyText(method, body).length > MEGABYTE) return refuse("Request body is larger than 1 MB");
  if (!(timeout > 0 && timeout <= MAX_TIMEOUT_MS)) return refuse(`The timeout must be between 1 and ${MAX_TIMEOUT_MS} ms`);
  if (!URL.canParse(url)) return refuse("URL is malformed");
  const { origin, protocol } = new URL(url);
  if (!app.permittedFetchUrls.some((permitted) => new URL(permitted).origin === origin))
    return refuse(`${origin} is not one of the app's permitted URLs`);
  return protocol === "https:" || mappingOf(app.localProxy, origin) ? null : refuse("Only https URLs are allowed");
}

function mappingOf(localProxy: Record<string, string>, origin: string): string | undefined {
  return localProxy[origin] ?? localProxy[`${origin}/`];
}

/** Calls the app, and once more when it could not be reached or answered 5xx, all within the timeout. */
async function send(world: World, call: ExtensionFetch): Promise<Upstream> {
  const deadline = AbortSignal.timeout(call.timeout ?? DEFAULT_TIMEOUT_MS);
  const first = await sendOnce(world, call, deadline);
  const again = first === "unreachable" || (typeof first === "object" && first.status >= 500);
  return again && !deadline.aborted ? sendOnce(world, call, deadline) : first;
}

async function sendOnce(world: World, call: ExtensionFetch, signal: AbortSignal): Promise<Upstream> {
  const method = call.method ?? "GET";
  const url = signedUrl(world, call);
  const body = bodyText(method, call.body);
  const signed = callHeaders(world.app.clientSecret, { method, url, body, timestamp: world.signatureTime() });
  const headers = { ...call.headers, ...signed, ...(body !== "" && { "content-type": "application/json" }) };
  try {
    const answer = await fetch(url, { method, headers, redirect: "manual", signal, ...(body !== "" && { body }) });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return bytes.length > MEGABYTE ? "tooLarge" : { status: answer.status, text: bytes.toString("utf8") };
  } catch {
    return signal.aborted ? "timeout" : "unreachable";
  }
}

/**
 * The URL that is called and signed: the mapped one where local.json maps the origin, with who asks put after whatever
 * query the page wrote itself. Values are escaped on the wire.
 */
function signedUrl({ app }: World, { url, portalId, userId, userEmail }: ExtensionFetch): string {
  const { origin } = new URL(url);
  const mapped = mappingOf(app.localProxy, origin);
  const target = mapped ? mapped.replace(/\/$/, "") + url.slice(origin.length) : url;
  const [bare = "", existing] = target.split("#")[0]!.split("?");
  const who = { portalId, userId, userEmail, appId: app.appId };
  const added = Object.entries(who).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${bare}?${[...(existing ? [existing] : []), ...added].join("&")}`;
}

function bodyText(method: string, body: unknown): string {
  return METHODS_WITH_BODY.includes(method) && body !== undefined && body !== null ? JSON.stringify(body) : "";
}

function contextOf(world: World, { portalId, method = "GET", url }: ExtensionFetch): Record<string, string[]> {
  return { correlationId: [correlationId(world)], httpMethod: [method], portalId: [String(portalId)], requestUri: [url] };
}

function errorAnswer({ status, category, message }: Refusal, context: Record<string, string[]>): ProxyAnswer {
  return { status, body: { status: "error", category, message, context } };
}

/** 300–599 of the app becomes HTTP 200 with an error envelope; a body that is no JSON is refused. */
function wrapped(upstream: Upstream, { url }: ExtensionFetch, context: Record<string, string[]>): ProxyAnswer {
  if (upstream === "timeout")
    return errorAnswer({ status: 504, category: "GATEWAY_TIMEOUT", message: "Gateway took too long to respond" }, context);
  if (upstream === "unreachable") return errorAnswer({ status: 500, category: "INTERNAL_SERVER_ERROR", message: "Network error" }, context);
  if (upstream === "tooLarge")
    return errorAnswer({ status: 400, category: "VALIDATION_ERROR", message: "Response body is larger than 1 MB" }, context);
  const full = { ...context, appServerStatusCode: [String(upstream.status)] };
  const responseBody = parsed(upstream.text);
  if (upstream.status < 300) {
    if (responseBody === undefined)
      return errorAnswer({ status: 400, category: "VALIDATION_ERROR", message: "Invalid JSON Response Body" }, full);
    return { status: upstream.status, body: { status: "success", responseBody, context: full } };
  }
  const errors = [{ message: `Unacceptable HTTP status ${upstream.status} calling ${url}` }];
  const body = {
    status: "error",
    category: "BAD_GATEWAY",
    message: "Error returned from Request Uri",
    responseBody,
    errors,
    context: full,
  } as const;
  return { status: 200, body };
}

/** undefined for what is no JSON; an empty body is null. */
function parsed(text: string): unknown {
  try {
    return text === "" ? null : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
