import type { DecisionName } from "../domain/decisions.ts";
import { AppError } from "../domain/errors.ts";
import { mayAnswer, type HoldAnswer } from "../domain/hold.ts";
import type { Person } from "../domain/person.ts";
import type { ListedHold } from "../ports/holds.ts";
import { tell } from "./keep-records.ts";
import type { Needs } from "./needs.ts";
import { queuePush } from "./queue-push.ts";

type Answer = { portalId: number; by: Person; answer: HoldAnswer; reason: string | null };
type Answering = Answer & { holdId: string };
/** What became of several: those that are answered, and why others are not. */
type Answered = { answered: ListedHold[]; refused: { holdId: string; message: string }[] };

const DECIDED: Record<HoldAnswer, DecisionName> = {
  wait: "order.awaited",
  cancel: "order.cancelled",
  adopt: "invoice.adopted",
  keep: "order.kept",
  stop: "order.ended",
};

/**
 * Finance says what becomes of an order that somebody rejected, closed or invoiced; nothing is written to the ERP by that. The deal
 * is looked at again. Who asks again for what they have answered has answered once. Throws conflict when somebody else has or
 * something else is asked by now, invalid where that is no answer.
 */
export function answerHold({ store, clock }: Needs, { portalId, holdId, by, answer, reason }: Answering): Promise<ListedHold> {
  return store.inPortal(portalId, async (tx) => {
    const asked = await tx.holds.read(holdId);
    if (asked && !mayAnswer(asked, answer)) throw new AppError("invalid", "This is no answer to what was asked.", { code: "noAnswer" });
    if (asked?.state === answer && asked.answeredBy?.userId === by.userId) return asked;
    const hold = await tx.holds.answer(holdId, { answer, by, at: clock.now(), reason });
    if (!hold) throw answeredAlready();
    const { dealId, orderId, invoiceIds } = hold;
    await tell(tx, { deals: [dealId], companies: [] });
    await queuePush(tx, dealId, "sweep");
    const details = { order: orderId, invoices: invoiceIds, reason };
    await tx.audit.append({ by, what: DECIDED[answer], subject: { object: "deal", id: dealId }, details });
    return hold;
  });
}

/** The same answer to several orders, each decided for itself: one that cannot be answered so keeps none of the others back. */
export async function answerHolds(needs: Needs, { holdIds, ...answer }: Answer & { holdIds: readonly string[] }): Promise<Answered> {
  const answered: ListedHold[] = [];
  const refused: Answered["refused"] = [];
  for (const holdId of holdIds) {
    const hold = await answerHold(needs, { ...answer, holdId }).catch(refusalOf);
    if (hold instanceof AppError) refused.push({ holdId, message: hold.message });
    else answered.push(hold);
  }
  return { answered, refused };
}

function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  throw error;
}

function answeredAlready(): AppError {
  const message = "Somebody has answered this already, or more has become of the order since. Look at the list again.";
  return new AppError("conflict", message, { code: "alreadyAnswered", fixBy: "finance" });
}
