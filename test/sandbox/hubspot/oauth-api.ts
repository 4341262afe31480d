import type { Routes, WireAnswer, WireRequest } from "../wire/server.ts";
import { answering, authenticated } from "./api-call.ts";
import type { AccessToken, Install } from "./oauth-state.ts";
import { VendorFault } from "./vendor-fault.ts";
import { correlationId, type World } from "./world.ts";

type Form = URLSearchParams;

/** Token, introspect, revoke, the old token information and uninstall (facts/hubspot.md §6.5). */
export function oauthApi(world: World): Routes {
  const form = (handler: (form: Form) => WireAnswer) => (request: WireRequest) =>
    answering(world, () => {
      if (!(request.headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded")) {
        throw new VendorFault(415, "HTTP 415 Unsupported Media Type");
      }
      return handler(new URLSearchParams(request.body.toString("utf8")));
    });
  return {
    "POST /oauth/:version(2026-0[39])/token": form((body) => token(world, body)),
    "POST /oauth/:version(2026-0[39])/token/introspect": form((body) => introspect(world, body)),
    "POST /oauth/:version(2026-0[39])/token/revoke": form((body) => revoke(world, body)),
    "GET /oauth/v1/access-tokens/:token": (request) => tokenInformation(world, request),
    "DELETE /appinstalls/:version(2026-09)/external-install": authenticated(world, ({ portal }) => {
      world.oauth.uninstall(portal.id);
      return { status: 204 };
    }),
  };
}

function refuse(world: World, error: string, status: string, description: string, http = 400): WireAnswer {
  return {
    status: http,
    body: { error, error_description: description, status, message: description, correlationId: correlationId(world) },
  };
}

function wrongClient(world: World, form: Form): WireAnswer | null {
  const { clientId, clientSecret } = world.app;
  if (form.get("client_id") !== clientId) return refuse(world, "invalid_client", "BAD_CLIENT_ID", "missing or unknown client id");
  if (form.get("client_secret") !== clientSecret)
    return refuse(world, "invalid_client", "BAD_CLIENT_SECRET", "missing or invalid client secret");
  return null;
}

function token(world: World, form: Form): WireAnswer {
  const wrong = wrongClient(world, form);
  if (wrong) return wrong;
  switch (form.get("grant_type")) {
    case "authorization_code":
      return tokenForCode(world, form);
    case "refresh_token":
      return tokenForRefresh(world, form);
    case "client_credentials":
      return tokenForApp(world, form);
    default:
      return refuse(world, "unsupported_grant_type", "BAD_GRANT_TYPE", "missing or unknown grant type");
  }
}

/** A code works once, and only with the redirect URI that it was asked with. */
function tokenForCode(world: World, form: Form): WireAnswer {
  const { oauth, clock, app } = world;
  const found = oauth.codes.find(({ code }) => code === form.get("code"));
  if (!found || found.expiresAt <= clock.now()) return refuse(world, "invalid_grant", "BAD_AUTH_CODE", "missing or unknown auth code");
  if (found.redirectUri !== form.get("redirect_uri"))
    return refuse(world, "invalid_grant", "BAD_REDIRECT_URI", "redirect URI does not match the one of the auth code");
  oauth.codes = oauth.codes.filter((each) => each !== found);
  const install: Install = { portalId: found.portalId, userId: found.userId, scopes: found.scopes };
  return granted(oauth.issueAccess(install, app.accessTokenSeconds), oauth.issueRefresh(install).token, app.accessTokenSeconds);
}

function tokenForRefresh(world: World, form: Form): WireAnswer {
  const { oauth, app } = world;
  const found = oauth.refreshTokens.find((each) => each.token === form.get("refresh_token"));
  if (!found) return refuse(world, "invalid_grant", "BAD_REFRESH_TOKEN", "missing or unknown refresh token");
  if (world.portals.get(found.portalId)?.gone)
    return refuse(world, "access_denied", "BAD_HUB", "the hub of this token does not exist any more");
  if (!app.rotateRefreshTokens) return granted(oauth.issueAccess(found, app.accessTokenSeconds), found.token, app.accessTokenSeconds);
  oauth.refreshTokens = oauth.refreshTokens.filter((each) => each !== found);
  return granted(oauth.issueAccess(found, app.accessTokenSeconds), oauth.issueRefresh(found).token, app.accessTokenSeconds);
}

function tokenForApp({ random, app }: World, form: Form): WireAnswer {
  const scopes = (form.get("scope") ?? "").split(" ").filter(Boolean);
  return {
    status: 200,
    body: {
      access_token: `CA${random.id(120)}`,
      expires_in: app.accessTokenSeconds,
      token_type: "bearer",
      scopes,
      token_use: "access_token",
    },
  };
}

function granted({ token: access_token, portalId, userId, scopes }: AccessToken, refresh_token: string, expires_in: number): WireAnswer {
  return {
    status: 200,
    body: {
      access_token,
      refresh_token,
      expires_in,
      token_type: "bearer",
      hub_id: portalId,
      scopes,
      user_id: userId,
      token_use: "access_token",
    },
  };
}

function introspect(world: World, form: Form): WireAnswer {
  const wrong = wrongClient(world, form);
  if (wrong) return wrong;
  const { oauth, clock, app } = world;
  const access = oauth.accessTokens.find((each) => each.token === form.get("token") && each.expiresAt > clock.now());
  const found = access ?? oauth.refreshTokens.find((each) => each.token === form.get("token"));
  if (!found) return { status: 200, body: { active: false } };
  return {
    status: 200,
    body: {
      active: true,
      ...describe(world, found),
      app_id: app.appId,
      client_id: app.clientId,
      token_type: access ? "access" : "refresh",
      ...expiry(world, access),
    },
  };
}

/** Only the refresh token goes; issued access tokens live on to their end. */
function revoke(world: World, form: Form): WireAnswer {
  const wrong = wrongClient(world, form);
  if (wrong) return wrong;
  world.oauth.refreshTokens = world.oauth.refreshTokens.filter((each) => each.token !== form.get("token"));
  return { status: 200, body: "" };
}

function tokenInformation(world: World, request: WireRequest): WireAnswer {
  const access = world.oauth.accessTokens.find((each) => each.token === request.params["token"] && each.expiresAt > world.clock.now());
  if (!access) return { status: 404, body: { status: "error", message: "access token not found", correlationId: correlationId(world) } };
  return {
    status: 200,
    body: { token: access.token, ...describe(world, access), app_id: world.app.appId, token_type: "access", ...expiry(world, access) },
  };
}

function describe(world: World, { portalId, userId, scopes }: Install): object {
  const portal = world.portals.get(portalId);
  return {
    hub_id: portalId,
    user_id: userId,
    user: portal?.users.find(({ id }) => id === userId)?.email,
    hub_domain: portal?.domain,
    scopes,
  };
}

function expiry({ clock }: World, access: AccessToken | undefined): object {
  return access ? { expires_in: Math.floor((access.expiresAt - clock.now()) / 1000) } : {};
}
