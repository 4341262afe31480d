import type { DecisionName } from "../domain/decisions.ts";
import { AppError } from "../domain/errors.ts";
import { mayAnswer, type HoldAnswer } from "../domain/hold.ts";
import type { Person } from "../domain/person.ts";
import type { ListedHold } from "../ports/holds.ts";
import { tell } from "./keep-records.ts";
import type { Needs } from "./needs.ts";

type Answering = { portalId: number; holdId: string; by: Person; answer: HoldAnswer; reason: string | null };

const DECIDED: Record<HoldAnswer, DecisionName> = {
  wait: "order.awaited",
  cancel: "order.cancelled",
  adopt: "invoice.adopted",
  keep: "order.kept",
  stop: "order.ended",
};

/**
 * Finance says what becomes of an order that somebody rejected, closed or invoiced; nothing is written to the ERP by that. The deal
 * is looked at again. Throws conflict when it was answered already or something else is asked by now, invalid where that is no answer.
 */
export function answerHold({ store, clock }: Needs, { portalId, holdId, by, answer, reason }: Answering): Promise<ListedHold> {
  return store.inPortal(portalId, async (tx) => {
    const asked = await tx.holds.readOpen(holdId);
    if (asked && !mayAnswer(asked, answer)) throw new AppError("invalid", "This is no answer to what was asked.", { code: "noAnswer" });
    const hold = await tx.holds.answer(holdId, { answer, by, at: clock.now(), reason });
    if (!hold) throw answeredAlready();
    const { dealId, orderId, invoiceIds } = hold;
    await tell(tx, { deals: [dealId], companies: [] });
    await tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause: "sweep" } }, { key: `${portalId}:${dealId}` });
    const details = { order: orderId, invoices: invoiceIds, reason };
    await tx.audit.append({ by, what: DECIDED[answer], subject: { object: "deal", id: dealId }, details });
    return hold;
  });
}

function answeredAlready(): AppError {
  const message = "Somebody has answered this already, or more has become of the order since. Look at the list again.";
  return new AppError("conflict", message, { code: "alreadyAnswered", fixBy: "finance" });
}
