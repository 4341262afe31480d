import type { ContactSeed, DealSeed, RecordSeed } from "./hubspot.ts";
import { PRODUCT_IDS } from "./hubspot-products.ts";

type Case = {
  number: string;
  company: string;
  deal: string;
  /** Seats at 95 a month for a year. */
  seats: number;
  stage?: string;
  place?: Record<string, string>;
  fields?: Record<string, string>;
};

const AKRON = { address: "7 Canal Street", city: "Akron", state: "OH", zip: "44308", country: "United States" };
const TORONTO = { address: "40 King Street West", city: "Toronto", state: "ON", zip: "M5H 3Y2", country: "Canada" };

/** What comes of each stands in what the story expects of it. */
const CASES = {
  hanso: { number: "71", company: "Hanso Instruments", deal: "Hanso seats", seats: 20 },
  bluesun: { number: "72", company: "Blue Sun Supplies", deal: "Blue Sun seats", seats: 8 },
  paperstreet: {
    ...{ number: "73", company: "Paper Street Soap", deal: "Paper Street seats", seats: 5 },
    place: { ...AKRON, zip: "", city: "" },
  },
  vogon: {
    ...{ number: "74", company: "Vogon Freight", deal: "Vogon seats", seats: 5 },
    fields: { tieout_payment_terms: "When the forms are stamped" },
  },
  moosejaw: { number: "75", company: "Moose Jaw Mills", deal: "Moose Jaw seats", seats: 10, place: TORONTO },
  loonlake: { number: "76", company: "Loon Lake Outfitters", deal: "Loon Lake seats", seats: 10, place: TORONTO },
  sunnydale: { number: "77", company: "Sunnydale Books", deal: "Sunnydale seats: try me", seats: 12, stage: "contractsent" },
  veridian: { number: "78", company: "Veridian Dynamics", deal: "Veridian seats", seats: 6 },
  lumon: { number: "79", company: "Lumon Industries", deal: "Lumon seats", seats: 4 },
} satisfies Record<string, Case>;

type Key = keyof typeof CASES;

/** Ids of the deals by key; the company and contact of each have the same last digits. */
export const DESK_DEAL_IDS = Object.fromEntries(Object.entries(CASES).map(([key, { number }]) => [key, `310000000${number}`])) as Record<
  Key,
  string
>;

const all = Object.entries<Case>(CASES);
const currencyOf = ({ place }: Case) => (place?.["country"] === "Canada" ? "CAD" : "USD");

export const DESK_COMPANIES: RecordSeed[] = all.map(([key, { number, company, place = AKRON }]) => ({
  id: `210000000${number}`,
  properties: { name: company, domain: `${key}.example`, phone: `+1 555 01${number}`, industry: "COMPUTER_SOFTWARE", ...place },
  afterInstall: { tieout_payment_terms: "Net 30", tieout_billing_email: `ap@${key}.example` },
}));

export const DESK_CONTACTS: ContactSeed[] = all.map(([key, { number }]) => ({
  id: `410000000${number}`,
  companyId: `210000000${number}`,
  properties: { firstname: "Pat", lastname: `Payable ${number}`, email: `ap@${key}.example`, jobtitle: "Accounts payable" },
}));

export const DESK_DEALS: DealSeed[] = all.map(([key, each]) => ({
  id: DESK_DEAL_IDS[key as Key],
  properties: {
    ...{ dealname: each.deal, amount: String(each.seats * 95 * 12), pipeline: "default", dealstage: each.stage ?? "closedwon" },
    ...{ closedate: "2026-11-16T19:30:00Z", deal_currency_code: currencyOf(each), dealtype: "newbusiness", hubspot_owner_id: "71001" },
  },
  afterInstall: { tieout_payment_terms: "Net 30", ...each.fields },
  companies: [{ id: `210000000${each.number}`, labels: ["Primary"] }],
  contacts: [{ id: `410000000${each.number}`, labels: ["Billing"] }],
  lines: [seatsOf(each)],
}));

function seatsOf(each: Case): RecordSeed {
  const recurring = {
    ...{ recurringbillingfrequency: "monthly", hs_recurring_billing_period: "P12M" },
    ...{ hs_recurring_billing_start_date: "2026-12-01", hs_recurring_billing_terms: "FIXED" },
  };
  const product = { name: "User seat", hs_sku: "SEAT-MONTHLY", hs_product_id: PRODUCT_IDS.seat, price: "95" };
  const properties = { ...product, ...recurring, quantity: String(each.seats), hs_line_item_currency_code: currencyOf(each) };
  return { id: `610000${each.number}1`, properties };
}
