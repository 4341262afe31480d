import { afterEach, beforeEach, expect, test } from "vitest";
import { USERS } from "../seed/hubspot.ts";
import { caller, CLIENT, installedApp, PORTAL, type InstalledApp } from "./installed-app.ts";

const REDIRECT = "http://localhost:3000/oauth/hubspot/callback";
const SCOPES = "oauth crm.objects.deals.read";
let app: InstalledApp;
beforeEach(
  async () =>
    (app = await installedApp({
      autoApprove: true,
      redirectUrls: [REDIRECT],
      requiredScopes: SCOPES.split(" "),
      optionalScopes: ["automation"],
    })),
);
afterEach(() => app.hubspot.stop());

function authorizeUrl(changes: Record<string, string> = {}): string {
  const query = new URLSearchParams({ client_id: CLIENT.clientId, redirect_uri: REDIRECT, scope: SCOPES, state: "s1", ...changes });
  return `${app.hubspot.url}/oauth/authorize?${query.toString().replaceAll("+", "%20")}`;
}

async function code(): Promise<string> {
  const answer = await fetch(authorizeUrl(), { redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

async function form(path: string, values: Record<string, string>) {
  const body = new URLSearchParams({ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, ...values });
  const answer = await fetch(`${app.hubspot.url}/oauth/2026-09/token${path}`, { method: "POST", body });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : null) as Record<string, string> };
}

const exchange = async (values: Record<string, string> = {}) =>
  form("", { grant_type: "authorization_code", code: await code(), redirect_uri: REDIRECT, ...values });

test("auto approve redirects at once with a code and the state", async () => {
  const answer = await fetch(authorizeUrl(), { redirect: "manual" });
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toMatch(/^http:\/\/localhost:3000\/oauth\/hubspot\/callback\?code=na1-[0-9a-f]+&state=s1$/);
});

test("without it a page shows the scopes and a Connect button, which leads to the same redirect", async () => {
  app.hubspot.world.app.autoApprove = null;
  const page = await (await fetch(authorizeUrl())).text();
  expect(page).toContain("Connect app");
  expect(page).toContain("crm.objects.deals.read");
  const grant = authorizeUrl().replace("/oauth/authorize", "/oauth/authorize/grant");
  const send = (answer: string) =>
    fetch(grant, { method: "POST", redirect: "manual", body: new URLSearchParams({ answer, who: `${PORTAL}/${USERS.admin}` }) });
  expect((await send("connect")).headers.get("location")).toContain("code=");
  expect((await send("cancel")).headers.get("location")).toContain("error=access_denied");
});

test.each([
  ["an unknown client", { client_id: "other" }],
  ["a foreign redirect URL", { redirect_uri: "https://elsewhere.example/cb" }],
  ["a required scope left out", { scope: "oauth" }],
  ["a scope that the app does not have", { scope: `${SCOPES} tickets` }],
])("%s blocks the install", async (_, changes) => {
  expect((await fetch(authorizeUrl(changes), { redirect: "manual" })).status).toBe(400);
});

test("a code gives tokens of thirty minutes with portal, user and scopes, once", async () => {
  const used = await code();
  const values = { grant_type: "authorization_code", code: used, redirect_uri: REDIRECT };
  const first = await form("", values);
  expect(first).toMatchObject({
    status: 200,
    body: { expires_in: 1800, token_type: "bearer", hub_id: PORTAL, user_id: USERS.admin, scopes: SCOPES.split(" ") },
  });
  expect(await form("", values)).toMatchObject({ status: 400, body: { error: "invalid_grant", status: "BAD_AUTH_CODE" } });
});

test.each([
  ["BAD_REDIRECT_URI", { redirect_uri: "http://localhost:3000/other" }],
  ["BAD_CLIENT_ID", { client_id: "x" }],
  ["BAD_CLIENT_SECRET", { client_secret: "x" }],
  ["BAD_GRANT_TYPE", { grant_type: "password" }],
  ["BAD_REFRESH_TOKEN", { grant_type: "refresh_token", refresh_token: "x" }],
])("%s is a 400 with error, description, status and message", async (status, values) => {
  const answer = await exchange(values);
  expect(answer.status).toBe(400);
  expect(answer.body["status"]).toBe(status);
  expect(Object.keys(answer.body)).toEqual(expect.arrayContaining(["error", "error_description", "message"]));
});

test("the token endpoint takes a form and nothing else", async () => {
  const body = JSON.stringify({ grant_type: "refresh_token" });
  const json = await fetch(`${app.hubspot.url}/oauth/2026-09/token`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json" },
  });
  expect(json.status).toBe(415);
});

