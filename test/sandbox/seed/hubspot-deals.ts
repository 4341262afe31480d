import { COMPANY_IDS, contactOf } from "./hubspot-buyers.ts";
import { PRODUCT_IDS } from "./hubspot-products.ts";
import type { DealSeed, RecordSeed } from "./hubspot.ts";

type CompanyKey = keyof typeof COMPANY_IDS;
type Line = {
  product: keyof typeof PRODUCT_IDS;
  name: string;
  sku: string;
  price: string;
  quantity: string;
  monthly?: boolean;
  currency?: string;
  description?: string;
};
type Deal = {
  name: string;
  amount: string;
  lines: Line[];
  stage?: string;
  currency?: string;
  closedate?: string;
  afterInstall?: Record<string, string>;
  dealtype?: string;
};

/** Ids of the deals; the company of each has the same last digits. */
export const DEAL_IDS = Object.fromEntries(Object.entries(COMPANY_IDS).map(([key, id]) => [key, `31${id.slice(2)}`])) as Record<
  CompanyKey,
  string
>;

const START = "2026-12-01";

/** The line item of a deal. */
export function lineOf(
  dealId: string,
  index: number,
  { product, name, sku, price, quantity, monthly, currency = "USD", description }: Line,
): RecordSeed {
  const recurring = monthly && {
    recurringbillingfrequency: "monthly",
    hs_recurring_billing_period: "P12M",
    hs_recurring_billing_start_date: START,
    hs_recurring_billing_terms: "FIXED",
  };
  const base = { name, hs_sku: sku, hs_product_id: PRODUCT_IDS[product], price, quantity, hs_line_item_currency_code: currency };
  return { id: `61${dealId.slice(4)}${index + 1}`, properties: { ...base, ...(description && { description }), ...recurring } };
}

function deal(
  key: CompanyKey,
  { name, amount, lines, stage = "closedwon", currency = "USD", closedate, afterInstall, dealtype = "newbusiness" }: Deal,
): DealSeed {
  const id = DEAL_IDS[key];
  const closing = closedate ?? (stage === "closedwon" ? "2026-11-16T19:30:00Z" : "2026-11-30T22:00:00Z");
  return {
    id,
    properties: {
      dealname: name,
      amount,
      pipeline: "default",
      dealstage: stage,
      closedate: closing,
      deal_currency_code: currency,
      dealtype,
      hubspot_owner_id: "71002",
    },
    afterInstall: { tieout_payment_terms: "Net 30", ...afterInstall },
    companies: [{ id: COMPANY_IDS[key], labels: ["Primary"] }],
    contacts: [{ id: contactOf(key), labels: ["Billing"] }],
    lines: lines.map((each, index) => lineOf(id, index, each)),
  };
}

const platform = (price = "10000"): Line => ({
  product: "platform",
  name: "Platform",
  sku: "PLATFORM-ANNUAL",
  price,
  quantity: "1",
  monthly: true,
});
const seats = (quantity: string): Line => ({
  product: "seat",
  name: "User seat",
  sku: "SEAT-MONTHLY",
  price: "95",
  quantity,
  monthly: true,
});
export const support = (quantity = "1"): Line => ({
  product: "support",
  name: "Gold support",
  sku: "SUPPORT-GOLD",
  price: "500",
  quantity,
  monthly: true,
});
const onboarding: Line = { product: "onboarding", name: "Onboarding", sku: "ONBOARD", price: "6000", quantity: "1" };
export const training = (quantity: string): Line => ({
  product: "training",
  name: "Training day",
  sku: "TRAINING-DAY",
  price: "1200",
  quantity,
});

/** Each deal is one problem of its field; `amount` is the total contract value, as this portal sets it. */
export const DEALS: DealSeed[] = [
  // The annual deal of a customer that QuickBooks knows under the very same name.
  deal("globex", {
    name: "Globex platform 2027",
    amount: "120000",
    lines: [platform()],
    dealtype: "existingbusiness",
    afterInstall: { tieout_po_number: "GX-40117" },
  }),
  // A new customer; the ten per cent off stand in a property only, and nobody lowered the amount.
  deal("umbrella", {
    name: "Umbrella 50 seats",
    amount: "63000",
    lines: [seats("50"), onboarding],
    afterInstall: { tieout_discount_percent: "10" },
  }),
  // The company moved after QuickBooks had made the customer.
  deal("soylent", {
    name: "Soylent support and training",
    amount: "8400",
    lines: [support(), training("2")],
    dealtype: "existingbusiness",
  }),
  // The order date is text.
  deal("kramerica", {
    name: "Kramerica import desk",
    amount: "28800",
    lines: [seats("20"), support()],
    afterInstall: { tieout_order_date: "04/21/2026" },
  }),
  // One product that is two items.
  deal("kord", {
    name: "Kord starter",
    amount: "21420",
    lines: [{ product: "bundle", name: "Starter bundle", sku: "STARTER-BUNDLE", price: "7140", quantity: "3" }],
  }),
  // Custom work, which finance looks at.
  deal("tyrell", {
    name: "Tyrell integration",
    amount: "18500",
    lines: [
      {
        product: "custom",
        name: "Custom work",
        sku: "CUSTOM-WORK",
        price: "18500",
        quantity: "1",
        description: "Connector to the Nexus line, statement of work 6",
      },
    ],
  }),
  // A product that no item stands for.
  deal("cyberdyne", {
    name: "Cyberdyne analytics",
    amount: "16200",
    lines: [
      seats("10"),
      { product: "residency", name: "Data residency", sku: "DATA-RESIDENCY", price: "400", quantity: "1", monthly: true },
    ],
  }),
  // QuickBooks knows "Initech Incorporated".
  deal("initech", { name: "Initech renewal of seats", amount: "34200", lines: [seats("30")], dealtype: "existingbusiness" }),
  // A vendor in QuickBooks has the name.
  deal("hooli", {
    name: "Hooli gateways",
    amount: "10950",
    lines: [
      { product: "hardware", name: "Gateway kit", sku: "HARDWARE-KIT", price: "850", quantity: "12" },
      { product: "setup", name: "Set-up fee", sku: "SETUP-FEE", price: "750", quantity: "1" },
    ],
  }),
  // Tax exempt, without the tax id that proves it.
  deal("massive", { name: "Massive Dynamic training", amount: "4800", lines: [training("4")] }),
  // Still open: nothing may reach QuickBooks.
  deal("piper", {
    name: "Pied Piper API calls",
    amount: "9000",
    stage: "contractsent",
    lines: [{ product: "apiCalls", name: "API calls", sku: "API-CALLS", price: "0.0045", quantity: "2000000" }],
  }),
  // In euros, from Germany.
  deal("wonka", { name: "Wonka support", amount: "6000", currency: "EUR", lines: [{ ...support(), currency: "EUR" }] }),
  // The story's main deal: a new customer with everything right, about to be won.
  deal("acme", {
    name: "Acme Robotics fleet",
    amount: "120000",
    stage: "contractsent",
    lines: [seats("100"), onboarding],
    afterInstall: { tieout_po_number: "AR-2207" },
  }),
];
