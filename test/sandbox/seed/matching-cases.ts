import type { Fields } from "../quickbooks/entity.ts";
import { lineOf, support } from "./hubspot-deals.ts";
import type { CompanySeed, ContactSeed, DealSeed } from "./hubspot.ts";

/** Ids of the deals whose buyer is hard to tell; company and contact of each have the same last digits. */
export const MATCHING_DEAL_IDS = {
  burgerPalace: "31000000051",
  duckworth: "31000000052",
  hudsucker: "31000000053",
  vandelayIndustries: "31000000054",
  strickland: "31000000055",
  romashka: "31000000056",
  prestige: "31000000057",
} as const;
type Key = keyof typeof MATCHING_DEAL_IDS;

/** `customer`: its id and name in QuickBooks, which has the same mailbox; null where the books have it already. */
type Case = { name: string; mailbox: string; customer: [id: string, name: string] | null };

/** What is special about each is said in what the story expects of its deal. */
const CASES: Record<Key, Case> = {
  burgerPalace: { name: "Burger Palace Store 12", mailbox: "ap@burgerpalace.example", customer: ["31", "Burger Palace Store 14"] },
  duckworth: { name: "Duckworth Capital Inc", mailbox: "ap@duckworth.example", customer: ["32", "Duckworth Capital LLC"] },
  hudsucker: { name: "Hudsucker Fixtures", mailbox: "ap@hudsucker.example", customer: ["33", "Hudsucker Holdings Corp"] },
  vandelayIndustries: { name: "Vandelay Industries", mailbox: "art@vandelay.example", customer: null },
  strickland: {
    name: "Strickland Holdings LLC dba Strickland Propane",
    mailbox: "ap@strickland.example",
    customer: ["35", "Strickland Propane"],
  },
  romashka: { name: "Romashka", mailbox: "ap@romashka.example", customer: ["36", "ООО «Ромашка»"] },
  prestige: { name: "Prestige Worldwide", mailbox: "ap@catalina.example", customer: ["37", "Catalina Boats"] },
};
const KEYS = Object.keys(CASES) as Key[];
const HUDSUCKER_HOLDINGS = "21000000059";

const companyId = (key: Key) => `21${MATCHING_DEAL_IDS[key].slice(2)}`;
const contactId = (key: Key) => `41${MATCHING_DEAL_IDS[key].slice(2)}`;
const streetOf = (key: Key) => `${MATCHING_DEAL_IDS[key].slice(-2)} Commerce Street`;
const domainOf = (key: Key) => CASES[key].mailbox.replace(/^.*@/, "");
const town = { city: "Dayton", state: "OH", zip: "45402", country: "United States" };

/** The buyers, and the parent of one. */
export const MATCHING_COMPANIES: CompanySeed[] = [
  { id: HUDSUCKER_HOLDINGS, properties: { name: "Hudsucker Holdings Corp", domain: "hudsucker-holdings.example", ...town } },
  ...KEYS.map((key) => ({
    id: companyId(key),
    ...(key === "hudsucker" && { parentId: HUDSUCKER_HOLDINGS }),
    properties: { name: CASES[key].name, domain: domainOf(key), industry: "MACHINERY", address: streetOf(key), ...town },
    afterInstall: { tieout_payment_terms: "Net 30", tieout_billing_email: CASES[key].mailbox },
  })),
];

export const MATCHING_CONTACTS: ContactSeed[] = KEYS.map((key) => ({
  id: contactId(key),
  companyId: companyId(key),
  properties: { firstname: "Robin", lastname: "Vale", email: CASES[key].mailbox, jobtitle: "Accounts payable" },
}));

export const MATCHING_DEALS: DealSeed[] = KEYS.map((key) => ({
  id: MATCHING_DEAL_IDS[key],
  properties: {
    dealname: `${CASES[key].name.split(" ").slice(0, 2).join(" ")} support`,
    amount: "6000",
    pipeline: "default",
    dealstage: "closedwon",
    closedate: "2026-11-16T19:30:00Z",
    deal_currency_code: "USD",
    dealtype: "newbusiness",
    hubspot_owner_id: "71002",
  },
  afterInstall: { tieout_payment_terms: "Net 30" },
  companies: [{ id: companyId(key), labels: ["Primary"] }],
  contacts: [{ id: contactId(key), labels: ["Billing"] }],
  lines: [lineOf(MATCHING_DEAL_IDS[key], 0, support())],
}));

/** What the books have of them: the same mailbox at the same house. */
export const MATCHING_CUSTOMERS: Fields[] = KEYS.flatMap((key) => {
  const { customer, mailbox } = CASES[key];
  if (!customer) return [];
  const [Id, DisplayName] = customer;
  const place = { Line1: streetOf(key), City: town.city, CountrySubDivisionCode: town.state, PostalCode: town.zip, Country: "USA" };
  return [{ Id, DisplayName, CompanyName: DisplayName, PrimaryEmailAddr: { Address: mailbox }, BillAddr: place, Taxable: true }];
});
