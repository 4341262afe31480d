import type { RequestHandler } from "express";
import { AppError } from "../../domain/errors.ts";
import { installPortal } from "../../flows/install-portal.ts";
import type { Parts } from "../parts.ts";
import { hubspotRedirectUri } from "./hubspot-install.ts";
import { queryText, redeemState } from "./state.ts";

/** `GET /oauth/hubspot/callback`: stores the portal, creates our properties, ends on a page without a code in its address. */
export function hubspotCallback(parts: Parts): RequestHandler {
  return async (request, response) => {
    await redeemState(parts, request, response, "hubspot");
    const code = queryText(request, "code");
    if (!code)
      throw new AppError("rejected", "HubSpot did not grant access. Start the installation again and accept the scopes.", {
        code: "accessDenied",
        fixBy: "admin",
      });
    await installPortal(parts, { code, redirectUri: hubspotRedirectUri(parts) });
    response.redirect(302, "/installed");
  };
}
