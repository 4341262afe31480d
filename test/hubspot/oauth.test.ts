import { afterEach, describe, expect, test } from "vitest";
import { createHubSpotOAuth } from "../../api/hubspot/oauth.ts";
import { createSandboxClock } from "../sandbox/wire/clock.ts";
import { serve, type Handler, type WireServer } from "../sandbox/wire/server.ts";

const NOW = Temporal.Instant.from("2026-11-23T12:00:00Z");
const GRANTED = {
  access_token: "A1",
  refresh_token: "R1",
  expires_in: 1800,
  token_type: "bearer",
  hub_id: 62515,
  user_id: 7,
  scopes: ["oauth"],
};

let server: WireServer;
afterEach(() => server.stop());

/** HubSpot's OAuth as the given handlers answer it, and our side of it, which waits `patienceMs` for an answer. */
async function start(handlers: Record<string, Handler>, patienceMs = 20_000) {
  const fallback: Handler = ({ method, url }) => ({ status: 404, body: { message: `no ${method} ${url.pathname}` } });
  server = await serve({ name: "oauth", port: 0, clock: createSandboxClock(), routes: handlers, fallback });
  return createHubSpotOAuth({
    appUrl: "https://app.hubspot.com",
    apiUrl: server.url,
    clientId: "client",
    clientSecret: "s&cret",
    clock: { now: () => NOW, sleep: async () => undefined },
    timeoutMs: patienceMs,
  });
}

const token = (status: number, body: object | string) => start({ "POST /oauth/2026-09/token": () => ({ status, body }) });
const sentForm = (index = 0) => Object.fromEntries(new URLSearchParams(server.requests[index]?.body));

describe("the install address", () => {
  test("separates scopes by %20 and keeps a plus sign", async () => {
    const oauth = await start({});
    const url = oauth.authorizeUrl({
      state: "a+b",
      redirectUri: "https://tieout.example/oauth/hubspot/callback",
      scopes: ["oauth", "crm.objects.deals.read"],
      optionalScopes: ["automation", "crm.objects.products.read"],
    });
    expect(url).toContain("scope=oauth%20crm.objects.deals.read&");
    expect(url).toContain("optional_scope=automation%20crm.objects.products.read");
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe("https://app.hubspot.com/oauth/authorize");
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: "client",
      state: "a+b",
      redirect_uri: "https://tieout.example/oauth/hubspot/callback",
    });
  });

  test("has no empty optional_scope", async () => {
    const oauth = await start({});
    expect(oauth.authorizeUrl({ state: "s", redirectUri: "https://x", scopes: ["oauth"], optionalScopes: [] })).not.toContain(
      "optional_scope",
    );
  });
});

describe("exchanging the code", () => {
  const exchange = { code: "C1", redirectUri: "https://tieout.example/cb" };

  test("answers the tokens, the portal, the user and what was granted", async () => {
    const oauth = await token(200, GRANTED);
    expect(await oauth.exchangeCode(exchange)).toEqual({
      tokens: { accessToken: "A1", refreshToken: "R1", expiresAt: NOW.add({ minutes: 30 }) },
      portalId: 62515,
      userId: 7,
      scopes: ["oauth"],
    });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(sentForm()).toEqual({
      grant_type: "authorization_code",
      code: "C1",
      redirect_uri: "https://tieout.example/cb",
      client_id: "client",
      client_secret: "s&cret",
    });
  });

  test("asks the token itself for what the answer left out", async () => {
    const { hub_id: _, user_id: __, ...bare } = GRANTED;
    const oauth = await start({
      "POST /oauth/2026-09/token": () => ({ status: 200, body: bare }),
      "POST /oauth/2026-09/token/introspect": () => ({ status: 200, body: { active: true, hub_id: 99, user_id: 8, scopes: ["oauth"] } }),
    });
    expect(await oauth.exchangeCode(exchange)).toMatchObject({ portalId: 99, userId: 8 });
    expect(sentForm(1)).toMatchObject({ token: "A1", token_type_hint: "access_token", client_id: "client" });
  });

  test("a code that is wrong or used is the caller's fault", async () => {
    const oauth = await token(400, { error: "invalid_grant", status: "BAD_AUTH_CODE", message: "missing or unknown auth code" });
    await expect(oauth.exchangeCode(exchange)).rejects.toMatchObject({ kind: "invalid", code: "badAuthCode" });
  });

  test("an answer without a portal is no installation", async () => {
    const { hub_id: _, ...bare } = GRANTED;
    const oauth = await start({
      "POST /oauth/2026-09/token": () => ({ status: 200, body: bare }),
      "POST /oauth/2026-09/token/introspect": () => ({ status: 200, body: { active: false } }),
    });
    await expect(oauth.exchangeCode(exchange)).rejects.toMatchObject({ kind: "unavailable" });
  });
});

