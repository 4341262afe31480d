import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { SandboxClock } from "./clock.ts";
import { createFaults, spoil, type Fault, type Faults } from "./faults.ts";

export type WireRequest = { method: string; url: URL; headers: IncomingHttpHeaders; body: Buffer; params: Record<string, string> };
/** `body` as an object is sent as JSON; a string or bytes are sent as they are. */
export type WireAnswer = { status: number; headers?: Record<string, string>; body?: string | Buffer | object };
export type Handler = (request: WireRequest) => WireAnswer | Promise<WireAnswer>;
/** "POST /crm/objects/:type" → handler; the first that matches wins. */
export type Routes = Record<string, Handler>;
/** One line of the request log, as `GET /control/requests` gives it. */
type LoggedRequest = {
  at: string;
  method: string;
  path: string;
  body: string;
  headers: IncomingHttpHeaders;
  status: number | null;
  answer: string | null;
  fault: Fault | null;
};

export type WireServer = { url: string; port: number; faults: Faults; requests: LoggedRequest[]; stop(): Promise<void> };
type Needs = { name: string; port: number; clock: SandboxClock; routes: Routes; control?: Routes; fallback: Handler };

/** Serves one simulated vendor on 127.0.0.1 (port 0: any free one), with faults, a request log and the control API under /control. */
export async function serve({ port, clock, routes, control = {}, fallback }: Needs): Promise<WireServer> {
  const faults = createFaults();
  const requests: LoggedRequest[] = [];
  const controlTable = compile({ ...wireControl(faults, requests, clock), ...control });
  const table = compile(routes);

  const server = createServer((incoming, outgoing) => {
    void answerOne(incoming, outgoing).catch((error: unknown) => {
      if (!outgoing.headersSent) send(outgoing, { status: 500, body: { bug: String(error), stack: (error as Error).stack } });
    });
  });
  async function answerOne(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    if (request.url.pathname.startsWith("/control/")) {
      return send(outgoing, await dispatch(controlTable, request, () => ({ status: 404, body: { error: "no such control" } })));
    }
    const fault = faults.strike(request);
    const line: LoggedRequest = {
      at: new Date(clock.now()).toISOString(),
      method: request.method,
      path: request.url.pathname + request.url.search,
      body: request.body.toString("utf8"),
      headers: request.headers,
      status: null,
      answer: null,
      fault,
    };
    requests.push(line);
    if (requests.length > 50_000) requests.shift();
    if (fault?.delayMs && fault.when === "before") await wait(fault.delayMs);
    const silentBefore = fault?.when === "before" && fault.kind !== "delay";
    let answer: WireAnswer | null = silentBefore ? null : await dispatch(table, request, fallback);
    if (fault?.delayMs && fault.when === "after") await wait(fault.delayMs);
    if (fault) answer = spoil(fault, answer);
    line.status = answer?.status ?? null;
    line.answer = answer?.body === undefined ? null : bytesOf(answer).toString("utf8").slice(0, 20_000);
    if (answer === null) return fault?.kind === "hang" ? undefined : void outgoing.socket?.destroy();
    if (fault?.kind === "truncate") return truncate(outgoing, answer);
    send(outgoing, answer);
  }
  server.keepAliveTimeout = 1_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    faults,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The controls that every simulator has: faults, clock, request log. */
function wireControl(faults: Faults, requests: LoggedRequest[], clock: SandboxClock): Routes {
  const time = () => ({ status: 200, body: { now: new Date(clock.now()).toISOString() } });
  return {
    "GET /control/requests": () => ({ status: 200, body: requests }),
    "DELETE /control/requests": () => ({ status: 200, body: { forgotten: requests.splice(0).length } }),
    "GET /control/faults": () => ({ status: 200, body: faults.list() as object }),
    "POST /control/faults": (request) => ({ status: 201, body: { id: faults.add(jsonOf(request) as Fault) } }),
    "DELETE /control/faults": () => (faults.clear(), { status: 200, body: {} }),
    "GET /control/clock": time,
    "POST /control/clock": (request) => {
      const { now, advanceMs, frozen } = jsonOf(request) as { now?: string; advanceMs?: number; frozen?: boolean };
      if (now) clock.set(Date.parse(now), frozen);
      if (advanceMs) clock.advance(advanceMs);
      return time();
    },
  };
}

/** The JSON body of a request; an empty body is {}. */
export function jsonOf(request: WireRequest): unknown {
  return request.body.length === 0 ? {} : JSON.parse(request.body.toString("utf8"));
}

type Compiled = { method: string; pattern: URLPattern; handler: Handler }[];

function compile(routes: Routes): Compiled {
  return Object.entries(routes).map(([key, handler]) => {
    const [method, pathname] = key.split(" ") as [string, string];
    return { method, pattern: new URLPattern({ pathname }), handler };
  });
}

async function dispatch(table: Compiled, request: WireRequest, fallback: Handler): Promise<WireAnswer> {
  for (const { method, pattern, handler } of table) {
    if (method !== request.method) continue;
    const match = pattern.exec({ pathname: request.url.pathname });
    if (match)
      return handler({
        ...request,
        params: Object.fromEntries(Object.entries(match.pathname.groups).map(([key, value]) => [key, decodeURIComponent(value ?? "")])),
      });
  }
  return fallback(request);
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host ?? "127.0.0.1"}`);
  return { method: incoming.method ?? "GET", url, headers: incoming.headers, body: Buffer.concat(chunks), params: {} };
}

function bytesOf({ body }: WireAnswer): Buffer {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function headersOf(answer: WireAnswer): Record<string, string> {
  const isJson = typeof answer.body === "object" && !Buffer.isBuffer(answer.body);
  return { ...(isJson ? { "content-type": "application/json;charset=UTF-8" } : {}), ...answer.headers };
}

function send(outgoing: ServerResponse, answer: WireAnswer): void {
  const bytes = bytesOf(answer);
  outgoing.writeHead(answer.status, { ...headersOf(answer), "content-length": String(bytes.length) });
  outgoing.end(bytes);
}

function truncate(outgoing: ServerResponse, answer: WireAnswer): void {
  const bytes = bytesOf(answer);
  outgoing.writeHead(answer.status, { ...headersOf(answer), "content-length": String(Math.floor(bytes.length / 2)) });
  outgoing.end(bytes.subarray(0, Math.floor(bytes.length / 2)));
}
