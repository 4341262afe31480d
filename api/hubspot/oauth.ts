import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Clock } from "../ports/clock.ts";
import type { Tokens } from "../ports/oauth.ts";
import { errorFromAnswer } from "./faults.ts";
import { createTransport, type HubSpotAnswer } from "./transport.ts";

/** What an installation gives: whose account it is, who installed it, what was granted. */
type Installation = { tokens: Tokens; portalId: number; userId: number | null; scopes: string[] };

/** The calls of HubSpot's OAuth (facts/hubspot.md §6.5). All throw unavailable and rateLimited; `rejected` means our own app settings are wrong. */
export type HubSpotOAuth = {
  /** Where the browser is sent to install. HubSpot wants %20 between scopes. */
  authorizeUrl(request: { state: string; redirectUri: string; scopes: string[]; optionalScopes: string[] }): string;
  /** Throws invalid (`badAuthCode`) when the code is wrong, used or too old. */
  exchangeCode(request: { code: string; redirectUri: string }): Promise<Installation>;
  /** Throws notConnected: `tokenRevoked` when the refresh token is worthless, `portalGone` when the account or the installation is. */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Makes a refresh token worthless; access tokens already issued live on for up to 30 minutes. */
  revoke(refreshToken: string): Promise<void>;
  /** Removes the app from the account, as HubSpot demands of listed apps on disconnect. */
  uninstall(accessToken: string): Promise<void>;
};

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive(),
  hub_id: z.number().int().optional(),
  user_id: z.number().int().nullish(),
  scopes: z.array(z.string()).optional(),
});
const introspectAnswer = z.object({
  hub_id: z.number().int(),
  user_id: z.number().int().nullish(),
  scopes: z.array(z.string()).optional(),
});
const oauthError = z.object({ error: z.string(), status: z.string() }).partial().catch({});

const PORTAL_GONE = new Set(["BAD_HUB", "access_denied"]);
const CONFIGURATION = new Set(["BAD_CLIENT_ID", "BAD_CLIENT_SECRET", "BAD_REDIRECT_URI", "BAD_GRANT_TYPE", "invalid_client"]);
const WORTHLESS = new Set(["BAD_REFRESH_TOKEN", "invalid_grant"]);

type Needs = { appUrl: string; apiUrl: string; clientId: string; clientSecret: string; clock: Clock; timeoutMs?: number };

/** HubSpot's OAuth for our app, on the date-based paths (the v1 paths end in February 2027). */
export function createHubSpotOAuth({ appUrl, apiUrl, clientId, clientSecret, clock, timeoutMs }: Needs): HubSpotOAuth {
  const send = createTransport({ apiUrl, ...(timeoutMs && { timeoutMs }) });
  const client = { client_id: clientId, client_secret: clientSecret };

  const post = async (path: string, form: Record<string, string>) => {
    const answer = await send({ method: "POST", path, form: { ...form, ...client } });
    if (answer.status >= 300) throw oauthFault(answer, form["grant_type"] ?? path);
    return answer;
  };
  const askToken = async (form: Record<string, string>) => {
    const asked = clock.now();
    const token = understand(tokenAnswer, await post("/oauth/2026-09/token", form));
    return { ...token, expiresAt: asked.add({ seconds: Math.floor(token.expires_in) }) };
  };
  const introspect = async (token: string) =>
    understand(introspectAnswer, await post("/oauth/2026-09/token/introspect", { token, token_type_hint: "access_token" }));

  return {
    authorizeUrl({ state, redirectUri, scopes, optionalScopes }) {
      const query = new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, scope: scopes.join(" "), state });
      if (optionalScopes.length > 0) query.set("optional_scope", optionalScopes.join(" "));
      return `${appUrl}/oauth/authorize?${query.toString().replaceAll("+", "%20")}`;
    },

    async exchangeCode({ code, redirectUri }) {
      const token = await askToken({ grant_type: "authorization_code", code, redirect_uri: redirectUri });
      const { access_token: accessToken, refresh_token: refreshToken, expiresAt } = token;
      if (!refreshToken) throw new AppError("unavailable", "HubSpot's answer holds no refresh token.", { code: "hubspotAnswer" });
      const complete = token.hub_id && token.user_id && token.scopes;
      const more = complete ? null : await introspect(accessToken);
      const portalId = token.hub_id ?? more?.hub_id;
      if (!portalId) throw new AppError("unavailable", "HubSpot's answer does not say whose account it is.", { code: "hubspotAnswer" });
      return {
        tokens: { accessToken, refreshToken, expiresAt },
        portalId,
        userId: token.user_id ?? more?.user_id ?? null,
        scopes: token.scopes ?? more?.scopes ?? [],
      };
    },

    async refresh(refreshToken) {
      const token = await askToken({ grant_type: "refresh_token", refresh_token: refreshToken });
      return { accessToken: token.access_token, refreshToken: token.refresh_token ?? refreshToken, expiresAt: token.expiresAt };
    },

    async revoke(refreshToken) {
      await post("/oauth/2026-09/token/revoke", { token: refreshToken, token_type_hint: "refresh_token" });
    },

    async uninstall(accessToken) {
      const answer = await send({ method: "DELETE", path: "/appinstalls/2026-09/external-install", accessToken });
      if (answer.status >= 300 && answer.status !== 404) throw errorFromAnswer(answer, "DELETE external-install");
    },
  };
}

/** Only a worthless token or a portal that is gone may ever end a connection; a wrong secret of ours must not end all of them. */
function oauthFault(answer: HubSpotAnswer, what: string): AppError {
  const { error, status } = oauthError.parse(answer.body);
  const says = (words: Set<string>) => words.has(status ?? "") || words.has(error ?? "");
  const cause = { status: answer.status, error, hubspotStatus: status };

  if (answer.status === 429 || answer.status >= 500) return errorFromAnswer(answer, what);
  if (says(CONFIGURATION)) {
    const message = "HubSpot does not accept the app's client id, secret or redirect address.";
    return new AppError("rejected", message, { code: "hubspotAppSettings", fixBy: "admin", cause });
  }
  if (status === "BAD_AUTH_CODE" || (what === "authorization_code" && says(WORTHLESS))) {
    return new AppError("invalid", "HubSpot's install code is wrong, used or too old. Start the installation again.", {
      code: "badAuthCode",
      cause,
    });
  }
  if (says(PORTAL_GONE))
    return new AppError("notConnected", "The HubSpot account is gone or has removed the app.", { code: "portalGone", cause });
  if (says(WORTHLESS)) {
    const message = "HubSpot no longer accepts our access to this account. A HubSpot admin must install the app again.";
    return new AppError("notConnected", message, { code: "tokenRevoked", fixBy: "admin", cause });
  }
  return errorFromAnswer(answer, what);
}

function understand<T>(schema: z.ZodType<T>, { body }: HubSpotAnswer): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError("unavailable", "HubSpot's token answer has an unknown form.", { code: "hubspotAnswer" });
}