describe("refreshing", () => {
  test("takes the new refresh token when there is one, and keeps the old one when there is none", async () => {
    const rotated = await token(200, { ...GRANTED, refresh_token: "R2" });
    expect(await rotated.refresh("R1")).toEqual({ accessToken: "A1", refreshToken: "R2", expiresAt: NOW.add({ minutes: 30 }) });
    await server.stop();
    const kept = await token(200, { ...GRANTED, refresh_token: undefined });
    expect(await kept.refresh("R1")).toMatchObject({ refreshToken: "R1" });
  });

  test.each<[string, number, object | string, object]>([
    ["a worthless token", 400, { error: "invalid_grant", status: "BAD_REFRESH_TOKEN" }, { kind: "notConnected", code: "tokenRevoked" }],
    ["invalid_grant alone", 400, { error: "invalid_grant" }, { kind: "notConnected", code: "tokenRevoked" }],
    ["a portal that is gone", 400, { error: "access_denied", status: "BAD_HUB" }, { kind: "notConnected", code: "portalGone" }],
    ["a wrong client id", 400, { error: "invalid_client", status: "BAD_CLIENT_ID" }, { kind: "rejected", code: "hubspotAppSettings" }],
    ["a wrong secret called invalid_grant", 400, { error: "invalid_grant", status: "BAD_CLIENT_SECRET" }, { kind: "rejected" }],
    ["a wrong secret with 401", 401, { error: "invalid_client", status: "BAD_CLIENT_SECRET" }, { kind: "rejected" }],
    ["a refusal that is not understood", 400, "<html>no</html>", { kind: "rejected" }],
    [
      "too many requests",
      429,
      { errorType: "RATE_LIMIT", policyName: "TEN_SECONDLY_ROLLING" },
      { kind: "rateLimited", retryAfterMs: 10_000 },
    ],
    ["a broken vendor that says invalid_grant", 500, { error: "invalid_grant" }, { kind: "unavailable" }],
    ["a page of a proxy", 502, "<html>bad gateway</html>", { kind: "unavailable" }],
    ["an answer without a token", 200, { token_type: "bearer" }, { kind: "unavailable" }],
    ["half an answer", 200, '{"access_token":"A1', { kind: "unavailable" }],
  ])("%s", async (_, status, body, expected) => {
    const oauth = await token(status, body);
    await expect(oauth.refresh("R1")).rejects.toMatchObject(expected);
  });

  test("no answer at all is unavailable, and no error tells a secret", async () => {
    const oauth = await start({ "POST /oauth/2026-09/token": () => ({ status: 200, body: GRANTED }) }, 100);
    for (const kind of ["drop", "hang"] as const) {
      server.faults.add({ match: {}, when: "before", kind });
      const error: unknown = await oauth.refresh("R1-secret").catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ kind: "unavailable" });
      expect(String(error)).not.toMatch(/R1-secret|s&cret/);
    }
  });
});

describe("leaving", () => {
  test("revokes the refresh token", async () => {
    const oauth = await start({ "POST /oauth/2026-09/token/revoke": () => ({ status: 200, body: "" }) });
    await oauth.revoke("R1");
    expect(sentForm()).toMatchObject({ token: "R1", token_type_hint: "refresh_token" });
  });

  test("uninstalls with the portal's token, and an app that is gone already is as good", async () => {
    const oauth = await start({
      "DELETE /appinstalls/2026-09/external-install": () => ({ status: server.requests.length === 1 ? 204 : 404 }),
    });
    await oauth.uninstall("A1");
    await oauth.uninstall("A1");
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer A1", "Bearer A1"]);
  });
});
