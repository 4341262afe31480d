import type { RequestHandler } from "express";
import type { Parts } from "../parts.ts";
import { issueState, redeemConnectToken } from "./state.ts";

/** `GET /oauth/quickbooks/connect?token=`: the link that a card opened; sends the browser to Intuit to choose a company. */
export function quickbooksStart(parts: Parts): RequestHandler {
  return async (request, response) => {
    const subject = await redeemConnectToken(parts, request);
    const state = await issueState(parts, response, subject);
    response.redirect(302, parts.erpOAuth.authorizeUrl({ state, redirectUri: quickbooksRedirectUri(parts) }));
  };
}

/** The redirect address registered with Intuit. */
export const quickbooksRedirectUri = ({ config }: Pick<Parts, "config">) => `${config.PUBLIC_URL}/oauth/quickbooks/callback`;
