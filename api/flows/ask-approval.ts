import type { Person } from "../domain/person.ts";
import { saleHash } from "../domain/sale-json.ts";
import type { Sale } from "../domain/sale.ts";
import type { DealRow } from "../ports/deals.ts";
import type { DealCheck } from "./check-deal.ts";
import type { Needs } from "./needs.ts";

type Subject = { portalId: number; connectionId: string; check: DealCheck; sale: Sale; row: DealRow | null };

/**
 * Asks finance to approve the sale and answers the row of a deal that waits for it. Asked already, it only brings up to date
 * what is asked. Nothing may be sent meanwhile.
 */
export async function askApproval(
  { store, clock }: Needs,
  { portalId, connectionId, check, sale, row }: Subject,
): Promise<Partial<DealRow>> {
  const { deal, approval, findings } = check;
  const { reasons, open } = approval;
  const words = reasons.map(({ message }) => message).join(" ");
  const isAsked = open !== null && saleHash(open.sale) === saleHash(sale) && JSON.stringify(open.reasons) === JSON.stringify(reasons);
  if (!isAsked) {
    const requestedBy = requesterOf(row);
    await store.inPortal(portalId, async (tx) => {
      // Whose company's rules the decision goes by.
      await tx.deals.save(deal.id, { connectionId });
      await tx.approvals.ask({ dealId: deal.id, dealName: deal.name, sale, reasons, requestedBy }, clock.now());
      const subject = { object: "deal", id: deal.id };
      await tx.audit.append({ by: requestedBy, what: "approval.requested", subject, details: { saleHash: saleHash(sale), reasons } });
    });
  }
  return { state: "awaitingApproval", findings, message: `Finance has to approve this deal. ${words}`, connectionId };
}

/** The user who pushed the deal; null when it was pushed by itself. */
function requesterOf(row: DealRow | null): Person | null {
  const userId = Number(/^user:(\d+)$/.exec(row?.requestedBy ?? "")?.[1]);
  return userId > 0 ? { userId, email: row?.requestedEmail ?? null } : null;
}
