import { DUPLICATE_DAYS, possibleDuplicates, type PossibleDuplicate } from "../domain/possible-duplicates.ts";
import { addDays } from "../domain/dates.ts";
import type { Sale } from "../domain/sale.ts";
import { soldFor } from "../domain/sold-for.ts";
import type { ErpInvoice, ErpOrder } from "../ports/erp-documents.ts";
import { orderKey } from "./ensure-order.ts";
import type { Needs } from "./needs.ts";

type Subject = { portalId: number; connectionId: string; sale: Sale; customerId: string };

/**
 * Documents that a person may have made for this sale, before its first order is made (RULES §2): of the same customer,
 * with nearly the same net and date, without a marker of ours, linked to no deal, and not dismissed by finance.
 */
export async function findDuplicates(needs: Needs, { portalId, connectionId, sale, customerId }: Subject): Promise<PossibleDuplicate[]> {
  if (await hasOrder(needs, { portalId, connectionId, dealId: sale.dealId })) return [];
  const erp = needs.erp(portalId, connectionId);
  const search = { customerId, from: addDays(sale.orderDate, -DUPLICATE_DAYS), to: addDays(sale.orderDate, DUPLICATE_DAYS) };
  const [orders, invoices] = await Promise.all([erp.listOrdersOf(search), erp.listInvoicesOf(search)]);
  const alike = possibleDuplicates(sale, [...orders.filter(isOpenQuestion).map(asOrder), ...invoices.filter(standsAlone).map(asInvoice)]);
  return alike.length === 0 ? [] : withoutKnown(needs, { portalId, connectionId, dealId: sale.dealId }, alike);
}

/** How a document is remembered: "order:12". */
export const nameOf = ({ kind, id }: Pick<PossibleDuplicate, "kind" | "id">) => `${kind}:${id}`;

type Place = { portalId: number; connectionId: string; dealId: string };

/** An order that is linked, or on its way, is no first one. */
function hasOrder({ store }: Needs, { portalId, connectionId, dealId }: Place): Promise<boolean> {
  const key = orderKey(connectionId, dealId);
  return store.inPortal(portalId, async (tx) => {
    if (await tx.links.find(key)) return true;
    const intent = await tx.intents.latest(key);
    return intent?.state === "sent";
  });
}

/** Ours carry a marker; a rejected one is no sale. */
const isOpenQuestion = ({ markers, status }: ErpOrder) => markers.length === 0 && status !== "rejected" && status !== "deleted";
/** An invoice of an order is that order. */
const standsAlone = ({ markers, voided, orderIds }: ErpInvoice) => markers.length === 0 && !voided && orderIds.length === 0;

const asOrder = (order: ErpOrder) => documentOf("order", order);
const asInvoice = (invoice: ErpInvoice) => documentOf("invoice", invoice);

function documentOf(kind: PossibleDuplicate["kind"], document: ErpOrder | ErpInvoice): PossibleDuplicate {
  const { id, number, date, currency, url } = document;
  return { kind, id, number, date, net: soldFor(document), currency, url };
}

function withoutKnown(
  { store }: Needs,
  { portalId, connectionId, dealId }: Place,
  alike: PossibleDuplicate[],
): Promise<PossibleDuplicate[]> {
  return store.inPortal(portalId, async (tx) => {
    const dismissed = new Set(await tx.duplicates.listDismissed(dealId));
    const unknown: PossibleDuplicate[] = [];
    for (const each of alike) {
      const isLinked = each.kind === "order" && (await tx.links.findByExternal(connectionId, "order", each.id)) !== null;
      if (!isLinked && !dismissed.has(nameOf(each))) unknown.push(each);
    }
    return unknown;
  });
}
