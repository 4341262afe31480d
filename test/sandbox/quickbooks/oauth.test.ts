import { expect, test } from "vitest";
import { APP, BASIC, quickbooksForTest } from "./for-tests.ts";
import { CA_REALM, US_REALM } from "../seed/quickbooks.ts";

const REDIRECT = "http://app.example/callback";
const QUERY = new URLSearchParams({
  client_id: APP.clientId,
  response_type: "code",
  scope: "com.intuit.quickbooks.accounting",
  redirect_uri: REDIRECT,
  state: "the-state",
});

type Tokens = { access_token: string; refresh_token: string; expires_in: number; x_refresh_token_expires_in: number; error?: string };

async function tokenCall(url: string, form: Record<string, string>, headers: Record<string, string> = BASIC) {
  const answer = await fetch(`${url}/oauth2/v1/tokens/bearer`, { method: "POST", headers, body: new URLSearchParams(form) });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Tokens };
}

async function connected(url: string) {
  const page = await fetch(`${url}/connect/oauth2?${QUERY.toString()}&auto=1`, { redirect: "manual" });
  const back = new URL(page.headers.get("location")!);
  const code = back.searchParams.get("code")!;
  return { back, code, ...(await tokenCall(url, { grant_type: "authorization_code", code, redirect_uri: REDIRECT })) };
}

test("a person chooses a company on the page and comes back with code, state and realmId", async () => {
  const { url } = await quickbooksForTest();
  const page = await fetch(`${url}/connect/oauth2?${QUERY.toString()}`);
  const html = await page.text();
  expect(html).toContain("Sandbox Company US");
  expect(html).toContain("Sandbox Company CA");
  expect(html).toContain("Connect</button>");
  const form = new URLSearchParams([...QUERY, ["realmId", CA_REALM]]);
  const chosen = await fetch(`${url}/connect/oauth2`, { method: "POST", body: form, redirect: "manual" });
  const back = new URL(chosen.headers.get("location")!);
  expect(back.origin + back.pathname).toBe(REDIRECT);
  expect(back.searchParams.get("state")).toBe("the-state");
  expect(back.searchParams.get("realmId")).toBe(CA_REALM);
  expect(back.searchParams.get("code")).toBeTruthy();
});

test("a person who cancels comes back with access_denied and no code", async () => {
  const { url } = await quickbooksForTest();
  const form = new URLSearchParams([...QUERY, ["cancel", "1"]]);
  const answer = await fetch(`${url}/connect/oauth2`, { method: "POST", body: form, redirect: "manual" });
  const back = new URL(answer.headers.get("location")!);
  expect(back.searchParams.get("error")).toBe("access_denied");
  expect(back.searchParams.get("code")).toBeNull();
});

test("an unknown client or a missing state is shown a page and never redirected", async () => {
  const { url } = await quickbooksForTest();
  for (const [name, value] of [
    ["client_id", "other"],
    ["state", ""],
  ] as const) {
    const query = new URLSearchParams(QUERY);
    query.set(name, value);
    const answer = await fetch(`${url}/connect/oauth2?${query.toString()}&auto=1`, { redirect: "manual" });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("location")).toBeNull();
  }
});

test("autoApprove joins its company without asking", async () => {
  const { url } = await quickbooksForTest({ autoApprove: { realmId: CA_REALM } });
  const answer = await fetch(`${url}/connect/oauth2?${QUERY.toString()}`, { redirect: "manual" });
  expect(new URL(answer.headers.get("location")!).searchParams.get("realmId")).toBe(CA_REALM);
});

test("a code is exchanged once, for tokens of an hour and of 100 days", async () => {
  const { url, call, connectAs } = await quickbooksForTest();
  const { back, code, status, body } = await connected(url);
  expect(status).toBe(200);
  expect(back.searchParams.get("realmId")).toBe(US_REALM);
  expect(body).toMatchObject({ token_type: "bearer", expires_in: 3600, x_refresh_token_expires_in: 8_640_000 });
  connectAs(body.access_token);
  expect((await call("GET", "/companyinfo/1")).status).toBe(200);
  const again = await tokenCall(url, { grant_type: "authorization_code", code, redirect_uri: REDIRECT });
  expect(again).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
});

test("a wrong secret is invalid_client with HTTP 401", async () => {
  const { url } = await quickbooksForTest();
  const wrong = { authorization: `Basic ${Buffer.from("app-id:wrong").toString("base64")}` };
  const answer = await tokenCall(url, { grant_type: "refresh_token", refresh_token: "x" }, wrong);
  expect(answer).toMatchObject({ status: 401, body: { error: "invalid_client" } });
});

