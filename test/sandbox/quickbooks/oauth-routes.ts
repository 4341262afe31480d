import { timingSafeEqual } from "node:crypto";
import type { Routes, WireAnswer, WireRequest } from "../wire/server.ts";
import { faultsAnswered, withTid } from "./access.ts";
import { authorizePage, refusalPage } from "./authorize-page.ts";
import { liveById } from "./company.ts";
import { jsonBody } from "./record-routes.ts";
import type { World } from "./world.ts";

const SCOPE = "com.intuit.quickbooks.accounting";

/** The browser's authorize page and the token and revoke endpoints (facts/quickbooks.md §1.1-§1.3). */
export function oauthRoutes(world: World): Routes {
  const answered = (handle: (request: WireRequest) => WireAnswer) => (request: WireRequest) =>
    withTid(
      world,
      faultsAnswered(world, () => handle(request)),
    );
  return {
    "GET /connect/oauth2": answered((request) => authorize(world, request.url.searchParams)),
    "POST /connect/oauth2": answered((request) => consented(world, new URLSearchParams(request.body.toString("utf8")))),
    "POST /oauth2/v1/tokens/bearer": answered((request) => tokens(world, request)),
    "POST /v2/oauth2/tokens/revoke": answered((request) => revoke(world, request)),
  };
}

function authorize(world: World, query: URLSearchParams): WireAnswer {
  const problem = authorizeProblem(world, query);
  if (problem) return refusalPage(problem);
  const first = world.companies.keys().next().value ?? "";
  const chosen = world.autoApprove ?? (query.get("auto") === "1" ? first : null);
  if (chosen) return consented(world, new URLSearchParams([...query, ["realmId", chosen]]));
  const companies = [...world.companies.values()].map((company) => ({
    realmId: company.realmId,
    name: String(liveById(company, "CompanyInfo", "1")?.CompanyName),
  }));
  return authorizePage(query, companies);
}

function authorizeProblem({ app }: World, query: URLSearchParams): string | null {
  if (query.get("client_id") !== app.clientId) return "The client_id is not known.";
  if (query.get("response_type") !== "code") return "The response_type must be code.";
  if (!query.get("scope")?.split(" ").includes(SCOPE)) return `The scope must hold ${SCOPE}.`;
  if (!query.get("state")) return "The state is missing.";
  return URL.canParse(query.get("redirect_uri") ?? "") ? null : "The redirect_uri is missing or not a URL.";
}

/** Back to the app with code, state and realmId; the realm is told nowhere else (facts/quickbooks.md §1.3). */
function consented(world: World, form: URLSearchParams): WireAnswer {
  const problem = authorizeProblem(world, form);
  if (problem) return refusalPage(problem);
  const back = new URL(form.get("redirect_uri")!);
  back.searchParams.set("state", form.get("state")!);
  if (form.get("cancel")) {
    back.searchParams.set("error", "access_denied");
    return { status: 302, headers: { location: back.href } };
  }
  const realmId = form.get("realmId") ?? "";
  if (!world.companies.has(realmId)) return refusalPage("There is no such company.");
  back.searchParams.set("code", world.oauth.consent(realmId, form.get("redirect_uri")!));
  back.searchParams.set("realmId", realmId);
  return { status: 302, headers: { location: back.href } };
}

function tokens(world: World, request: WireRequest): WireAnswer {
  if (!isOurApp(world, request)) return oauthError(401, "invalid_client", "Client authentication failed");
  if (!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
    return oauthError(400, "invalid_request", "The body must be a form");
  const form = new URLSearchParams(request.body.toString("utf8"));
  const answer = granted(world, form);
  if (answer === "unsupported") return oauthError(400, "unsupported_grant_type", "Unsupported grant type");
  if (answer === null) return oauthError(400, "invalid_grant", "Incorrect Token type or clientID");
  const { x_refresh_token_hard_expires_in, ...usual } = answer;
  const asked = request.headers["x-include-refresh-token-hard-expires-in"] === "true";
  return { status: 200, headers: { "cache-control": "no-store" }, body: asked ? { ...usual, x_refresh_token_hard_expires_in } : usual };
}

function granted({ oauth }: World, form: URLSearchParams) {
  switch (form.get("grant_type")) {
    case "authorization_code":
      return oauth.exchange(form.get("code") ?? "", form.get("redirect_uri") ?? "");
    case "refresh_token":
      return oauth.refresh(form.get("refresh_token") ?? "");
    default:
      return "unsupported";
  }
}

function revoke(world: World, request: WireRequest): WireAnswer {
  if (!isOurApp(world, request)) return oauthError(401, "invalid_client", "Client authentication failed");
  const isJson = request.headers["content-type"]?.startsWith("application/json");
  const token = isJson ? jsonBody(request.body)["token"] : new URLSearchParams(request.body.toString("utf8")).get("token");
  return world.oauth.revoke(String(token)) ? { status: 200, body: "" } : oauthError(400, "invalid_request", "Unknown token");
}

function isOurApp({ app }: World, request: WireRequest): boolean {
  const given = Buffer.from(request.headers.authorization ?? "");
  const expected = Buffer.from(`Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString("base64")}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function oauthError(status: number, error: string, description: string): WireAnswer {
  return { status, body: { error, error_description: description } };
}
