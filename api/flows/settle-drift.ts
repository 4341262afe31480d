import { driftedState, saysDrift } from "./drift-of-deal.ts";
import type { Needs } from "./needs.ts";
import { statusOf } from "./read-status.ts";

/** A pushed deal whose order has drifted or is gone waits for finance; one whose order is again what it was is looked at anew. */
export async function settleDrift({ store }: Needs, portalId: number, dealId: string): Promise<void> {
  await store.inPortal(portalId, async (tx) => {
    const status = await statusOf(tx, dealId);
    const { row } = status;
    if (!row?.pushedAt) return;
    const drifted = driftedState(status);
    if (drifted && (row.state === "pushed" || row.state === "changed")) await tx.deals.save(dealId, drifted);
    if (!drifted && saysDrift(row))
      await tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause: "sweep" } }, { key: `${portalId}:${dealId}` });
  });
}
