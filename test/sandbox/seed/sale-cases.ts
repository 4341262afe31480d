import { COMPANY_IDS, contactOf } from "./hubspot-buyers.ts";
import { lineOf, support, training } from "./hubspot-deals.ts";
import type { ContactSeed, DealSeed, RecordSeed } from "./hubspot.ts";

/** Ids of the deals on the way from a sale to the books; the company of each has the same last digits. */
export const SALE_DEAL_IDS = {
  stark: "31000000031",
  gotham: "31000000032",
  oscorp: "31000000033",
  consolidated: "31000000034",
  globexInEuros: "31000000035",
} as const;
type Key = Exclude<keyof typeof SALE_DEAL_IDS, "globexInEuros">;

const companyId = (key: Key) => `21${SALE_DEAL_IDS[key].slice(2)}`;
const contactId = (key: Key) => `41${SALE_DEAL_IDS[key].slice(2)}`;

function company(key: Key, name: string, place: Record<string, string>, afterInstall: Record<string, string> = {}): RecordSeed {
  return {
    id: companyId(key),
    properties: { name, domain: `${key}.example`, industry: "MACHINERY", country: "United States", ...place },
    afterInstall: { tieout_payment_terms: "Net 30", tieout_billing_email: `ap@${key}.example`, ...afterInstall },
  };
}

export const SALE_COMPANIES: RecordSeed[] = [
  company("stark", "Stark Industries", { address: "10880 Malibu Point", city: "Malibu", state: "CA", zip: "90265" }),
  company(
    "gotham",
    "Gotham School District",
    { address: "12 Schoolhouse Lane", city: "Trenton", state: "NJ", zip: "08608" },
    { tieout_tax_exempt: "true", tieout_tax_id: "22-1234567", tieout_tax_exemption_reason: "7" },
  ),
  company("oscorp", "Oscorp Chemicals", { address: "5 Tower Place", city: "New York", state: "NY", zip: "10018" }),
  company(
    "consolidated",
    "Consolidated Amalgamated International Holdings: Western Regional Manufacturing and Distribution Division, Plant Nine",
    {
      address: "9000 Industrial Parkway",
      city: "Reno",
      state: "NV",
      zip: "89502",
    },
  ),
];

export const SALE_CONTACTS: ContactSeed[] = (["stark", "gotham", "oscorp", "consolidated"] as const).map((key) => ({
  id: contactId(key),
  companyId: companyId(key),
  properties: { firstname: "Pat", lastname: "Reyes", email: `ap@${key}.example`, jobtitle: "Accounts payable" },
}));

type Line = Parameters<typeof lineOf>[2];
type Deal = { name: string; amount: string; line: Line; currency?: string; afterInstall?: Record<string, string> };

function deal(
  id: string,
  buyer: { company: string; contact: string },
  { name, amount, line, currency = "USD", afterInstall }: Deal,
): DealSeed {
  return {
    id,
    properties: {
      dealname: name,
      amount,
      pipeline: "default",
      dealstage: "closedwon",
      closedate: "2026-11-16T19:30:00Z",
      deal_currency_code: currency,
      dealtype: "newbusiness",
      hubspot_owner_id: "71002",
    },
    afterInstall: { tieout_payment_terms: "Net 30", ...afterInstall },
    companies: [{ id: buyer.company, labels: ["Primary"] }],
    contacts: [{ id: buyer.contact, labels: ["Billing"] }],
    lines: [lineOf(id, 0, { ...line, currency })],
  };
}
const own = (key: Key, of: Deal) => deal(SALE_DEAL_IDS[key], { company: companyId(key), contact: contactId(key) }, of);

/** Each deal is one problem on the way from a sale to the books. */
export const SALE_DEALS: DealSeed[] = [
  // Finance has entered the order by hand already.
  own("stark", { name: "Stark support", amount: "6000", line: support() }),
  // Tax exempt, with all that proves it.
  own("gotham", { name: "Gotham training", amount: "4800", line: training("4") }),
  // Ordered in a year whose books are closed.
  own("oscorp", { name: "Oscorp training", amount: "2400", line: training("2"), afterInstall: { tieout_order_date: "12/15/2025" } }),
  // A name with a colon, too long for one of QuickBooks' two names.
  own("consolidated", { name: "Plant Nine support", amount: "6000", line: support() }),
  // A customer in dollars buys in euros.
  deal(
    SALE_DEAL_IDS.globexInEuros,
    { company: COMPANY_IDS.globex, contact: contactOf("globex") },
    { name: "Globex support in Europe", amount: "6000", line: support(), currency: "EUR" },
  ),
];
