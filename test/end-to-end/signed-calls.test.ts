import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { callHeaders, signV2, signV3 } from "../sandbox/hubspot/signature.ts";
import { visitor } from "../sandbox/sandbox.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { startStage, type Stage } from "./harness.ts";
import { fromNowOn, type WrittenSince } from "./written-since.ts";

const STRANGER_PORTAL = 999_000_111;

let stage: Stage;
let written: WrittenSince;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  written = await fromNowOn(stage);
});

type Call = { method: "GET" | "POST" | "PUT"; path: string; query: string; body: string };
type Signed = Call & { timestamp: number; secret: string };

const who = (changes: Record<string, string | number> = {}) =>
  new URLSearchParams(
    Object.entries({ ...visitor("admin"), appId: stage.config.HUBSPOT_APP_ID, ...changes }).map(([key, value]) => [key, String(value)]),
  ).toString();
const now = () => stage.clock.now().epochMilliseconds;
const urlOf = ({ path, query }: Pick<Call, "path" | "query">) => `${stage.url}${path}?${query}`;

function send(call: Call, headers: Record<string, string>): Promise<Response> {
  const { method, body } = call;
  return fetch(urlOf(call), { method, headers: { "content-type": "application/json", ...headers }, ...(method === "GET" ? {} : { body }) });
}

/** Signed as hubspot.fetch signs it; `sign` may put its name under something else than what is sent. */
function sendSigned(call: Call, changes: Partial<Signed> = {}): Promise<Response> {
  const { secret, timestamp, ...signed } = { ...call, secret: stage.config.HUBSPOT_CLIENT_SECRET, timestamp: now(), ...changes };
  return send(call, callHeaders(secret, { ...signed, url: urlOf(signed), timestamp }));
}

const DEAL = `/ui/deals/${DEAL_IDS.globex}`;
const OTHER_DEAL = `/ui/deals/${DEAL_IDS.acme}`;
const push = (query = who()): Call => ({ method: "POST", path: `${DEAL}/push`, query, body: JSON.stringify({ idempotencyKey: "door" }) });
const CALLS: Record<string, (query?: string) => Call> = {
  "looking at a deal": (query = who()) => ({ method: "GET", path: DEAL, query, body: "" }),
  "pushing a deal": push,
  "changing the settings": (query = who()) => ({
    method: "PUT",
    path: "/ui/settings",
    query,
    body: JSON.stringify({ automaticPush: false }),
  }),
  "joining a company": (query = who()) => ({ method: "POST", path: "/ui/quickbooks/connect", query, body: "{}" }),
  "leaving a company": (query = who()) => ({ method: "POST", path: "/ui/quickbooks/disconnect", query, body: "{}" }),
};

type Attempt = (make: (query?: string) => Call) => Promise<Response>;
const FORGERIES: Record<string, Attempt> = {
  "carries no signature": (make) => send(make(), {}),
  "is signed with another secret": (make) => sendSigned(make(), { secret: "somebody else's" }),
  "is signed for another address": (make) => sendSigned(make(), { path: OTHER_DEAL }),
  "is signed for another person": (make) => sendSigned(make(), { query: who({ userId: USERS.rep }) }),
  "is signed for another portal": (make) => sendSigned(make(), { query: who({ portalId: STRANGER_PORTAL }) }),
  "is signed for another method": (make) => sendSigned(make(), { method: make().method === "GET" ? "POST" : "GET" }),
  "is signed for another body": (make) => sendSigned(make(), { body: '{"idempotencyKey":"other"}' }),
  "carries only the old signature, which has no time": (make) => {
    const call = make();
    const v2 = signV2(stage.config.HUBSPOT_CLIENT_SECRET, { ...call, url: urlOf(call) });
    return send(call, { "X-HubSpot-Signature": v2, "X-HubSpot-Signature-Version": "v2" });
  },
  "is older than five minutes": (make) => sendSigned(make(), { timestamp: now() - 300_001 }),
  "lies in the future": (make) => sendSigned(make(), { timestamp: now() + 30_001 }),
  "has a time that is no number": (make) => {
    const call = make();
    const v3 = signV3(stage.config.HUBSPOT_CLIENT_SECRET, { ...call, url: urlOf(call), timestamp: Number.NaN });
    return send(call, { "X-HubSpot-Request-Timestamp": "NaN", "X-HubSpot-Signature-v3": v3 });
  },
  "is for another app": (make) => sendSigned(make(who({ appId: 1 }))),
  "is for a portal that has not installed us": (make) => sendSigned(make(who({ portalId: STRANGER_PORTAL }))),
  "names no portal": (make) => sendSigned(make(`userId=${USERS.admin}&appId=${stage.config.HUBSPOT_APP_ID}`)),
  "names no person": (make) => sendSigned(make(`portalId=${NORTHWIND_PORTAL}&appId=${stage.config.HUBSPOT_APP_ID}`)),
  "names two portals": (make) => sendSigned(make(`portalId=${STRANGER_PORTAL}&${who()}`)),
};

describe.each(Object.entries(CALLS))("%s", (_name, make) => {
  test("is let in when it is signed", async () => {
    const probe = make();
    if (probe.method === "GET") expect((await sendSigned(probe)).status).toBe(200);
    else expect((await sendSigned({ ...probe, body: "{" })).status).not.toBe(401);
  });

  test.each(Object.entries(FORGERIES))("is refused when the call %s, and nothing is written", async (_how, forge) => {
    const answer = await forge(make);
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: expect.any(String), requestId: expect.any(String) } });
    await written.expectNothing();
  });
});

describe("roles", () => {
  const asRep = () => who({ userId: USERS.rep });

  test.each([
    ["viewer", "pushing a deal"],
    ["viewer", "changing the settings"],
    ["pusher", "changing the settings"],
    ["pusher", "joining a company"],
    ["finance", "changing the settings"],
    ["finance", "leaving a company"],
  ] as const)("a %s is refused %s, and nothing is written", async (role, what) => {
    await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { roles: { [USERS.rep]: role } } });
    written = await fromNowOn(stage);
    expect((await sendSigned((CALLS[what] ?? push)(asRep()))).status).toBe(403);
    await written.expectNothing();
  });

  test("a portal named in the body counts for nothing: the signed address alone says whose deal it is", async () => {
    const body = JSON.stringify({ idempotencyKey: "body", portalId: STRANGER_PORTAL, userId: USERS.admin });
    await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { roles: { [USERS.rep]: "viewer" } } });
    written = await fromNowOn(stage);
    expect((await sendSigned({ ...push(asRep()), body })).status).toBe(403);
    await written.expectNothing();
  });
});
