import { AppError } from "../domain/errors.ts";
import { sayPerson, type Person } from "../domain/person.ts";
import { saleHash } from "../domain/sale-json.ts";
import type { DecidedApproval } from "../ports/approvals.ts";
import type { DealRow } from "../ports/deals.ts";
import type { PortalTx } from "../ports/store.ts";
import { refused } from "./approval-of-deal.ts";
import type { Needs } from "./needs.ts";
import { queuePush } from "./queue-push.ts";

type Deciding = { portalId: number; approvalId: string; by: Person; state: "approved" | "refused"; reason: string | null };

/**
 * Finance approves or refuses; the first decision counts. An approved deal is pushed by itself, by the rules of whoever asked
 * for it. Throws notFound, forbidden for one's own request where four eyes are demanded, conflict when somebody was first.
 */
export function decideApproval({ store, clock }: Needs, deciding: Deciding): Promise<DecidedApproval> {
  const { portalId, approvalId, by, state, reason } = deciding;
  return store.inPortal(portalId, async (tx) => {
    if (state === "approved") await forbidOwnRequest(tx, deciding);
    const decided = await tx.approvals.decide(approvalId, { state, by, at: clock.now(), reason });
    if (!decided) return explain(tx, approvalId);
    const { dealId, sale } = decided;
    const row = await tx.deals.read(dealId);
    await tx.deals.save(dealId, await afterDecision(tx, decided));
    const cause = row?.requestedBy ? "retry" : "sweep";
    await queuePush(tx, dealId, cause);
    const details = { approvalId, saleHash: saleHash(sale), reason };
    await tx.audit.append({ by, what: `approval.${state}`, subject: { object: "deal", id: dealId }, details });
    return decided;
  });
}

async function forbidOwnRequest(tx: PortalTx, { approvalId, by }: Deciding): Promise<void> {
  const asked = await tx.approvals.read(approvalId);
  const connectionId = asked && (await tx.deals.read(asked.dealId))?.connectionId;
  const { approvals } = await (connectionId ? tx.settings.of(connectionId) : tx.settings.readWhole());
  if (!approvals.fourEyes || asked?.requestedBy?.userId !== by.userId) return;
  throw new AppError("forbidden", "You asked for this push yourself, so somebody else of finance has to approve it.", {
    code: "fourEyes",
    fixBy: "finance",
  });
}

/** The push that follows says the rest. */
async function afterDecision(tx: PortalTx, decided: DecidedApproval): Promise<Partial<DealRow>> {
  if (decided.state === "approved") return { state: "pushing", message: null };
  const timeZone = (await tx.portal.read())?.timeZone ?? "UTC";
  return { state: "notReady", message: null, findings: [refused(decided, timeZone)] };
}

async function explain(tx: PortalTx, approvalId: string): Promise<never> {
  const approval = await tx.approvals.read(approvalId);
  if (!approval || approval.state === "open") throw noSuchRequest();
  const when = approval.decidedAt.toString({ smallestUnit: "minute" }).replace("T", " ").replace("Z", " UTC");
  const message = `${sayPerson(approval.decidedBy)} ${approval.state} this deal already, at ${when}. That decision stands.`;
  throw new AppError("conflict", message, { code: "alreadyDecided" });
}

/** There is no such request, or the deal was changed so that nothing is to be decided any more. */
export function noSuchRequest(): AppError {
  return new AppError("notFound", "Nothing of this deal waits for approval (any more). Look at the deal again.", {
    code: "noSuchApproval",
  });
}
