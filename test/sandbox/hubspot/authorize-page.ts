import type { Routes, WireAnswer } from "../wire/server.ts";
import type { Install } from "./oauth-state.ts";
import type { World } from "./world.ts";

type Asked = { redirectUri: string; state: string | null; scopes: string[] };

/** The page where a portal's user connects the app, and the redirect with the code that follows (facts/hubspot.md §6.5). */
export function authorizePage(world: World): Routes {
  return {
    "GET /oauth/authorize": ({ url }) => {
      const asked = askedOf(world, url.searchParams);
      if (typeof asked === "string") return page(400, "This app cannot be connected", `<p>${escape(asked)}</p>`);
      const { autoApprove } = world.app;
      return autoApprove ? connect(world, asked, autoApprove) : consentPage(world, asked, url);
    },
    "POST /oauth/authorize/grant": ({ body, url }) => {
      const form = new URLSearchParams(body.toString("utf8"));
      const asked = askedOf(world, url.searchParams);
      if (typeof asked === "string") return page(400, "This app cannot be connected", `<p>${escape(asked)}</p>`);
      if (form.get("answer") !== "connect")
        return redirect(asked, { error: "access_denied", error_description: "The user did not authorize the app" });
      const [portalId, userId] = (form.get("who") ?? "").split("/").map(Number);
      return connect(world, asked, { portalId: portalId ?? 0, userId: userId ?? 0 });
    },
  };
}

/** What the install URL asks, or why HubSpot refuses it. */
function askedOf({ app }: World, query: URLSearchParams): Asked | string {
  const redirectUri = query.get("redirect_uri") ?? "";
  const scopes = (query.get("scope") ?? "").split(" ").filter(Boolean);
  const optional = (query.get("optional_scope") ?? "").split(" ").filter(Boolean);
  if (query.get("client_id") !== app.clientId) return "The client_id is missing or unknown.";
  if (!redirectAllowed(app.redirectUrls, redirectUri)) return `The redirect URL ${redirectUri} is not one of the app's.`;
  const missing = app.requiredScopes.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) return `The app requires these scopes too: ${missing.join(" ")}`;
  const unknown = [...scopes, ...optional].filter((scope) => ![...app.requiredScopes, ...app.optionalScopes].includes(scope));
  if (app.requiredScopes.length > 0 && unknown.length > 0) return `These scopes are not in the app's configuration: ${unknown.join(" ")}`;
  return { redirectUri, state: query.get("state"), scopes: [...new Set([...scopes, ...optional])] };
}

function redirectAllowed(known: readonly string[], redirectUri: string): boolean {
  if (known.length > 0) return known.includes(redirectUri);
  return (
    URL.canParse(redirectUri) && (redirectUri.startsWith("https://") || ["localhost", "127.0.0.1"].includes(new URL(redirectUri).hostname))
  );
}

function connect(world: World, asked: Asked, { portalId, userId }: { portalId: number; userId: number }): WireAnswer {
  const portal = world.portals.get(portalId);
  if (!portal?.users.some(({ id }) => id === userId)) return page(400, "This app cannot be connected", "<p>Unknown account or user.</p>");
  const install: Install = { portalId, userId, scopes: asked.scopes.filter((scope) => !portal.refusedScopes.includes(scope)) };
  return redirect(asked, { code: world.oauth.issueCode(install, asked.redirectUri) });
}

function redirect({ redirectUri, state }: Asked, values: Record<string, string>): WireAnswer {
  const target = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...values, ...(state !== null && { state }) })) target.searchParams.set(name, value);
  return { status: 302, headers: { location: target.toString() } };
}

function consentPage(world: World, asked: Asked, url: URL): WireAnswer {
  const people = [...world.portals.values()].flatMap(({ id, name, users }) => users.map((user) => ({ portal: id, name, user })));
  const options = people.map(
    ({ portal, name, user }) => `<option value="${portal}/${user.id}">${escape(`${name} (${portal}): ${user.email}`)}</option>`,
  );
  return page(
    200,
    "Connect Tieout to HubSpot",
    `<form method="post" action="/oauth/authorize/grant${escape(url.search)}">
      <label>Account and user <select name="who">${options.join("")}</select></label>
      <p>The app will be able to use:</p><ul>${asked.scopes.map((scope) => `<li>${escape(scope)}</li>`).join("")}</ul>
      <button name="answer" value="connect">Connect app</button> <button name="answer" value="cancel">Cancel</button>
    </form>`,
  );
}

function page(status: number, title: string, body: string): WireAnswer {
  const style = "body{font:16px/1.5 sans-serif;max-width:36rem;margin:4rem auto;color:#33475b}button{padding:.6rem 1.2rem}";
  return {
    status,
    headers: { "content-type": "text/html; charset=utf-8" },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${style}</style><h1>${title}</h1>${body}</html>`,
  };
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
