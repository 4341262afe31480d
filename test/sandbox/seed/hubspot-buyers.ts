import type { ContactSeed, RecordSeed } from "./hubspot.ts";

/** Ids of the companies; the contact of each has the same last digits. */
export const COMPANY_IDS = {
  globex: "21000000001",
  umbrella: "21000000002",
  soylent: "21000000003",
  kramerica: "21000000004",
  kord: "21000000005",
  tyrell: "21000000006",
  cyberdyne: "21000000007",
  initech: "21000000008",
  hooli: "21000000009",
  massive: "21000000010",
  piper: "21000000011",
  wonka: "21000000012",
  acme: "21000000013",
} as const;

type CompanyKey = keyof typeof COMPANY_IDS;
type Place = { address: string; address2?: string; city: string; state?: string; zip: string; country?: string };

function company(
  key: CompanyKey,
  name: string,
  place: Place,
  rest: Partial<RecordSeed> & { industry?: string; phone?: string } = {},
): RecordSeed {
  const { industry = "COMPUTER_SOFTWARE", phone = `+1 555 01${COMPANY_IDS[key].slice(-2)}`, ...more } = rest;
  return {
    id: COMPANY_IDS[key],
    properties: { name, domain: `${key}.example`, phone, industry, country: "United States", ...place },
    afterInstall: { tieout_payment_terms: "Net 30", tieout_billing_email: `ap@${key}.example` },
    ...more,
  };
}

/** The buyers. What is special about each is said at its deal. */
export const COMPANIES: RecordSeed[] = [
  company(
    "globex",
    "Globex Corp",
    { address: "742 Evergreen Terrace", city: "Springfield", state: "IL", zip: "62704" },
    { industry: "MACHINERY", phone: "+1 217 555 0142" },
  ),
  company(
    "umbrella",
    "Umbrella Labs",
    { address: "77 Beacon Street", city: "Boston", state: "MA", zip: "02108" },
    { industry: "BIOTECHNOLOGY" },
  ),
  company(
    "soylent",
    "Soylent Foods",
    { address: "5 Mill Road", city: "Albany", state: "NY", zip: "12207" },
    {
      industry: "FOOD_BEVERAGES",
      createdAt: "2026-03-09T15:00:00Z",
      changes: [
        {
          at: "2026-11-10T16:20:00Z",
          properties: { address: "300 Lakeshore Drive", address2: "Floor 9", city: "Chicago", state: "IL", zip: "60611" },
        },
      ],
    },
  ),
  company("kramerica", "Kramerica Imports", { address: "610 Canal Street", city: "New York", state: "NY", zip: "10013" }),
  company("kord", "Kord Logistics", { address: "88 Dock Street", city: "Newark", state: "NJ", zip: "07102" }),
  company("tyrell", "Tyrell Systems", { address: "2019 Spring Street", city: "Los Angeles", state: "CA", zip: "90013" }),
  company("cyberdyne", "Cyberdyne Analytics", { address: "18144 El Camino Real", city: "Sunnyvale", state: "CA", zip: "94087" }),
  company("initech", "Initech Inc.", { address: "4120 Freidrich Lane", city: "Austin", state: "TX", zip: "78744" }),
  company(
    "hooli",
    "Hooli",
    { address: "1401 North Shoreline Boulevard", city: "Mountain View", state: "CA", zip: "94043" },
    { industry: "INTERNET" },
  ),
  company(
    "massive",
    "Massive Dynamic Foundation",
    { address: "650 Research Row", city: "Columbus", state: "OH", zip: "43215" },
    {
      industry: "NON_PROFIT_ORGANIZATION_MANAGEMENT",
      afterInstall: { tieout_payment_terms: "Net 30", tieout_billing_email: "ap@massive.example", tieout_tax_exempt: "true" },
    },
  ),
  company("piper", "Pied Piper", { address: "5230 Newell Road", city: "Palo Alto", state: "CA", zip: "94303" }, { industry: "INTERNET" }),
  company(
    "wonka",
    "Wonka Süßwaren GmbH",
    { address: "Schokoladenweg 7", city: "Köln", zip: "50667", country: "Germany" },
    { industry: "FOOD_BEVERAGES" },
  ),
  company(
    "acme",
    "Acme Robotics",
    { address: "401 Foundry Lane", city: "Pittsburgh", state: "PA", zip: "15222" },
    { industry: "MACHINERY" },
  ),
];

const NAMES: Record<CompanyKey, [string, string]> = {
  globex: ["Hank", "Scorpio"],
  umbrella: ["Alice", "Marcus"],
  soylent: ["Robert", "Thorn"],
  kramerica: ["Darin", "Merrick"],
  kord: ["Lucia", "Fox"],
  tyrell: ["Eldon", "Tyrell"],
  cyberdyne: ["Miles", "Dyson"],
  initech: ["Bill", "Lumbergh"],
  hooli: ["Gavin", "Belson"],
  massive: ["Nina", "Sharp"],
  piper: ["Jared", "Dunn"],
  wonka: ["Willi", "Wonka"],
  acme: ["Rita", "Kowalski"],
};

/** One accounts-payable contact per company. */
export const CONTACTS: ContactSeed[] = Object.entries(NAMES).map(([key, [firstname, lastname]]) => {
  const companyId = COMPANY_IDS[key as CompanyKey];
  const phone = `+1 555 01${companyId.slice(-2)}`;
  return {
    id: contactOf(key as CompanyKey),
    companyId,
    properties: { firstname, lastname, email: `ap@${key}.example`, phone, jobtitle: "Accounts payable" },
  };
});

export function contactOf(key: CompanyKey): string {
  return `41${COMPANY_IDS[key].slice(2)}`;
}
