import { PRODUCT_IDS } from "./hubspot-products.ts";
import type { ContactSeed, DealSeed, RecordSeed } from "./hubspot.ts";

type Line = { product?: keyof typeof PRODUCT_IDS; sku?: string; name?: string; price: string; quantity: string } & Record<string, string>;
type Sold = {
  key: string;
  n: number;
  buyer: string;
  amount: string;
  lines: Line[];
  fields?: Record<string, string>;
  more?: Partial<DealSeed>;
};

const id = (kind: string, n: number) => `${kind}0000000${String(n).padStart(2, "0")}`;
const monthly = {
  recurringbillingfrequency: "monthly",
  hs_recurring_billing_period: "P12M",
  hs_recurring_billing_start_date: "2026-12-01",
};
const seats = (quantity: string, more: Record<string, string> = {}): Line => ({
  product: "seat",
  sku: "SEAT-MONTHLY",
  name: "User seat",
  price: "95",
  quantity,
  ...monthly,
  ...more,
});
const training = (quantity: string, more: Record<string, string> = {}): Line => ({
  product: "training",
  sku: "TRAINING-DAY",
  name: "Training day",
  price: "1200",
  quantity,
  ...more,
});

/** The rule of each deal stands in what the story expects of it. */
const SOLD: Sold[] = [
  { key: "vehement", n: 1, buyer: "Vehement Capital", amount: "10260", lines: [seats("10")] },
  {
    key: "sirius",
    n: 2,
    buyer: "Sirius Cybernetics",
    amount: "1995",
    lines: [seats("3", { hs_recurring_billing_period: "P7M", recurringbillingfrequency: "quarterly" })],
  },
  { key: "lexcorp", n: 3, buyer: "Lexcorp Foundry", amount: "11400", lines: [seats("10", { hs_recurring_billing_period: "" })] },
  {
    key: "wayland",
    n: 4,
    buyer: "Wayland Freight",
    amount: "30480",
    lines: [
      seats("10"),
      seats("2", {
        hs_recurring_billing_period: "P24M",
        recurringbillingfrequency: "annually",
        price: "9540",
        hs_recurring_billing_start_date: "2027-01-31",
        quantity: "1",
      }),
    ],
  },
  {
    key: "monarch",
    n: 5,
    buyer: "Monarch Mills",
    amount: "4320",
    lines: [training("4")],
    fields: { tieout_discount_percent: "10", tieout_discount_amount: "480" },
  },
  {
    key: "nakatomi",
    n: 6,
    buyer: "Nakatomi Trading",
    amount: "1499.9985",
    lines: [{ product: "apiCalls", sku: "API-CALLS", name: "API calls", price: "0.0045", quantity: "333333" }],
  },
  { key: "vandelay", n: 7, buyer: "Vandelay Latex", amount: "2400", lines: [training("2")], fields: { tieout_order_date: "21.04.2026" } },
  { key: "gringotts", n: 8, buyer: "Gringotts Vaults", amount: "1200", lines: [training("1")] },
  { key: "scully", n: 9, buyer: "Dana Scully", amount: "3600", lines: [training("3")] },
  { key: "duff", n: 10, buyer: "Duff Breweries", amount: "5000", lines: [] },
  {
    key: "aperture",
    n: 11,
    buyer: "Aperture Optics",
    amount: "2400",
    lines: [training("2")],
    more: { adjustments: [{ object: "fees", id: "91000000001", properties: { hs_label: "Rush fee", hs_type: "FIXED", hs_value: "150" } }] },
  },
  {
    key: "blackmesa",
    n: 12,
    buyer: "Black Mesa Metrology",
    amount: "11400",
    lines: [seats("10")],
    more: {
      quotes: [
        {
          id: "92000000001",
          properties: {
            hs_title: "Black Mesa 12 seats",
            hs_expiration_date: "2026-12-31T00:00:00Z",
            hs_status: "APPROVAL_NOT_NEEDED",
            hs_sign_status: "ESIGN_COMPLETED",
          },
          lines: [line(12, 8, seats("12"))],
        },
      ],
    },
  },
  {
    key: "cogswell",
    n: 13,
    buyer: "Cogswell Cogs",
    amount: "4320",
    lines: [training("4")],
    fields: { tieout_discount_amount: "480" },
  },
  { key: "spacely", n: 14, buyer: "Spacely Sprockets", amount: "9000", lines: [seats("10", { price: "75" })] },
  {
    key: "oceanic",
    n: 15,
    buyer: "Oceanic Air Freight",
    amount: "11400",
    lines: [seats("10", { hs_recurring_billing_period: "P36M" })],
  },
  {
    key: "tessier",
    n: 16,
    buyer: "Tessier Orbital",
    amount: "2280",
    lines: [seats("2", { hs_recurring_billing_start_date: "", hs_billing_start_delay_days: "30" })],
  },
  {
    key: "wernham",
    n: 17,
    buyer: "Wernham Paper",
    amount: "2400",
    lines: [training("2")],
    more: {
      adjustments: [{ object: "taxes", id: "93000000001", properties: { hs_label: "County tax", hs_type: "PERCENT", hs_value: "5" } }],
    },
  },
  { key: "dunder", n: 18, buyer: "Dunder Stationery", amount: "2400", lines: [training("2")], fields: { tieout_order_date: "31/12/2026" } },
];

