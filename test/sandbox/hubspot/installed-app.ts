import type { WireAnswer } from "../wire/server.ts";
import { createSandboxClock, type SandboxClock } from "../wire/clock.ts";
import { NORTHWIND_PORTAL, USERS } from "../seed/hubspot.ts";
import { startHubSpot, type HubSpotOptions, type HubSpotSandbox } from "./hubspot.ts";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export const CLIENT = { appId: 424_242, clientId: "client-id", clientSecret: "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy" };
export const PORTAL = NORTHWIND_PORTAL;

const OBJECTS = ["deals", "companies", "contacts", "line_items", "products", "quotes"];
const ALL_SCOPES = [
  ...["oauth", "automation", "crm.objects.owners.read"],
  ...OBJECTS.flatMap((object) => [`crm.objects.${object}.read`, `crm.objects.${object}.write`, `crm.schemas.${object}.write`]),
];

/** An answer read loosely, as an object, a list or a text: each test says what it expects. */
export type Json = { [key: string]: Json } & Json[] & string;
type Answer = { status: number; headers: Headers; body: Json };
export type Call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
export type InstalledApp = { hubspot: HubSpotSandbox; clock: SandboxClock; call: Call; token: string };

/** A sandbox under a frozen clock with the app installed in the seed's portal, and a client with its token. */
export async function installedApp(options: Partial<HubSpotOptions> & { scopes?: string[] } = {}): Promise<InstalledApp> {
  const clock = createSandboxClock();
  clock.set(Date.parse("2026-11-24T15:00:00Z"), true);
  const { scopes = ALL_SCOPES, ...rest } = options;
  const hubspot = await startHubSpot({ ...CLIENT, clock, webhooks: { repeatOneIn: 0 }, ...rest });
  const token = hubspot.world.oauth.issueAccess({ portalId: PORTAL, userId: USERS.admin, scopes }, 1_800).token;
  return { hubspot, clock, token, call: caller(hubspot.url, token) };
}

/** A client that sends JSON with a bearer token. */
export function caller(url: string, token: string): Call {
  return async (method, path, body, headers = {}) => {
    const sent = { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }), ...headers };
    const answer = await fetch(url + path, {
      method,
      headers: sent,
      redirect: "manual",
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: (text === "" ? null : JSON.parse(text)) as Json };
  };
}

type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: string };
export type Receiver = {
  url: string;
  requests: Received[];
  answerWith(answer: (request: Received, count: number) => WireAnswer): void;
  /** The first request there is, as soon as it is there. */
  first(): Promise<Received>;
  stop(): Promise<void>;
};

/** The app's side of the wire: keeps what comes, answers as told (200 and {}); status 0 cuts the connection, -1 never answers. */
export async function receiver(): Promise<Receiver> {
  const requests: Received[] = [];
  const arrived = Promise.withResolvers<Received>();
  let answer: (request: Received, count: number) => WireAnswer = () => ({ status: 200, body: {} });
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const { method = "", url = "", headers } = incoming;
      const request = { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
      requests.push(request);
      arrived.resolve(request);
      const { status, headers: more = {}, body = "" } = answer(request, requests.length);
      if (status === 0) return void incoming.socket.destroy();
      if (status === -1) return;
      outgoing.writeHead(status, more).end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    first: () => arrived.promise,
    answerWith: (next) => void (answer = next),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
