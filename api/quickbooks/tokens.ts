import { AppError } from "../domain/errors.ts";
import { connectionLost } from "../ports/dead-letters.ts";
import type { Clock } from "../ports/clock.ts";
import { freshTokens, type TokenSource } from "../ports/fresh-tokens.ts";
import { tokensAsked, type Journal } from "../ports/journal.ts";
import type { Store } from "../ports/store.ts";
import type { QuickBooksOAuth } from "./oauth.ts";

type Needs = { store: Store; oauth: QuickBooksOAuth; clock: Clock; journal: Pick<Journal, "note">; portalId: number; connectionId: string };

/** Access tokens of one connection. Throws notConnected, unavailable, rateLimited, busy. */
export type ConnectionTokens = {
  /** A token that is good for the next five minutes at least. */
  accessToken(): Promise<string>;
  /** Another token than the one that was just refused with 401. */
  refreshAfter401(rejectedToken: string): Promise<string>;
};

/** Longer than a refresh may take, so that who waits finds the new tokens and does not give up just before. */
const LOCK_WAIT_MS = 45_000;

/** Tokens refreshed by one process at a time and saved before they are used (facts/quickbooks.md §1.4). */
export function createConnectionTokens(needs: Needs): ConnectionTokens {
  return {
    accessToken: async () => (await freshTokens(tokenSource(needs))).accessToken,
    refreshAfter401: async (rejectedToken) => (await freshTokens(tokenSource(needs), rejectedToken)).accessToken,
  };
}

function tokenSource({ store, oauth, clock, journal, portalId, connectionId }: Needs): TokenSource {
  let lastTried: string | null = null;
  return {
    clock,
    read: () =>
      store.inPortal(portalId, async ({ connections }) => {
        const connection = await connections.read(connectionId);
        if (connection?.state !== "active") return null;
        return (await connections.readSecrets(connectionId))?.tokens ?? null;
      }),
    save: (tokens) => store.inPortal(portalId, ({ connections }) => connections.saveTokens(connectionId, tokens)),
    refresh(refreshToken) {
      lastTried = refreshToken;
      return oauth.refresh(refreshToken);
    },
    alone: (work) => store.withLock(`refresh:quickbooks:${portalId}:${connectionId}`, LOCK_WAIT_MS, work),
    // Somebody may have connected again a moment ago: only the token that is stored now can prove that access is lost.
    lose: () =>
      store.inPortal(portalId, async ({ connections, deadLetters }) => {
        const stored = await connections.readSecrets(connectionId);
        if (stored?.tokens.refreshToken !== lastTried) throw new AppError("unavailable", "QuickBooks was connected anew at this moment.");
        await connections.setState(connectionId, "needsReconnect");
        await deadLetters.bury(connectionLost({ object: "connection", id: connectionId }, "QuickBooks"), clock.now());
      }),
    note: (error) => journal.note(portalId, tokensAsked("quickbooks", error)),
    notConnected: () =>
      new AppError("notConnected", "QuickBooks is not connected. An admin connects it in the settings.", {
        code: "notConnected",
        fixBy: "admin",
      }),
  };
}
