import type { ContactSeed, DealSeed, RecordSeed } from "./hubspot.ts";
import { PRODUCT_IDS } from "./hubspot-products.ts";

type Line = { product: keyof typeof PRODUCT_IDS; name: string; sku: string; price: string; quantity: string; monthly: boolean };
type Case = {
  number: string;
  company: string;
  contact: [string, string];
  deal: string;
  amount: string;
  lines: Line[];
  fields?: Record<string, string>;
};

const seats = (quantity: string): Line => ({
  product: "seat",
  name: "User seat",
  sku: "SEAT-MONTHLY",
  price: "95",
  quantity,
  monthly: true,
});
const platform = (price: string): Line => ({
  product: "platform",
  name: "Platform",
  sku: "PLATFORM-ANNUAL",
  price,
  quantity: "1",
  monthly: true,
});
const onboarding: Line = { product: "onboarding", name: "Onboarding", sku: "ONBOARD", price: "6000", quantity: "1", monthly: false };

/** Each is a new customer, and one thing more that finance has to approve. */
const CASES = {
  zorin: {
    ...{ number: "21", company: "Zorin Freight", contact: ["Max", "Zorin"], deal: "Zorin dispatch seats", amount: "34200" },
    ...{ lines: [seats("40")], fields: { tieout_discount_percent: "25" } },
  },
  quahog: {
    ...{ number: "22", company: "Quahog Harbor", contact: ["Lois", "Pewter"], deal: "Quahog Harbor platform", amount: "240000" },
    lines: [platform("20000")],
  },
  gekko: {
    ...{ number: "23", company: "Gekko Mills", contact: ["Carl", "Fox"], deal: "Gekko Mills seats", amount: "11400" },
    ...{ lines: [seats("10")], fields: { tieout_payment_terms: "Net 120" } },
  },
  borealis: {
    ...{ number: "24", company: "Borealis Optics", contact: ["Cave", "Johnson"], deal: "Borealis Optics platform", amount: "126000" },
    lines: [platform("10000"), onboarding],
  },
} satisfies Record<string, Case>;

/** Ids of the deals that wait for finance; the company of each has the same last digits. */
export const APPROVAL_DEAL_IDS = Object.fromEntries(
  Object.entries(CASES).map(([key, { number }]) => [key, `310000000${number}`]),
) as Record<keyof typeof CASES, string>;

const companyIdOf = ({ number }: Case) => `210000000${number}`;
const contactIdOf = ({ number }: Case) => `410000000${number}`;
const all = Object.entries<Case>(CASES);

export const APPROVAL_COMPANIES: RecordSeed[] = all.map(([key, each]) => ({
  id: companyIdOf(each),
  properties: {
    ...{ name: each.company, domain: `${key}.example`, phone: `+1 555 01${each.number}`, industry: "COMPUTER_SOFTWARE" },
    ...{ address: `${each.number} Quay Street`, city: "Baltimore", state: "MD", zip: "21202", country: "United States" },
  },
  afterInstall: { tieout_payment_terms: "Net 30", tieout_billing_email: `ap@${key}.example` },
}));

export const APPROVAL_CONTACTS: ContactSeed[] = all.map(([key, each]) => ({
  id: contactIdOf(each),
  companyId: companyIdOf(each),
  properties: { firstname: each.contact[0], lastname: each.contact[1], email: `ap@${key}.example`, jobtitle: "Accounts payable" },
}));

export const APPROVAL_DEALS: DealSeed[] = all.map(([key, each]) => ({
  id: APPROVAL_DEAL_IDS[key as keyof typeof CASES],
  properties: {
    ...{ dealname: each.deal, amount: each.amount, pipeline: "default", dealstage: "closedwon", closedate: "2026-11-16T19:30:00Z" },
    ...{ deal_currency_code: "USD", dealtype: "newbusiness", hubspot_owner_id: "71002" },
  },
  afterInstall: { tieout_payment_terms: "Net 30", ...each.fields },
  companies: [{ id: companyIdOf(each), labels: ["Primary"] }],
  contacts: [{ id: contactIdOf(each), labels: ["Billing"] }],
  lines: each.lines.map((line, index) => lineOf(`610000${each.number}${index + 1}`, line)),
}));

function lineOf(id: string, { product, monthly, name, sku, price, quantity }: Line): RecordSeed {
  const recurring = monthly && {
    recurringbillingfrequency: "monthly",
    hs_recurring_billing_period: "P12M",
    hs_recurring_billing_start_date: "2026-12-01",
    hs_recurring_billing_terms: "FIXED",
  };
  const base = { name, hs_sku: sku, hs_product_id: PRODUCT_IDS[product], price, quantity, hs_line_item_currency_code: "USD" };
  return { id, properties: { ...base, ...recurring } };
}
