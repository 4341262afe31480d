import { driftedState, saysDrift } from "./drift-of-deal.ts";
import type { Needs } from "./needs.ts";
import type { DealRow } from "../ports/store.ts";
import { statusOf } from "./read-status.ts";

/**
 * A pushed deal whose order has drifted or is gone waits for finance. It is looked at anew where the order is again what it was,
 * and where it is gone: a deal that was merged may have another.
 */
export async function settleDrift({ store }: Needs, portalId: number, dealId: string): Promise<void> {
  await store.inPortal(portalId, async (tx) => {
    const status = await statusOf(tx, dealId);
    const { row } = status;
    if (!row?.pushedAt) return;
    const drifted = driftedState(status);
    const stands = row.state === "pushed" || row.state === "changed";
    if (drifted && stands) await tx.deals.save(dealId, drifted);
    const isNewlyGone = status.order?.status === "deleted" && (stands || (row.state === "needsReview" && !saysGone(row)));
    if (drifted ? isNewlyGone : saysDrift(row))
      await tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause: "sweep" } }, { key: `${portalId}:${dealId}` });
  });
}

const saysGone = ({ findings }: Pick<DealRow, "findings">) => findings.some(({ code }) => code === "orderDeleted");
