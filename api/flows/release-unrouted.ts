import type { PortalTx } from "../ports/store.ts";

/** The rules or the companies are others now: deals of which nobody could say where they go are looked at again. */
export async function releaseUnrouted(tx: PortalTx): Promise<void> {
  const { portalId } = tx;
  for (const dealId of await tx.deals.withFinding(["connectionUnclear"]))
    await tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause: "webhook" } }, { key: `${portalId}:${dealId}` });
}
