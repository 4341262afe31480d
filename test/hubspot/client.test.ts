import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "../../api/domain/errors.ts";
import { createHubSpotClient } from "../../api/hubspot/client.ts";
import { refusalOf } from "../../api/hubspot/faults.ts";
import { createHubSpotTokens } from "../../api/hubspot/tokens.ts";
import { createTransport } from "../../api/hubspot/transport.ts";
import type { Tokens } from "../../api/ports/oauth.ts";
import { NO_JOURNAL } from "../no-journal.ts";
import { recordedLimiter } from "../no-limits.ts";
import { createSandboxClock } from "../sandbox/wire/clock.ts";
import { serve, type Handler, type WireServer } from "../sandbox/wire/server.ts";
import { createMemoryLog, createOnePortal } from "./one-portal.ts";

const NOW = Temporal.Instant.from("2026-11-23T12:00:00Z");
const PORTAL = 62515;
const clock = { now: () => NOW, sleep: async () => undefined };
const anything = z.unknown();

let server: WireServer;
afterEach(() => server.stop());

function tokens(name: string, minutesLeft = 30): Tokens {
  return { accessToken: name, refreshToken: `refresh-${name}`, expiresAt: NOW.add({ minutes: minutesLeft }) };
}

async function start(answer: Handler, stored: Tokens | null = tokens("A1"), patienceMs = 20_000) {
  server = await serve({ name: "api", port: 0, clock: createSandboxClock(), routes: {}, fallback: answer });
  const { store, state } = createOnePortal(PORTAL, stored);
  const log = createMemoryLog();
  const limiter = recordedLimiter();
  const asked: string[] = [];
  const oauth = {
    refresh: async (refreshToken: string) => {
      asked.push(refreshToken);
      if (refreshToken.endsWith("dead")) throw new AppError("notConnected", "gone", { code: "tokenRevoked" });
      if (refreshToken.endsWith("gone")) throw new AppError("notConnected", "gone", { code: "portalGone" });
      return tokens(`${refreshToken}-fresh`);
    },
  };
  const accessToken = createHubSpotTokens({ store, oauth, clock, journal: NO_JOURNAL, portalId: PORTAL });
  const send = createTransport({ apiUrl: server.url, timeoutMs: patienceMs });
  return {
    call: createHubSpotClient({ send, accessToken, clock, log, limiter, portalId: PORTAL, journal: NO_JOURNAL }),
    state,
    log,
    asked,
    limiter,
  };
}

const always = (status: number, body: object | string, headers: Record<string, string> = {}) => start(() => ({ status, body, headers }));
const read = { method: "GET", path: "/crm/objects/2026-09/deals/1" } as const;
const sentTokens = () => server.requests.map(({ headers }) => headers.authorization);

async function errorOf(work: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof AppError) return thrown;
  throw new Error(`not an AppError: ${String(thrown)}`);
}

describe("a call to HubSpot", () => {
  test("sends method, path, query, JSON and the token, and answers what the schema understands", async () => {
    const { call } = await always(200, { id: "1", more: true });
    const answer = await call(z.object({ id: z.string() }), {
      method: "POST",
      path: "/crm/objects/2026-09/deals/batch/read",
      query: { archived: "false", properties: "a,b" },
      body: { inputs: [{ id: "1" }] },
    });
    expect(answer).toEqual({ id: "1" });
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      path: "/crm/objects/2026-09/deals/batch/read?archived=false&properties=a%2Cb",
      body: '{"inputs":[{"id":"1"}]}',
      headers: { authorization: "Bearer A1", "content-type": "application/json" },
    });
  });

  test("takes an empty answer, and one with several statuses", async () => {
    const { call } = await start(({ url }) => ({
      status: url.pathname === "/empty" ? 204 : 207,
      body: url.pathname === "/empty" ? "" : {},
    }));
    expect(await call(anything, { method: "DELETE", path: "/empty" })).toBeNull();
    expect(await call(anything, read)).toEqual({});
  });

  test("an answer of another form is unavailable, and says where but not what", async () => {
    const { call } = await always(200, { id: 5, email: "ada@example.com" });
    const error = await errorOf(call(z.object({ id: z.string() }), read));
    expect(error).toMatchObject({ kind: "unavailable", code: "hubspotAnswer" });
    expect(error.cause).toEqual({ status: 200, places: ["id: invalid_type"] });
  });

  test("is made once: waiting and trying again is the queue's", async () => {
    const { call } = await always(503, "");
    await errorOf(call(anything, read));
    expect(server.requests).toHaveLength(1);
  });

  test("writes no token and no body to the log", async () => {
    const { call, log } = await always(200, { properties: { email: "ada@example.com" } }, { "x-hubspot-correlation-id": "c-1" });
    await call(anything, read);
    expect(log.lines).toEqual([expect.stringContaining('"status":200')]);
    expect(log.lines[0]).toContain("c-1");
    expect(log.lines[0]).not.toMatch(/A1|ada/);
  });
});

