import type { Portal, Portals } from "../ports/portals.ts";
import type { Tokens } from "../ports/oauth.ts";
import { openTokens, sealTokens } from "./tokens.ts";
import type { PortalScope, SystemScope } from "./with-portal.ts";
import type { Sealed } from "./encryption.ts";

/** A row of `portals` as PostgreSQL gives it. */
export type PortalTableRow = {
  portal_id: string;
  state: Portal["state"];
  time_zone: string;
  currency: string;
  installed_by: string | null;
  scopes: string[];
  tokens: Sealed | null;
  uninstalled_at: Temporal.Instant | null;
  erased_at: Temporal.Instant | null;
};

/** Inserts a portal, or revives it: what was known of its account and who installed it first stay. */
export async function installPortal({ trx, cipher }: SystemScope, portal: Parameters<Portals["install"]>[0]): Promise<void> {
  const { portalId, timeZone, currency, userId, scopes } = portal;
  const tokens = sealTokens(cipher, portal.tokens, tokensPlace(portalId));
  await trx.raw(
    `insert into portals (portal_id, state, time_zone, currency, installed_by, scopes, tokens)
     values (?, 'installed', ?, ?, ?, ?, ?)
     on conflict (portal_id) do update set state = 'installed', scopes = excluded.scopes, tokens = excluded.tokens,
       uninstalled_at = null, erased_at = null, installed_by = coalesce(portals.installed_by, excluded.installed_by), updated_at = now()`,
    [portalId, timeZone, currency, userId, scopes, tokens],
  );
}

/** The portal, whichever transaction asks. */
export async function findPortal({ trx }: SystemScope, portalId: number): Promise<Portal | null> {
  const row = await trx<PortalTableRow>("portals").where("portal_id", portalId).first();
  return row ? portalFrom(row) : null;
}

/** The portals that may be worked for. */
export async function listInstalledPortals({ trx }: SystemScope): Promise<number[]> {
  const rows = await trx<PortalTableRow>("portals").where("state", "installed").orderBy("portal_id").select("portal_id");
  return rows.map((row) => Number(row.portal_id));
}

/** HubSpot's tokens in the clear; null when there are none. */
export async function readPortalTokens({ trx, portalId, cipher }: PortalScope): Promise<Tokens | null> {
  const row = await trx<PortalTableRow>("portals").where("portal_id", portalId).first("tokens");
  return row?.tokens ? openTokens(cipher, row.tokens, tokensPlace(portalId)) : null;
}

/** Writes refreshed tokens, sealed with the newest key. */
export async function savePortalTokens(scope: PortalScope, tokens: Tokens): Promise<void> {
  await update(scope, { tokens: sealTokens(scope.cipher, tokens, tokensPlace(scope.portalId)) });
}

/** Whether the portal may be worked for. */
export async function setPortalState(scope: PortalScope, state: Portal["state"]): Promise<void> {
  await update(scope, { state });
}

/** The account has left; the first day of that counts. */
export async function leavePortal({ trx, portalId }: PortalScope, at: Temporal.Instant): Promise<void> {
  await trx.raw(
    "update portals set state = 'uninstalled', tokens = null, uninstalled_at = coalesce(uninstalled_at, ?), updated_at = now() where portal_id = ?",
    [at.toString(), portalId],
  );
}

/** Everything of an account that has left goes, but for what is kept as long as books are. */
export async function erasePortal({ trx }: PortalScope): Promise<void> {
  await trx.raw("select erase_portal()");
}

/** What HubSpot says of the account. */
export async function savePortalAccount(scope: PortalScope, { timeZone, currency }: { timeZone: string; currency: string }): Promise<void> {
  await update(scope, { time_zone: timeZone, currency });
}

/** Changes of one portal that must not overlap wait for each other here, until the transaction ends. */
export async function lockPortal({ trx, portalId }: PortalScope): Promise<void> {
  await trx<PortalTableRow>("portals").where("portal_id", portalId).forUpdate().select("portal_id");
}

async function update({ trx, portalId }: PortalScope, changes: Partial<PortalTableRow>): Promise<void> {
  await trx("portals")
    .where("portal_id", portalId)
    .update({ ...changes, updated_at: trx.fn.now() });
}

const tokensPlace = (portalId: number) => `portals:${portalId}:tokens`;

function portalFrom(row: PortalTableRow): Portal {
  return {
    portalId: Number(row.portal_id),
    state: row.state,
    timeZone: row.time_zone,
    currency: row.currency,
    installedBy: row.installed_by === null ? null : Number(row.installed_by),
    scopes: row.scopes,
    uninstalledAt: row.uninstalled_at,
    erasedAt: row.erased_at,
  };
}
