import type { Erp } from "../ports/erp.ts";
import type { Needs } from "./needs.ts";

/** The ERP company that the portal works with, of several the default one; null when none is connected. */
export async function activeErp(needs: Needs, portalId: number): Promise<Erp | null> {
  return (await activeErps(needs, portalId))[0] ?? null;
}

/** All companies that the portal works with, the default one first. */
export async function activeErps({ store, erp }: Needs, portalId: number): Promise<Erp[]> {
  const { connections, routing } = await store.inPortal(portalId, async (tx) => ({
    connections: await tx.connections.list(),
    routing: (await tx.settings.read()).routing,
  }));
  const isDefault = ({ connectionId }: { connectionId: string }) => connectionId === routing.defaultConnectionId;
  const usable = connections.filter(({ state }) => state === "active");
  return [...usable.filter(isDefault), ...usable.filter((each) => !isDefault(each))].map(({ connectionId }) => erp(portalId, connectionId));
}