describe("the token of a call", () => {
  const onlyFresh: Handler = ({ headers }) => ({ status: headers.authorization?.endsWith("fresh") ? 200 : 401, body: {} });

  test("is refreshed under the portal's lock before it runs out", async () => {
    const { call, state, asked } = await start(onlyFresh, tokens("A1", 4));
    await call(anything, read);
    expect(asked).toEqual(["refresh-A1"]);
    expect(state.locks).toEqual(["refresh:hubspot:62515"]);
    expect(sentTokens()).toEqual(["Bearer refresh-A1-fresh"]);
  });

  test("is refreshed once after a 401, and the call made again", async () => {
    const { call, asked, state } = await start(onlyFresh);
    await call(anything, read);
    expect(asked).toEqual(["refresh-A1"]);
    expect(sentTokens()).toEqual(["Bearer A1", "Bearer refresh-A1-fresh"]);
    expect(state.saved).toHaveLength(1);
  });

  test("twenty calls with a refused token make one refresh", async () => {
    const { call, asked } = await start(onlyFresh);
    await Promise.all(Array.from({ length: 20 }, () => call(anything, read)));
    expect(asked).toEqual(["refresh-A1"]);
  });

  test("a fresh token that is refused too does not lose the connection", async () => {
    const { call, state } = await always(401, { category: "INVALID_AUTHENTICATION" });
    expect(await errorOf(call(anything, read))).toMatchObject({ kind: "unavailable", code: "hubspotUnauthorized" });
    expect(server.requests).toHaveLength(2);
    expect(state.portal).toBe("installed");
  });

  test("a worthless refresh token makes the portal wait for a person, and HubSpot is not asked again", async () => {
    const { call, state, asked } = await start(onlyFresh, { ...tokens("A1", 0), refreshToken: "dead" });
    expect(await errorOf(call(anything, read))).toMatchObject({ kind: "notConnected", code: "tokenRevoked" });
    expect(state.portal).toBe("needsReconnect");
    expect(state.buried).toEqual(["connectionLost: HubSpot"]);
    expect(await errorOf(call(anything, read))).toMatchObject({ kind: "notConnected", fixBy: "admin" });
    expect(asked).toEqual(["dead"]);
    expect(server.requests).toEqual([]);
  });

  test("a connection that was made anew at that very moment is not lost", async () => {
    const { store, state } = createOnePortal(PORTAL, { ...tokens("A1", 0), refreshToken: "dead" });
    const dead = new AppError("notConnected", "gone", { code: "tokenRevoked" });
    const refresh = async () => {
      // The next reading still sees the old tokens; the one after it, which decides, sees the new.
      const { inPortal } = store;
      let readings = 0;
      store.inPortal = (id, work) => {
        if (++readings === 2) state.tokens = tokens("B1");
        return inPortal(id, work);
      };
      throw dead;
    };
    const accessToken = createHubSpotTokens({ store, oauth: { refresh }, clock, journal: NO_JOURNAL, portalId: PORTAL });
    server = await serve({ name: "api", port: 0, clock: createSandboxClock(), routes: {}, fallback: () => ({ status: 200 }) });
    await expect(accessToken()).rejects.toBe(dead);
    expect(state.portal).toBe("installed");
  });

  test("an account that is gone is uninstalled", async () => {
    const { call, state } = await start(onlyFresh, { ...tokens("A1", 0), refreshToken: "gone" });
    expect(await errorOf(call(anything, read))).toMatchObject({ kind: "notConnected", code: "portalGone" });
    expect(state.portal).toBe("uninstalled");
  });
});

