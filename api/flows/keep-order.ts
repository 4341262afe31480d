import { changesHash, type Change } from "../domain/changes.ts";
import type { DealView } from "../domain/deal-view.ts";
import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import type { Role } from "../domain/settings.ts";
import type { Needs } from "./needs.ts";
import { queuePush } from "./queue-push.ts";
import { viewDeal } from "./view-deal.ts";

type Keeping = { portalId: number; dealId: string; by: Person; role: Role; changes: Change[]; reason: string | null };

/**
 * Finance keeps the order of a deal that was changed after its push, with the changes that it has seen: any other asks again.
 * Nothing is written to the ERP by that. Throws conflict when the deal is not changed, or not in this way any more.
 */
export async function keepOrder(needs: Needs, { portalId, dealId, by, role, changes, reason }: Keeping): Promise<DealView> {
  const subject = { portalId, dealId, role, userId: by.userId, refresh: false };
  const now = await viewDeal(needs, subject);
  const seen = changesHash(changes);
  if (now.state !== "changed" || changesHash(now.changes) !== seen) throw changedOtherwise();
  await needs.store.inPortal(portalId, async (tx) => {
    await tx.deals.save(dealId, { keptChanges: seen });
    await queuePush(tx, dealId, "sweep");
    const details = { fields: changes.map(({ field }) => field), reason };
    await tx.audit.append({ by, what: "change.kept", subject: { object: "deal", id: dealId }, details });
  });
  return viewDeal(needs, subject);
}

function changedOtherwise(): AppError {
  const message = "The deal was changed again since, or its order is something else to decide about. Look at the deal again.";
  return new AppError("conflict", message, { code: "changedOtherwise", fixBy: "finance" });
}
