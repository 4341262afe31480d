import type { ErpOAuth } from "../ports/oauth.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** Nothing is sent to the company from now on; that its tokens end with the vendor, too, is a job of its own. */
export async function leaveCompany(tx: PortalTx, connectionId: string): Promise<void> {
  await tx.connections.setState(connectionId, "disconnected");
  await tx.enqueue({ name: "revoke-company", data: { portalId: tx.portalId, connectionId } }, { key: connectionId });
}

type Left = { portalId: number; connectionId: string };

/** Held while a company is joined or its tokens are ended: the vendor disconnects the company, and not the one token that it is told (facts/quickbooks.md §1). */
export const companiesLock = (portalId: number) => `companies:${portalId}`;
/** Both sides call the vendor twice at most. */
export const COMPANIES_WAIT_MS = 60_000;

/** The tokens of a company that was left are ended and wiped. One that was joined again meanwhile keeps its new ones. */
export async function revokeCompany({ store, erpOAuth }: Needs & { erpOAuth: ErpOAuth }, { portalId, connectionId }: Left): Promise<void> {
  await store.withLock(companiesLock(portalId), COMPANIES_WAIT_MS, async () => {
    const tokens = await store.inPortal(portalId, async (tx) => {
      const connection = await tx.connections.read(connectionId);
      return connection?.state === "disconnected" ? ((await tx.connections.readSecrets(connectionId))?.tokens ?? null) : null;
    });
    if (tokens) await erpOAuth.revoke(tokens.refreshToken);
    await store.inPortal(portalId, (tx) => tx.connections.forgetTokens(connectionId));
  });
}

/** The vendor could not be reached for long enough: what we do not hold any more we cannot use. */
export async function giveUpRevoking({ store }: Needs, { portalId, connectionId }: Left): Promise<void> {
  await store.inPortal(portalId, (tx) => tx.connections.forgetTokens(connectionId));
}
