import type { Booking } from "../domain/booking.ts";
import { AppError } from "../domain/errors.ts";
import { fieldsOf, type LetterField } from "../domain/letter-fields.ts";
import type { Sale } from "../domain/sale.ts";
import type { Letter } from "../ports/dead-letters.ts";
import type { Payload } from "../ports/erp.ts";
import { checkDeal, type DealCheck } from "./check-deal.ts";
import { previewCustomer } from "./ensure-customer.ts";
import { orderKey, previewOrder } from "./ensure-order.ts";
import type { Needs } from "./needs.ts";
import { placeDeal } from "./place-deal.ts";
import { readStatus } from "./read-status.ts";

/** What the next try would send in the place of what was refused, or why it would send nothing. */
export type NextTry = { fields: Omit<LetterField, "before">[]; stoppedBy: string[] };

const NOTHING: NextTry = { fields: [], stoppedBy: [] };

/** Looks at the deal of a push as it is now; nothing is written, and no number is used up. Other letters have no next payload. */
export async function nextTryOf(needs: Needs, portalId: number, letter: Letter): Promise<NextTry> {
  if (letter.kind !== "push-deal" || letter.fields.length === 0) return NOTHING;
  return lookAtDeal(needs, portalId, letter.record.id).catch((error: unknown) => {
    if (error instanceof AppError) return { fields: [], stoppedBy: [error.message] };
    throw error;
  });
}

async function lookAtDeal(needs: Needs, portalId: number, dealId: string): Promise<NextTry> {
  const deal = await needs.crm(portalId).readDeal(dealId);
  const { placing } = await readStatus(needs, portalId, dealId);
  const { connection } = placeDeal(placing, deal);
  if (!connection) return { fields: [], stoppedBy: ["No QuickBooks company is connected for this deal."] };
  const { connectionId } = connection;
  const check = await checkDeal(needs, { portalId, connectionId, deal });
  const stoppedBy = check.findings.filter(({ level }) => level === "error").map(({ message }) => message);
  if (stoppedBy.length > 0 || !check.sale || !check.booking) return { fields: [], stoppedBy };
  const payload = await payloadOf(needs, { portalId, connectionId, check, sale: check.sale, booking: check.booking });
  return { fields: fieldsOf(payload), stoppedBy };
}

type Subject = { portalId: number; connectionId: string; check: DealCheck; sale: Sale; booking: Booking };

/** The order's, if one has been tried already, and the very same where nobody knows what became of it; else it was the customer that was refused. */
async function payloadOf(needs: Needs, { portalId, connectionId, check, sale, booking }: Subject): Promise<Payload> {
  const { company, termsId, lines, customer } = check;
  const { customerTypeId, taxCodeId } = booking;
  const intent = await needs.store.inPortal(portalId, (tx) => tx.intents.latest(orderKey(connectionId, sale.dealId)));
  if (intent?.state === "sent") return intent.payload;
  const subject = { portalId, connectionId, company, sale, termsId };
  if (!intent) return previewCustomer(needs, { ...subject, customerTypeId, taxCodeId }, customer ?? { parentId: null, freeName: null });
  return previewOrder(needs, { ...subject, customer: { id: customer?.record?.id ?? "" } }, { lines, booking });
}
