import { COMPANY_IDS, contactOf } from "./hubspot-buyers.ts";
import { PRODUCT_IDS } from "./hubspot-products.ts";
import type { DealSeed } from "./hubspot.ts";

/** Ids of the deals that wait for data residency to be mapped, besides Cyberdyne's. */
export const UNMAPPED_DEAL_IDS = { globexResidency: "31000000101", soylentResidency: "31000000102" } as const;

function residency(id: string, buyer: "globex" | "soylent", name: string, quantity: string): DealSeed {
  const line = {
    ...{ name: "Data residency", hs_sku: "DATA-RESIDENCY", hs_product_id: PRODUCT_IDS.residency },
    ...{ price: "400", quantity, hs_line_item_currency_code: "USD" },
    recurringbillingfrequency: "monthly",
    hs_recurring_billing_period: "P12M",
    hs_recurring_billing_start_date: "2026-12-01",
    hs_recurring_billing_terms: "FIXED",
  };
  return {
    id,
    properties: {
      dealname: name,
      amount: String(4800 * Number(quantity)),
      pipeline: "default",
      dealstage: "closedwon",
      closedate: "2026-11-12T19:30:00Z",
      deal_currency_code: "USD",
      dealtype: "existingbusiness",
      hubspot_owner_id: "71002",
    },
    afterInstall: { tieout_payment_terms: "Net 30" },
    companies: [{ id: COMPANY_IDS[buyer], labels: ["Primary"] }],
    contacts: [{ id: contactOf(buyer), labels: ["Billing"] }],
    lines: [{ id: `61${id.slice(4)}1`, properties: line }],
  };
}

/** Several deals that one approval releases: no item stands for their only product. */
export const UNMAPPED_DEALS: DealSeed[] = [
  residency(UNMAPPED_DEAL_IDS.globexResidency, "globex", "Globex data residency", "2"),
  residency(UNMAPPED_DEAL_IDS.soylentResidency, "soylent", "Soylent data residency", "1"),
];
