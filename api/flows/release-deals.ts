import type { PortalTx } from "../ports/store.ts";

/** What these findings are about is otherwise now: each deal that says one of them is looked at again. Answers how many. */
export async function releaseDeals(tx: PortalTx, codes: readonly string[]): Promise<number> {
  const { portalId } = tx;
  const dealIds = codes.length === 0 ? [] : await tx.deals.withFinding(codes);
  for (const dealId of dealIds)
    await tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause: "webhook" } }, { key: `${portalId}:${dealId}` });
  return dealIds.length;
}
