import type { Erp } from "../ports/erp.ts";
import type { Needs } from "./needs.ts";

/** The ERP company that the portal works with; null when none is connected. */
export async function activeErp({ store, erp }: Needs, portalId: number): Promise<Erp | null> {
  const connections = await store.inPortal(portalId, (tx) => tx.connections.list());
  const active = connections.find(({ state }) => state === "active");
  return active ? erp(portalId, active.connectionId) : null;
}
