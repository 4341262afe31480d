import type { DealView } from "../domain/deal-view.ts";
import type { Person } from "../domain/person.ts";
import type { Role } from "../domain/settings.ts";
import { decideApproval, noSuchRequest } from "./decide-approval.ts";
import type { Needs } from "./needs.ts";
import { waitForOutcome } from "./request-push.ts";
import { viewDeal } from "./view-deal.ts";

type Deciding = { portalId: number; dealId: string; by: Person; role: Role; state: "approved" | "refused"; reason: string | null };

/** Finance decides on the deal itself, and sees what came of it. Throws what decideApproval throws, notFound when nothing waits. */
export async function decideDeal(needs: Needs, deciding: Deciding): Promise<DealView> {
  const { portalId, dealId, by, role } = deciding;
  const { open, last } = await needs.store.inPortal(portalId, async (tx) => ({
    open: await tx.approvals.openOf(dealId),
    last: (await tx.approvals.decisionsOf(dealId))[0],
  }));
  // Decided meanwhile, it says by whom.
  const approvalId = open?.approvalId ?? last?.approvalId;
  if (approvalId === undefined) throw noSuchRequest();
  await decideApproval(needs, { ...deciding, approvalId });
  await waitForOutcome(needs, { portalId, dealId });
  return viewDeal(needs, { portalId, dealId, role, userId: by.userId, refresh: false });
}
