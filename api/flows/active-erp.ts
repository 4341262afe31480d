import type { Erp } from "../ports/erp.ts";
import type { Needs } from "./needs.ts";

/** The ERP company that the portal works with, of several the default one; null when none is connected. */
export async function activeErp({ store, erp }: Needs, portalId: number): Promise<Erp | null> {
  const { connections, routing } = await store.inPortal(portalId, async (tx) => ({
    connections: await tx.connections.list(),
    routing: (await tx.settings.read()).routing,
  }));
  const usable = connections.filter(({ state }) => state === "active");
  const active = usable.find(({ connectionId }) => connectionId === routing.defaultConnectionId) ?? usable[0];
  return active ? erp(portalId, active.connectionId) : null;
}
