import type { Booking } from "../domain/booking.ts";
import { documentNumber, orderMarker } from "../domain/marker.ts";
import type { OrderLine, Sale } from "../domain/sale.ts";
import { saleToJson } from "../domain/sale-json.ts";
import { soldFor } from "../domain/sold-for.ts";
import type { ErpCompany, Payload } from "../ports/erp.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { ErpOrder, OrderDraft } from "../ports/erp-documents.ts";
import type { LinkKey } from "../ports/links.ts";
import type { PortalTx } from "../ports/store.ts";
import { ensureLinked } from "./ensure-linked.ts";
import type { Needs } from "./needs.ts";

type Contents = { lines: OrderLine[]; booking: Booking };

type Draft = {
  portalId: number;
  connectionId: string;
  company: ErpCompany;
  customer: Pick<ErpCustomer, "id">;
  sale: Sale;
  termsId: string | null;
};
/** `contents` is what a new payload holds; it throws where none may be made. */
type Subject = Draft & { contents(): Promise<Contents> };

/** Our marker is searched this far back before a first create: a lost database must not make a second order. */
const MARKER_MEMORY_DAYS = 400;

/** The deal's order in the ERP: linked, found by our marker, or made. The sale is frozen together with the payload. Throws what ensureLinked throws. */
export function ensureOrder(needs: Needs, subject: Subject): Promise<ErpOrder> {
  const { portalId, connectionId, customer, sale } = subject;
  const erp = needs.erp(portalId, connectionId);
  const marker = orderMarker(sale.dealId);
  const findMarked = async (since: Temporal.Instant, wanted = marker) =>
    (await erp.findOrdersByMarker({ marker: wanted, customerId: customer.id, since }))[0] ?? null;
  return ensureLinked({ ...needs, portalId }, orderKey(connectionId, sale.dealId), {
    marker,
    read: (id) => erp.readOrder(id),
    findByMarker: findMarked,
    find: async () => {
      const record = await findMarked(needs.clock.now().subtract({ hours: 24 * MARKER_MEMORY_DAYS }));
      return record && { record, reasons: ["it carries our own marker"] };
    },
    payload: async () => {
      const contents = await subject.contents();
      return async (tx) => {
        const number = await ownNumber(tx, subject, { taken: true });
        await tx.deals.save(sale.dealId, { frozenSale: saleToJson(sale) });
        return erp.orderPayload(orderDraft(subject, contents, marker, number), subject.company);
      };
    },
    // A number of ours on another customer's order, or on one over another amount, is somebody else's word (RULES §2).
    isOurs: (order) =>
      order.customerId === customer.id && soldFor(order) === sale.net && order.currency === sale.currency && order.markers.includes(marker),
    create: (payload, requestId, sending) => erp.createOrder(payload, requestId, sending),
    // The deal has not been told of this one, though it may have had another before.
    noteLink: (tx) => tx.deals.save(sale.dealId, { pushedAt: null }),
    noun: "the order",
  });
}

/** The payload that the deal's order would have now. No number of the sequence is used up. */
export async function previewOrder(needs: Needs, subject: Draft, contents: Contents): Promise<Payload> {
  const { portalId, connectionId, sale, company } = subject;
  const number = await needs.store.inPortal(portalId, (tx) => ownNumber(tx, subject, { taken: false }));
  return needs.erp(portalId, connectionId).orderPayload(orderDraft(subject, contents, orderMarker(sale.dealId), number), company);
}

function orderDraft({ customer, sale, termsId }: Draft, { lines, booking }: Contents, marker: string, number: string | null): OrderDraft {
  const { buyer, currency, orderDate, discount } = sale;
  return { ...booking, marker, number, customerId: customer.id, buyer, currency, date: orderDate, lines, discount, termsId };
}

/** The number that we give the order, null where QuickBooks numbers. A number of the sequence is used up even if the order is refused. */
async function ownNumber(tx: PortalTx, { connectionId, company, sale }: Draft, { taken }: { taken: boolean }): Promise<string | null> {
  if (!company.customNumbers) return null;
  const chosen = (await tx.deals.read(sale.dealId))?.chosen.orderNumber;
  if (chosen !== undefined) return documentNumber(chosen);
  const { kind, prefix = "", next: from = 1 } = (await tx.settings.of(connectionId)).numbering;
  if (kind === "company") return null;
  if (kind === "marker") return orderMarker(sale.dealId);
  const { orderNumbers } = tx;
  const number = await (taken ? orderNumbers.take(connectionId, { prefix, from }) : orderNumbers.next(connectionId, { prefix, from }));
  return documentNumber(`${prefix}${number}`);
}

/** One order per deal, whatever its currency becomes. */
export function orderKey(connectionId: string, dealId: string): LinkKey {
  return { connectionId, recordType: "order", recordId: dealId, currency: "*" };
}
