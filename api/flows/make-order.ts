import { AppError } from "../domain/errors.ts";
import type { Sale } from "../domain/sale.ts";
import { saleFromJson, saleToJson } from "../domain/sale-json.ts";
import type { ErpOrder } from "../ports/erp-documents.ts";
import type { MirrorChange } from "../ports/mirror.ts";
import type { DealRow } from "../ports/deals.ts";
import type { DealCheck } from "./check-deal.ts";
import { stateAfterPush } from "./compare-with-push.ts";
import { ensureCustomer } from "./ensure-customer.ts";
import { ensureOrder } from "./ensure-order.ts";
import type { Needs } from "./needs.ts";
import { noteDrift } from "./note-drift.ts";
import { noteHolds } from "./note-holds.ts";
import { questionsOfOrder } from "./read-push.ts";
import { recogniseCustomer, type Recognised } from "./recognise-customer.ts";

type Subject = { portalId: number; connectionId: string; check: DealCheck; sale: Sale };

/** Customer, then order, each linked, found or made. Answers what becomes of the deal's row. */
export function makeOrder(needs: Needs, subject: Subject): Promise<Partial<DealRow>> {
  const { customer, lines, booking } = subject.check;
  return customerThenOrder(
    needs,
    subject,
    async () => {
      if (!booking) throw new Error("Bug! A sale is pushed that is not booked");
      return { lines, booking };
    },
    async () => customer ?? recogniseCustomer(needs, subject),
  );
}

/** Settles an order whose outcome is unknown: its frozen payload may be sent again, but none is made from the deal of today. */
export function resumeOrder(needs: Needs, subject: Subject): Promise<Partial<DealRow>> {
  return customerThenOrder(
    needs,
    subject,
    () => {
      throw new AppError("unavailable", "The order that was on its way is gone; the push starts again.", { code: "orderGone" });
    },
    () => recogniseCustomer(needs, subject),
  );
}

type Contents = Parameters<typeof ensureOrder>[1]["contents"];

async function customerThenOrder(
  needs: Needs,
  { portalId, connectionId, check, sale }: Subject,
  contents: Contents,
  recognise: () => Promise<Recognised>,
): Promise<Partial<DealRow>> {
  const { company, termsId, booking } = check;
  const { customerTypeId, taxCodeId } = booking ?? { customerTypeId: null, taxCodeId: null };
  const customer = await ensureCustomer(needs, {
    portalId,
    connectionId,
    company,
    sale,
    dealName: check.deal.name,
    termsId,
    customerTypeId,
    taxCodeId,
    known: check.customer?.match === "linked" ? check.customer.record : null,
    recognise,
  });
  const order = await ensureOrder(needs, { portalId, connectionId, company, customer, sale, contents, termsId });
  return rememberOrder(needs, { portalId, connectionId, check, sale }, order);
}

async function rememberOrder(needs: Needs, { portalId, connectionId, check, sale }: Subject, order: ErpOrder): Promise<Partial<DealRow>> {
  const now = needs.clock.now();
  return needs.store.inPortal(portalId, async (tx) => {
    await tx.mirror.save(connectionId, [{ kind: "order", record: order }], now);
    // A webhook may have brought it into the mirror before it was linked.
    const made: MirrorChange[] = [{ kind: "order", id: order.id, before: null, after: order }];
    await noteDrift(tx, connectionId, made, now);
    await noteHolds(tx, connectionId, made, now);
    const questions = await questionsOfOrder(tx, connectionId, order.id);
    // Frozen with the payload; only an order found by its marker after a loss of our database has none.
    const row = await tx.deals.read(sale.dealId);
    const frozen = row?.frozenSale ?? saleToJson(sale);
    return {
      ...stateAfterPush(saleFromJson(frozen), order, { ...check, ...questions, kept: row?.keptChanges ?? null }),
      connectionId,
      frozenSale: frozen,
      pushedAt: now,
      failingSince: null,
    };
  });
}
