import { createHubSpotCrm } from "../../api/hubspot/crm.ts";
import { createHubSpotOAuth, type HubSpotOAuth } from "../../api/hubspot/oauth.ts";
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from "../../api/hubspot/scopes.ts";
import { NO_JOURNAL } from "../no-journal.ts";
import { NO_LIMITS } from "../no-limits.ts";
import { startHubSpot } from "../sandbox/hubspot/hubspot.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { createSandboxClock } from "../sandbox/wire/clock.ts";
import { createMemoryLog, createOnePortal } from "./one-portal.ts";

export const SECRET = "sandbox-secret";
export const REDIRECT = "https://tieout.example/oauth/hubspot/callback";

export type InstalledPortal = Awaited<ReturnType<typeof installPortal>>;

/**
 * A simulated HubSpot whose portal has installed the app, and our CRM on it. Time stands still at 2026-11-23 until somebody moves it;
 * an answer is waited for `patienceMs`, which no busy machine uses up unless a test means it to.
 */
export async function installPortal({ patienceMs = 20_000 } = {}) {
  const clock = createSandboxClock();
  clock.set(Date.parse("2026-11-23T12:00:00Z"), true);
  const settings = { requiredScopes: REQUIRED_SCOPES, optionalScopes: OPTIONAL_SCOPES, redirectUrls: [REDIRECT], autoApprove: true };
  const hubspot = await startHubSpot({ appId: 1, clientId: "client", clientSecret: SECRET, clock, ...settings });
  const ours = { now: () => Temporal.Instant.fromEpochMilliseconds(clock.now()), sleep: async () => undefined };
  const oauth = createHubSpotOAuth({ appUrl: hubspot.url, apiUrl: hubspot.url, clientId: "client", clientSecret: SECRET, clock: ours });
  const { tokens } = await oauth.exchangeCode({ code: (await connect(oauth)).code, redirectUri: REDIRECT });
  const stored = createOnePortal(NORTHWIND_PORTAL, tokens);
  const log = createMemoryLog();
  const portal = hubspot.world.portals.get(NORTHWIND_PORTAL);
  if (!portal) throw new Error("the seed has lost its portal");
  return {
    hubspot,
    oauth,
    /** Our row of the portal. */
    stored: stored.state,
    /** HubSpot's side of it. */
    portal,
    rep: hubspot.portal(NORTHWIND_PORTAL, USERS.rep),
    log,
    crm: createHubSpotCrm({
      journal: NO_JOURNAL,
      store: stored.store,
      oauth,
      clock: ours,
      log,
      limiter: NO_LIMITS,
      apiUrl: hubspot.url,
      appUrl: hubspot.url,
      portalId: NORTHWIND_PORTAL,
      timeoutMs: patienceMs,
    }),
  };
}

/** The browser's way over HubSpot's page and back to us. */
export async function connect(oauth: HubSpotOAuth): Promise<{ state: string | null; code: string }> {
  const url = oauth.authorizeUrl({ state: "s1", redirectUri: REDIRECT, scopes: REQUIRED_SCOPES, optionalScopes: OPTIONAL_SCOPES });
  const answer = await fetch(url, { redirect: "manual" });
  const { searchParams } = new URL(answer.headers.get("location") ?? "");
  return { state: searchParams.get("state"), code: searchParams.get("code") ?? "" };
}
