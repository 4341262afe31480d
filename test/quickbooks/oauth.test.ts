import { describe, expect, test } from "vitest";
import { createQuickBooksOAuth } from "../../api/quickbooks/oauth.ts";
import { NOON, NOON_CLOCK } from "./connection-store.ts";
import { scriptedVendor, type Asked, type Scripted } from "./scripted-vendor.ts";

const GRANTED = {
  token_type: "bearer",
  access_token: "new-access",
  refresh_token: "new-refresh",
  expires_in: 3600,
  x_refresh_token_expires_in: 8726400,
};

async function signIn(answer: (asked: Asked) => Scripted) {
  const vendor = await scriptedVendor(answer);
  const oauth = createQuickBooksOAuth({
    clientId: "app id",
    clientSecret: "app secret",
    authorizeUrl: "https://appcenter.intuit.com/connect/oauth2",
    tokenUrl: `${vendor.url}/tokens/bearer`,
    revokeUrl: `${vendor.url}/tokens/revoke`,
    clock: NOON_CLOCK,
  });
  return { vendor, oauth };
}

describe("signing in to QuickBooks", () => {
  test("the browser is sent away with the accounting scope, the state and the way back", async () => {
    const { vendor, oauth } = await signIn(() => ({}));
    await using _ = vendor;
    const url = new URL(oauth.authorizeUrl({ state: "s&1", redirectUri: "https://app.example/oauth/quickbooks/callback" }));
    expect(url.origin + url.pathname).toBe("https://appcenter.intuit.com/connect/oauth2");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: "app id",
      response_type: "code",
      scope: "com.intuit.quickbooks.accounting",
      redirect_uri: "https://app.example/oauth/quickbooks/callback",
      state: "s&1",
    });
  });

  test("a code becomes tokens that end an hour after they were asked for", async () => {
    const { vendor, oauth } = await signIn(() => ({ body: GRANTED }));
    await using _ = vendor;
    const tokens = await oauth.exchangeCode({ code: "c 1", redirectUri: "https://app.example/back" });
    expect(tokens).toEqual({ accessToken: "new-access", refreshToken: "new-refresh", expiresAt: NOON.add({ hours: 1 }) });
    const [asked] = vendor.asked;
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      grant_type: "authorization_code",
      code: "c 1",
      redirect_uri: "https://app.example/back",
    });
    expect(asked?.headers.authorization).toBe(`Basic ${Buffer.from("app id:app secret").toString("base64")}`);
  });

  test.each([
    ["invalid_grant means that the access is lost", 400, { error: "invalid_grant" }, { kind: "notConnected", code: "invalid_grant" }],
    [
      "wrong keys of the app are for the admin to mend",
      401,
      { error: "invalid_client" },
      { kind: "rejected", code: "invalid_client", fixBy: "admin" },
    ],
    ["a server in trouble never means disconnected", 503, { error: "invalid_grant" }, { kind: "unavailable" }],
    ["an answer in HTML never means disconnected", 400, "<html>Bad request</html>", { kind: "unavailable" }],
    ["a page in place of tokens is no token", 200, "<html>Maintenance</html>", { kind: "unavailable" }],
    ["tokens without a refresh token are no tokens", 200, { access_token: "a", expires_in: 3600 }, { kind: "unavailable" }],
    ["too many requests means wait", 429, "", { kind: "rateLimited", retryAfterMs: 60_000 }],
  ])("%s", async (_name, status, body, error) => {
    const { vendor, oauth } = await signIn(() => ({ status, body }));
    await using _ = vendor;
    await expect(oauth.refresh("old")).rejects.toMatchObject(error);
    expect(vendor.asked).toHaveLength(1);
  });

  test("a cut connection never means disconnected, and the refresh is not sent twice", async () => {
    const { vendor, oauth } = await signIn(() => ({ drop: true }));
    await using _ = vendor;
    await expect(oauth.refresh("old")).rejects.toMatchObject({ kind: "unavailable" });
    expect(vendor.asked).toHaveLength(1);
  });

  test("revoking sends the token as JSON, and a token that is dead already is no error", async () => {
    const { vendor, oauth } = await signIn(({ body }) => ({ status: body.includes("dead") ? 400 : 200 }));
    await using _ = vendor;
    await oauth.revoke("alive");
    await oauth.revoke("dead");
    expect(vendor.asked.map(({ body }) => body)).toEqual(['{"token":"alive"}', '{"token":"dead"}']);
  });
});