test("the refresh token keeps its value for a day, then changes, and the old value dies a day later", async () => {
  const { url, clock } = await quickbooksForTest();
  const { body: first } = await connected(url);
  const refresh = (token: string) => tokenCall(url, { grant_type: "refresh_token", refresh_token: token });
  expect((await refresh(first.refresh_token)).body.refresh_token).toBe(first.refresh_token);
  clock.advance(24 * 3_600_000);
  const { body: second } = await refresh(first.refresh_token);
  expect(second.refresh_token).not.toBe(first.refresh_token);
  clock.advance(23 * 3_600_000);
  expect((await refresh(first.refresh_token)).body.refresh_token).toBe(second.refresh_token);
  clock.advance(2 * 3_600_000);
  expect(await refresh(first.refresh_token)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  expect((await refresh(second.refresh_token)).status).toBe(200);
});

test("rotation can be forced, and the old value made to die at once", async () => {
  const { url, oauth, configure } = await quickbooksForTest();
  const { body: first } = await connected(url);
  configure({ tokens: { oldDiesAfterSeconds: 0 } });
  oauth.rotateNow(true);
  const { body: second } = await tokenCall(url, { grant_type: "refresh_token", refresh_token: first.refresh_token });
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect((await tokenCall(url, { grant_type: "refresh_token", refresh_token: first.refresh_token })).status).toBe(400);
});

test("a refresh token that is not used for 100 days is dead", async () => {
  const { url, clock } = await quickbooksForTest();
  const { body } = await connected(url);
  clock.advance(100 * 86_400_000 + 1);
  expect((await tokenCall(url, { grant_type: "refresh_token", refresh_token: body.refresh_token })).body.error).toBe("invalid_grant");
});

test("the hard end of a refresh token is told only to those who ask", async () => {
  const { url } = await quickbooksForTest();
  const { body } = await connected(url);
  const form = { grant_type: "refresh_token", refresh_token: body.refresh_token };
  expect((await tokenCall(url, form)).body).not.toHaveProperty("x_refresh_token_hard_expires_in");
  const asked = await tokenCall(url, form, { ...BASIC, "x-include-refresh-token-hard-expires-in": "true" });
  expect(asked.body).toHaveProperty("x_refresh_token_hard_expires_in", 5 * 365 * 86_400);
});

test("an access token dies after an hour with the gateway's lower-case 401", async () => {
  const { clock, call } = await quickbooksForTest();
  clock.advance(3_600_001);
  const answer = await call("GET", "/companyinfo/1");
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({
    fault: { error: [{ code: "3200" }], type: "AUTHENTICATION" },
    batchItemResponse: [],
    queryResponse: null,
  });
});

test("a token of one company opens no other", async () => {
  const { call, connectAs, oauth } = await quickbooksForTest();
  connectAs(oauth.grantDirectly(CA_REALM).access_token);
  const answer = await call("GET", "/companyinfo/1");
  expect(answer.status).toBe(403);
  expect(answer.body).toMatchObject({ Fault: { Error: [{ code: "3100" }], type: "AuthorizationFault" } });
});

test("revoking kills both tokens", async () => {
  const { url, call, connectAs } = await quickbooksForTest();
  const { body } = await connected(url);
  connectAs(body.access_token);
  const revoke = () =>
    fetch(`${url}/v2/oauth2/tokens/revoke`, {
      method: "POST",
      headers: { ...BASIC, "content-type": "application/json" },
      body: JSON.stringify({ token: body.refresh_token }),
    });
  expect((await revoke()).status).toBe(200);
  expect((await call("GET", "/companyinfo/1")).status).toBe(401);
  expect((await tokenCall(url, { grant_type: "refresh_token", refresh_token: body.refresh_token })).body.error).toBe("invalid_grant");
  expect((await revoke()).status).toBe(400);
});

test("every answer carries intuit_tid", async () => {
  const { url, call } = await quickbooksForTest();
  expect((await call("GET", "/companyinfo/1")).headers.get("intuit_tid")).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect((await call("GET", "/nothing/1")).headers.get("intuit_tid")).toBeTruthy();
  expect((await tokenCall(url, { grant_type: "x" })).headers.get("intuit_tid")).toBeTruthy();
  expect((await fetch(`${url}/elsewhere`)).headers.get("intuit_tid")).toBeTruthy();
});