/** Ids of the deals by key. */
export const RULE_DEAL_IDS: Record<string, string> = Object.fromEntries(SOLD.map(({ key, n }) => [key, id("32", n)]));

const place = (n: number) => ({ address: `${n} Rule Street`, city: "Dayton", state: "OH", zip: "45402", country: "United States" });

export const RULE_COMPANIES: RecordSeed[] = SOLD.filter(({ key }) => key !== "scully").map(({ key, n, buyer }) => ({
  id: id("22", n),
  properties: {
    name: buyer,
    domain: `${key}.example`,
    phone: `+1 555 02${String(n).padStart(2, "0")}`,
    industry: "MACHINERY",
    ...place(n),
  },
  afterInstall: { tieout_payment_terms: "Net 30", tieout_billing_email: `ap@${key}.example` },
}));

/** A person who buys without a company. */
export const RULE_CONTACTS: ContactSeed[] = [
  { id: id("42", 9), properties: { firstname: "Dana", lastname: "Scully", email: "dana@scully.example", ...place(9) } },
];

/** One deal for each rule of the sale that the other deals do not show. */
export const RULE_DEALS: DealSeed[] = SOLD.map(({ key, n, buyer, amount, lines, fields, more }) => ({
  id: id("32", n),
  properties: {
    dealname: `${buyer} 2027`,
    amount,
    pipeline: "default",
    dealstage: "closedwon",
    closedate: "2026-11-16T19:30:00Z",
    deal_currency_code: "USD",
    dealtype: "newbusiness",
    hubspot_owner_id: "71002",
  },
  afterInstall: { tieout_payment_terms: "Net 30", ...fields },
  companies: companiesOf(key, n),
  contacts: key === "scully" ? [{ id: id("42", n), labels: [] }] : [],
  lines: lines.map((each, index) => line(n, index + 1, each)),
  ...more,
}));

/** Gringotts has two companies, of which none is said to be the one that is billed. */
function companiesOf(key: string, n: number): DealSeed["companies"] {
  if (key === "scully") return [];
  return key === "gringotts" ? [{ id: id("22", n) }, { id: id("22", 1) }] : [{ id: id("22", n), labels: ["Primary"] }];
}

function line(n: number, index: number, { product, sku, ...properties }: Line): RecordSeed {
  const ids = { ...(product && { hs_product_id: PRODUCT_IDS[product] }), ...(sku && { hs_sku: sku }) };
  const written = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ""));
  return { id: `${id("62", n)}${index}`, properties: { ...ids, hs_line_item_currency_code: "USD", ...written } };
}
