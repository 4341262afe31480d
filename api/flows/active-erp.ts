import type { Erp } from "../ports/erp.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** The ERP company that the portal works with, of several the default one; null when none is connected. */
export async function activeErp(needs: Needs, portalId: number): Promise<Erp | null> {
  return (await activeErps(needs, portalId))[0] ?? null;
}

/** All companies that the portal works with, the default one first. */
export async function activeErps({ store, erp }: Needs, portalId: number): Promise<Erp[]> {
  return (await store.inPortal(portalId, activeConnections)).map((connectionId) => erp(portalId, connectionId));
}

/** The connections that the portal works with, the default one first. */
export async function activeConnections(tx: PortalTx): Promise<string[]> {
  const { defaultConnectionId } = (await tx.settings.read()).routing;
  const usable = (await tx.connections.list()).filter(({ state }) => state === "active").map(({ connectionId }) => connectionId);
  const isDefault = (connectionId: string) => connectionId === defaultConnectionId;
  return [...usable.filter(isDefault), ...usable.filter((each) => !isDefault(each))];
}
