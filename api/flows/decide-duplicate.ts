import type { DealView } from "../domain/deal-view.ts";
import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import type { PossibleDuplicate } from "../domain/possible-duplicates.ts";
import type { Role } from "../domain/settings.ts";
import type { PortalTx } from "../ports/store.ts";
import { checkDeal } from "./check-deal.ts";
import { orderKey } from "./ensure-order.ts";
import { nameOf } from "./find-duplicates.ts";
import type { Needs } from "./needs.ts";
import { placeDeal } from "./place-deal.ts";
import { queueAskedPush } from "./queue-push.ts";
import { readPush } from "./read-push.ts";
import { waitForOutcome } from "./request-push.ts";
import { viewDeal } from "./view-deal.ts";

type Decision = { portalId: number; dealId: string; role: Role; by: Person } & (
  { decision: "link"; orderId: string } | { decision: "pushAnyway" }
);

const LOCK_WAIT_MS = 5_000;

/**
 * Finance says what a possible duplicate is: the order of this deal, which is linked, or something else, which is
 * remembered. Then the deal is pushed. Decided already, it changes nothing. Throws notConnected, conflict when the order
 * to link is no possible duplicate of the deal, busy while the deal is being pushed.
 */
export async function decideDuplicate(needs: Needs, decision: Decision): Promise<DealView> {
  const { portalId, dealId } = decision;
  await needs.store.withLock(`deal:${portalId}:${dealId}`, LOCK_WAIT_MS, async () => {
    const { placing } = await readPush(needs, decision);
    const deal = await needs.crm(portalId).readDeal(dealId);
    const { connection } = placeDeal(placing, deal);
    if (connection === null) throw new AppError("notConnected", "QuickBooks is not connected. An admin connects it in the settings.");
    const { connectionId } = connection;
    const { duplicates } = await checkDeal(needs, { portalId, connectionId, deal });
    if (duplicates.length === 0) return;
    await needs.store.inPortal(portalId, (tx) => remember(tx, needs, { ...decision, connectionId, duplicates }));
  });
  await waitForOutcome(needs, decision);
  return viewDeal(needs, { ...decision, userId: decision.by.userId, refresh: false });
}

type Remembered = Decision & { connectionId: string; duplicates: PossibleDuplicate[] };

async function remember(tx: PortalTx, { clock }: Needs, { dealId, by, connectionId, duplicates, ...decision }: Remembered): Promise<void> {
  await tx.deals.save(dealId, {
    state: "pushing",
    message: null,
    connectionId,
    requestedBy: `user:${by.userId}`,
    requestedEmail: by.email,
  });
  await queueAskedPush(tx, dealId, "button");
  const subject = { object: "deal", id: dealId };
  if (decision.decision === "link") {
    const chosen = duplicates.find((each) => each.kind === "order" && each.id === decision.orderId) ?? noSuchOrder();
    const reasons = [`Chosen by ${by.email ?? `user ${by.userId}`}, who says that it was entered by hand for this deal`];
    await tx.links.save({ ...orderKey(connectionId, dealId), externalId: chosen.id, how: "chosen", reasons });
    await tx.audit.append({ by, what: "duplicate.linked", subject, details: { document: nameOf(chosen) } });
  } else {
    const documents = duplicates.map(nameOf);
    await tx.duplicates.dismiss({ dealId, documents, by, at: clock.now() });
    await tx.audit.append({ by, what: "duplicate.dismissed", subject, details: { documents } });
  }
}

function noSuchOrder(): never {
  throw new AppError("conflict", "This order is not among those that may be this deal's (any more). Look at the deal again.", {
    code: "noSuchDuplicate",
    fixBy: "finance",
  });
}
