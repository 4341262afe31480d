import { AppError } from "../domain/errors.ts";
import { connectionLost } from "../ports/dead-letters.ts";
import type { Clock } from "../ports/clock.ts";
import { freshTokens } from "../ports/fresh-tokens.ts";
import { tokensAsked, type Journal } from "../ports/journal.ts";
import type { Store } from "../ports/store.ts";
import type { HubSpotOAuth } from "./oauth.ts";

/** An access token of the portal that is good for the next minutes. `refused` is one that HubSpot has just answered 401 to. */
export type AccessToken = (refused?: string) => Promise<string>;

type Needs = { store: Store; oauth: Pick<HubSpotOAuth, "refresh">; clock: Clock; journal: Pick<Journal, "note">; portalId: number };

/** Longer than one refresh may take, so that those who wait find it done. */
const LOCK_WAIT_MS = 30_000;

/**
 * The portal's tokens, refreshed by one process at a time. When HubSpot says that they are worthless the portal becomes
 * needsReconnect, or uninstalled when the account is gone. Throws notConnected, unavailable, rateLimited, busy.
 */
export function createHubSpotTokens({ store, oauth, clock, journal, portalId }: Needs): AccessToken {
  const notConnected = () =>
    new AppError("notConnected", "The HubSpot account is not connected. A HubSpot admin must install the app again.", {
      code: "hubspotNotConnected",
      fixBy: "admin",
    });

  return async (refused) => {
    const tokens = await freshTokens(
      {
        read: () =>
          store.inPortal(portalId, async (tx) => {
            const portal = await tx.portal.read();
            return portal?.state === "installed" ? tx.portal.readTokens() : null;
          }),
        save: (fresh) => store.inPortal(portalId, (tx) => tx.portal.saveTokens(fresh)),
        refresh: (refreshToken) => oauth.refresh(refreshToken),
        alone: (work) => store.withLock(`refresh:hubspot:${portalId}`, LOCK_WAIT_MS, work),
        lose: ({ code }, used) =>
          store.inPortal(portalId, async (tx) => {
            if ((await tx.portal.readTokens())?.refreshToken !== used.refreshToken) return;
            await tx.portal.setState(code === "portalGone" ? "uninstalled" : "needsReconnect");
            if (code !== "portalGone")
              await tx.deadLetters.bury(connectionLost({ object: "portal", id: String(portalId) }, "HubSpot"), clock.now());
          }),
        note: (error) => journal.note(portalId, tokensAsked("hubspot", error)),
        notConnected,
        clock,
      },
      refused,
    );
    return tokens.accessToken;
  };
}
