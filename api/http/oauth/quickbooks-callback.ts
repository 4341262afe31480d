import type { RequestHandler } from "express";
import { AppError } from "../../domain/errors.ts";
import { connectCompany } from "../../flows/connect-company.ts";
import type { Parts } from "../parts.ts";
import { quickbooksRedirectUri } from "./quickbooks-start.ts";
import { queryText, redeemState } from "./state.ts";

/** `GET /oauth/quickbooks/callback`: joins the chosen QuickBooks company to the portal that the state names. */
export function quickbooksCallback(parts: Parts): RequestHandler {
  return async (request, response) => {
    const { portalId, userId, toBeConfirmed = false } = await redeemState(parts, request, response, "quickbooks");
    const [code, realmId] = [queryText(request, "code"), queryText(request, "realmId")];
    if (!code || !realmId || portalId === null) {
      throw new AppError("rejected", "QuickBooks did not grant access. Start again from HubSpot and choose a company.", {
        code: "accessDenied",
        fixBy: "admin",
      });
    }
    const by = userId === null ? null : { userId, email: null };
    const redirectUri = quickbooksRedirectUri(parts);
    const state = await connectCompany(parts, { portalId, by, code, realmId, redirectUri, toBeConfirmed });
    response.redirect(302, state === "active" ? "/connected" : "/chosen");
  };
}
