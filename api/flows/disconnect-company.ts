import type { Person } from "../domain/person.ts";
import type { ErpOAuth } from "../ports/oauth.ts";
import type { Needs } from "./needs.ts";
import { releaseUnrouted } from "./release-unrouted.ts";

/** Ends one connection, or all of the portal's: stopped on our side first, so that nothing is sent even if the vendor cannot be reached. Answers their ids. */
export async function disconnectCompany(
  { store, erpOAuth }: Needs & { erpOAuth: ErpOAuth },
  { portalId, by, connectionId }: { portalId: number; by: Person; connectionId: string | null },
): Promise<string[]> {
  const ended = await store.inPortal(portalId, async (tx) => {
    const live = (await tx.connections.list()).filter(({ state }) => state !== "disconnected");
    const chosen = live.filter((connection) => connectionId === null || connection.connectionId === connectionId);
    const secrets: { connectionId: string; refreshToken: string | null }[] = [];
    for (const connection of chosen) {
      secrets.push({
        connectionId: connection.connectionId,
        refreshToken: (await tx.connections.readSecrets(connection.connectionId))?.tokens.refreshToken ?? null,
      });
      await tx.connections.setState(connection.connectionId, "disconnected");
    }
    if (chosen.length > 0) await releaseUnrouted(tx);
    for (const { connectionId: id } of chosen) {
      await tx.audit.append({ by, what: "company.disconnected", subject: { object: "connection", id }, details: {} });
    }
    return secrets;
  });
  for (const { refreshToken } of ended) if (refreshToken) await erpOAuth.revoke(refreshToken);
  return ended.map((connection) => connection.connectionId);
}