test("an access token ends after thirty minutes, and its refresh gives another", async () => {
  const { body } = await exchange();
  const deals = "/crm/objects/2026-09/deals";
  expect((await caller(app.hubspot.url, body["access_token"]!)("GET", deals)).status).toBe(200);
  app.clock.advance(30 * 60_000);
  expect(await caller(app.hubspot.url, body["access_token"]!)("GET", deals)).toMatchObject({
    status: 401,
    body: { category: "EXPIRED_AUTHENTICATION" },
  });
  const refreshed = await form("", { grant_type: "refresh_token", refresh_token: body["refresh_token"]! });
  expect(refreshed.body["refresh_token"]).toBe(body["refresh_token"]);
  expect((await caller(app.hubspot.url, refreshed.body["access_token"]!)("GET", deals)).status).toBe(200);
});

test("with rotation on, a used refresh token is dead", async () => {
  app.hubspot.world.app.rotateRefreshTokens = true;
  const { body } = await exchange();
  const refresh = { grant_type: "refresh_token", refresh_token: body["refresh_token"]! };
  expect((await form("", refresh)).body["refresh_token"]).not.toBe(body["refresh_token"]);
  expect((await form("", refresh)).body["status"]).toBe("BAD_REFRESH_TOKEN");
});

test("revoking ends the refresh token, while the access token lives on", async () => {
  const { body } = await exchange();
  expect((await form("/revoke", { token: body["refresh_token"]!, token_type_hint: "refresh_token" })).status).toBe(200);
  expect((await form("", { grant_type: "refresh_token", refresh_token: body["refresh_token"]! })).status).toBe(400);
  expect((await form("/introspect", { token: body["access_token"]! })).body).toMatchObject({
    active: true,
    hub_id: PORTAL,
    app_id: CLIENT.appId,
    user: "ada@northwind.example",
  });
  expect((await form("/introspect", { token: body["refresh_token"]! })).body).toEqual({ active: false });
});

test("uninstalling ends everything; a portal that is gone says BAD_HUB", async () => {
  const { body } = await exchange();
  app.hubspot.world.portals.get(PORTAL)!.gone = true;
  expect((await form("", { grant_type: "refresh_token", refresh_token: body["refresh_token"]! })).body).toMatchObject({
    error: "access_denied",
    status: "BAD_HUB",
  });
  app.hubspot.world.portals.get(PORTAL)!.gone = false;
  const call = caller(app.hubspot.url, body["access_token"]!);
  expect((await call("DELETE", "/appinstalls/2026-09/external-install")).status).toBe(204);
  expect((await call("GET", "/account-info/2026-09/details")).status).toBe(401);
  expect((await form("", { grant_type: "refresh_token", refresh_token: body["refresh_token"]! })).body["status"]).toBe("BAD_REFRESH_TOKEN");
});

test("the account has zone, currency and offset", async () => {
  expect((await app.call("GET", "/account-info/2026-09/details")).body).toMatchObject({
    portalId: PORTAL,
    timeZone: "America/New_York",
    companyCurrency: "USD",
    additionalCurrencies: ["EUR", "CAD"],
    utcOffset: "-05:00",
    utcOffsetMilliseconds: -18_000_000,
  });
});

test("a scope that was not granted is 403 MISSING_SCOPES and says which", async () => {
  const { body } = await exchange();
  expect(await caller(app.hubspot.url, body["access_token"]!)("GET", "/crm/objects/2026-09/companies")).toMatchObject({
    status: 403,
    body: { category: "MISSING_SCOPES", errors: [{ context: { requiredGranularScopes: ["crm.objects.companies.read"] } }] },
  });
});
