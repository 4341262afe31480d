import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { Tokens } from "../ports/oauth.ts";

type Needs = {
  clientId: string;
  clientSecret: string;
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  clock: Clock;
  fetch?: typeof fetch;
};

/** The three OAuth calls of the app, for every company alike. */
export type QuickBooksOAuth = {
  /** Where the browser goes to grant access; it comes back with `code`, `state` and, only there, `realmId`. */
  authorizeUrl(grant: { state: string; redirectUri: string }): string;
  /** Throws notConnected (`invalid_grant`) when the code was used or is too old. */
  exchangeCode(grant: { code: string; redirectUri: string }): Promise<Tokens>;
  /** One attempt. The answer's refresh token may be a new one; the old one dies within a day. Throws notConnected only on `invalid_grant`. */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Ends the access of both tokens. A token that is dead already is no error. */
  revoke(token: string): Promise<void>;
};

const SCOPE = "com.intuit.quickbooks.accounting";
const TIMEOUT_MS = 30_000;
const MIN_WAIT_MS = 60_000;

const TokenAnswer = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1), expires_in: z.number().positive() });
const ErrorAnswer = z.object({ error: z.string() });

/**
 * Intuit's OAuth 2.0 (facts/quickbooks.md §1.3). Errors: notConnected for `invalid_grant` alone, rejected for wrong keys
 * of the app, rateLimited, and unavailable for all that passes by itself: a vendor in trouble never means "disconnected".
 */
export function createQuickBooksOAuth(needs: Needs): QuickBooksOAuth {
  const { clock } = needs;
  const askForTokens = async (form: Record<string, string>): Promise<Tokens> => {
    const askedAt = clock.now();
    const { status, text } = await post(needs, needs.tokenUrl, "application/x-www-form-urlencoded", new URLSearchParams(form).toString());
    if (status !== 200) throw refusal(status, text);
    return tokensFrom(text, askedAt);
  };
  return {
    authorizeUrl({ state, redirectUri }) {
      const url = new URL(needs.authorizeUrl);
      const query = { client_id: needs.clientId, response_type: "code", scope: SCOPE, redirect_uri: redirectUri, state };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return url.href;
    },
    exchangeCode: ({ code, redirectUri }) => askForTokens({ grant_type: "authorization_code", code, redirect_uri: redirectUri }),
    refresh: (refreshToken) => askForTokens({ grant_type: "refresh_token", refresh_token: refreshToken }),
    async revoke(token) {
      const { status, text } = await post(needs, needs.revokeUrl, "application/json", JSON.stringify({ token }));
      if (status !== 200 && status !== 400) throw refusal(status, text);
    },
  };
}

async function post(needs: Needs, url: string, contentType: string, body: string): Promise<{ status: number; text: string }> {
  const send = needs.fetch ?? fetch;
  const headers = {
    authorization: `Basic ${Buffer.from(`${needs.clientId}:${needs.clientSecret}`).toString("base64")}`,
    accept: "application/json",
    "content-type": contentType,
  };
  try {
    const response = await send(url, { method: "POST", headers, body, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new AppError("unavailable", "Intuit's sign-in service did not answer.", { code: "oauthUnavailable", cause });
  }
}

function tokensFrom(text: string, askedAt: Temporal.Instant): Tokens {
  const answer = TokenAnswer.safeParse(parsed(text));
  if (!answer.success)
    throw new AppError("unavailable", "Intuit's sign-in service gave an answer that we cannot read.", { code: "oauthUnreadable" });
  const { access_token, refresh_token, expires_in } = answer.data;
  return { accessToken: access_token, refreshToken: refresh_token, expiresAt: askedAt.add({ seconds: Math.floor(expires_in) }) };
}

function refusal(status: number, text: string): AppError {
  const answer = ErrorAnswer.safeParse(parsed(text));
  const error = answer.success && status >= 400 && status < 500 ? answer.data.error : null;
  if (status === 429) return new AppError("rateLimited", "Intuit's sign-in service asked us to wait.", { retryAfterMs: MIN_WAIT_MS });
  if (error === "invalid_grant") {
    return new AppError("notConnected", "QuickBooks no longer accepts our access. An admin must connect QuickBooks again.", {
      code: "invalid_grant",
      fixBy: "admin",
    });
  }
  if (error) {
    return new AppError(
      "rejected",
      `Intuit's sign-in service refused this app (${error}). Its client id, secret or redirect address is wrong.`,
      {
        code: error,
        fixBy: "admin",
      },
    );
  }
  return new AppError("unavailable", `Intuit's sign-in service failed (HTTP ${status}).`, { code: "oauthUnavailable" });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
