import type { RequestHandler } from "express";
import type { Parts } from "../parts.ts";
import { issueState } from "./state.ts";

/** `GET /oauth/hubspot/install`: sends the browser to HubSpot to choose an account and grant the scopes. */
export function hubspotInstall(parts: Parts): RequestHandler {
  return async (_request, response) => {
    const state = await issueState(parts, response, { purpose: "hubspot", portalId: null, userId: null });
    response.redirect(302, parts.crmOAuth.authorizeUrl({ state, redirectUri: hubspotRedirectUri(parts) }));
  };
}

/** The redirect address registered with HubSpot. */
export const hubspotRedirectUri = ({ config }: Pick<Parts, "config">) => `${config.PUBLIC_URL}/oauth/hubspot/callback`;
