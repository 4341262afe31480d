import type { PortalTx } from "../ports/store.ts";
import { queuePush } from "./queue-push.ts";

/** What these findings are about is otherwise now: each deal that says one of them is looked at again. Answers how many. */
export async function releaseDeals(tx: PortalTx, codes: readonly string[]): Promise<number> {
  const dealIds = codes.length === 0 ? [] : await tx.deals.withFinding(codes);
  for (const dealId of dealIds) await queuePush(tx, dealId, "webhook");
  return dealIds.length;
}
