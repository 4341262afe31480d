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
/** HubSpot refuses a token for other reasons than an uninstall, and has done so by mistake. */
const ASK_AGAIN_SECONDS = 3_600;

/**
 * The portal's tokens, refreshed by one process at a time. When HubSpot says that they are worthless the portal becomes
 * needsReconnect, or uninstalled when the account is gone; whether the app was removed is asked again later. Throws notConnected, unavailable, rateLimited, busy.
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
        alone: (work) => store.withLock(lockName(portalId), LOCK_WAIT_MS, work),
        lose: ({ code }, used) =>
          store.inPortal(portalId, async (tx) => {
            if ((await tx.portal.readTokens())?.refreshToken !== used.refreshToken) return;
            const isGone = code === "portalGone";
            await tx.portal.setState(isGone ? "uninstalled" : "needsReconnect");
            if (!isGone) await tx.deadLetters.bury(connectionLost({ object: "portal", id: String(portalId) }, "HubSpot"), clock.now());
            await tx.enqueue(
              { name: "confirm-uninstall", data: { portalId } },
              { key: String(portalId), startAfterSeconds: isGone ? 0 : ASK_AGAIN_SECONDS },
            );
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

/** Whether HubSpot takes the newest refresh token, in whatever state the portal is. Throws unavailable, rateLimited, busy. */
export function letsUsIn({ store, oauth, portalId }: Omit<Needs, "clock" | "journal">): Promise<boolean> {
  return store.withLock(lockName(portalId), LOCK_WAIT_MS, async () => {
    const stored = await store.inPortal(portalId, (tx) => tx.portal.readTokens());
    const fresh = stored && (await oauth.refresh(stored.refreshToken).catch(nullIfLost));
    if (fresh) await store.inPortal(portalId, (tx) => tx.portal.saveTokens(fresh));
    return fresh !== null;
  });
}

const lockName = (portalId: number) => `refresh:hubspot:${portalId}`;

function nullIfLost(error: unknown): null {
  if (error instanceof AppError && error.kind === "notConnected") return null;
  throw error;
}
