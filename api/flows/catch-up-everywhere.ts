import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** Every company that is joined is to be caught up with: what its webhooks lost, or what happened while nothing ran. */
export async function catchUpEverywhere({ store }: Needs): Promise<void> {
  for (const portalId of await store.inSystem((tx) => tx.portals.listInstalled())) await store.inPortal(portalId, catchUpWithAll);
}

/** The same for one portal; answers how many companies that is. */
export async function catchUpPortal({ store }: Needs, { portalId }: { portalId: number }): Promise<{ companies: number }> {
  return { companies: await store.inPortal(portalId, catchUpWithAll) };
}

async function catchUpWithAll(tx: PortalTx): Promise<number> {
  const active = (await tx.connections.list()).filter(({ state }) => state === "active");
  for (const { connectionId } of active) {
    await tx.enqueue({ name: "catch-up", data: { portalId: tx.portalId, connectionId } }, { key: connectionId });
  }
  return active.length;
}