describe("what HubSpot refuses", () => {
  const tenSeconds = {
    errorType: "RATE_LIMIT",
    policyName: "TEN_SECONDLY_ROLLING",
    message: "You have reached your ten_secondly_rolling limit.",
  };
  test.each<[string, number, object | string, Record<string, string>, object]>([
    ["404", 404, { category: "OBJECT_NOT_FOUND" }, {}, { kind: "notFound" }],
    ["409", 409, { category: "CONFLICT" }, {}, { kind: "conflict" }],
    ["423", 423, {}, {}, { kind: "unavailable", retryAfterMs: 2_000 }],
    ["429 of ten seconds", 429, tenSeconds, {}, { kind: "rateLimited", retryAfterMs: 10_000 }],
    ["429 of a search", 429, { message: "You have reached your secondly limit." }, {}, { kind: "rateLimited", retryAfterMs: 1_000 }],
    ["429 of the day", 429, { policyName: "DAILY" }, {}, { kind: "rateLimited", retryAfterMs: 3_600_000 }],
    ["429 unexplained", 429, "", {}, { kind: "rateLimited", retryAfterMs: 60_000 }],
    ["429 with a time", 429, tenSeconds, { "retry-after": "3" }, { kind: "rateLimited", retryAfterMs: 3_000 }],
    ["477 with a time", 477, {}, { "retry-after": "120" }, { kind: "rateLimited", retryAfterMs: 120_000 }],
    ["477 with a nonsensical time", 477, {}, { "retry-after": "soon" }, { kind: "rateLimited", retryAfterMs: 60_000 }],
    ["500", 500, {}, {}, { kind: "unavailable" }],
    ["502 with a page", 502, "<html>", {}, { kind: "unavailable" }],
    ["521", 521, "", {}, { kind: "unavailable" }],
    ["400", 400, { category: "VALIDATION_ERROR" }, {}, { kind: "rejected", code: "hubspotRefused" }],
    ["414", 414, "", {}, { kind: "rejected" }],
    ["403 without a reason", 403, {}, {}, { kind: "rejected", code: "hubspotForbidden", fixBy: "admin" }],
  ])("%s", async (_, status, body, headers, expected) => {
    const { call } = await always(status, body, headers);
    expect(await errorOf(call(anything, read))).toMatchObject(expected);
  });

  test("a missing permission is named to the admin", async () => {
    const { call } = await always(403, {
      category: "MISSING_SCOPES",
      errors: [{ message: "One or more", context: { requiredGranularScopes: ["crm.schemas.deals.write"] } }],
    });
    const error = await errorOf(call(anything, read));
    expect(error).toMatchObject({ kind: "rejected", code: "hubspotMissingScopes", fixBy: "admin" });
    expect(error.message).toContain("crm.schemas.deals.write");
  });

  test("the cause keeps category, codes, properties and correlation id, and never what HubSpot quotes", async () => {
    const { call } = await always(400, {
      status: "error",
      message:
        'Property values were not valid: [{"isValid":false,"message":"ada@example.com is no number","error":"INVALID_DOUBLE","name":"tieout_paid"}]',
      correlationId: "c-2",
      category: "VALIDATION_ERROR",
      errors: [{ message: "ada", code: "MISSING_REQUIRED_PROPERTY", context: { propertyName: ["closed_lost_reason"] } }],
    });
    const error = await errorOf(call(anything, read));
    expect(refusalOf(error)).toEqual({
      status: 400,
      category: "VALIDATION_ERROR",
      subCategory: null,
      codes: ["MISSING_REQUIRED_PROPERTY", "INVALID_DOUBLE"],
      properties: ["closed_lost_reason", "tieout_paid"],
      scopes: [],
      correlationId: "c-2",
    });
    expect(JSON.stringify(error) + error.message).not.toContain("ada");
  });

  test("the correlation id may stand in the headers alone", async () => {
    const { call } = await always(503, "<html>", { "x-hubspot-correlation-id": "c-3" });
    expect(refusalOf(await errorOf(call(anything, read)))).toMatchObject({ correlationId: "c-3" });
  });

  test("an error body of any shape is taken as it comes", async () => {
    for (const body of [[], null, { errors: "many", category: 5, context: [] }, { errors: [null, { context: { propertyName: "x" } }] }]) {
      const { call } = await always(400, JSON.stringify(body));
      expect(await errorOf(call(anything, read))).toMatchObject({ kind: "rejected" });
      await server.stop();
    }
  });

  test("a cut connection, silence and half an answer are unavailable", async () => {
    const { call } = await start(() => ({ status: 200, body: { id: "1" } }), tokens("A1"), 100);
    for (const kind of ["drop", "hang", "truncate"] as const) {
      server.faults.add({ match: {}, when: "after", kind });
      expect(await errorOf(call(anything, read))).toMatchObject({ kind: "unavailable", code: "hubspotNoAnswer" });
    }
  });

  test("JSON that ends in the middle is unavailable, and what it held is not told", async () => {
    const { call } = await always(200, '{"email":"ada@example.com');
    const error = await errorOf(call(anything, read));
    expect(error).toMatchObject({ kind: "unavailable" });
    expect(String(error.cause)).not.toContain("ada");
  });
});

describe("the limits of an account", () => {
  const search = { method: "POST", path: "/crm/objects/2026-09/deals/search", body: {} } as const;

  test("every call waits for its turn, also one sent again; searches wait in a lane of their own", async () => {
    const { call, limiter } = await start(() => ({ status: server.requests.length === 1 ? 401 : 200, body: {} }));
    await call(anything, read);
    await call(anything, search);
    expect(server.requests).toHaveLength(3);
    expect(limiter).toMatchObject({ ran: ["hubspot 62515", "hubspot 62515", "hubspotSearch 62515"], paused: [] });
  });

  test("whoever is told to wait has everybody wait", async () => {
    const { call, limiter } = await always(429, { policyName: "TEN_SECONDLY_ROLLING" });
    await errorOf(call(anything, read));
    expect(limiter.paused).toEqual(["hubspot 62515 10000"]);
  });

  test("a refusal that is no limit stops nobody", async () => {
    const { call, limiter } = await always(423, {});
    await errorOf(call(anything, read));
    expect(limiter.paused).toEqual([]);
  });
});
