import type { Sandbox } from "../sandbox/sandbox.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS, contactOf } from "../sandbox/seed/hubspot-buyers.ts";

/**
 * Won deals of Kord Logistics, whom QuickBooks does not know yet, that each sell a number of one product without an item.
 * Answers the ids of the product and the deals.
 */
export function sellWithoutItem({ hubspot }: Pick<Sandbox, "hubspot">, count: number): { productId: string; dealIds: string[] } {
  const person = hubspot.portal(NORTHWIND_PORTAL);
  const product = { name: "Gateway rental", hs_sku: "GATEWAY-RENTAL", price: "900" };
  const { id: productId } = person.create("products", product);
  const dealIds = Array.from({ length: count }, (_, index) => {
    const quantity = index + 1;
    const deal = person.create(
      "deals",
      {
        dealname: `Gateways ${quantity}`,
        amount: String(900 * quantity),
        pipeline: "default",
        dealstage: "closedwon",
        closedate: `2026-11-${String(10 + index).padStart(2, "0")}T15:00:00Z`,
        deal_currency_code: "USD",
        tieout_payment_terms: "Net 30",
      },
      [
        { objectType: "companies", id: COMPANY_IDS.kord },
        { objectType: "contacts", id: contactOf("kord") },
      ],
    );
    const line = { ...product, hs_product_id: productId, quantity: String(quantity), hs_line_item_currency_code: "USD" };
    person.create("line_items", line, [{ objectType: "deals", id: deal.id }]);
    return deal.id;
  });
  return { productId, dealIds };
}
