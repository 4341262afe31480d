/** A right that we ask of an account, and what a HubSpot admin reads about why. Without an `optional` one only what it is for is missing. */
export type Scope = { scope: string; reason: string; optional?: true };

/**
 * What we ask of an account: the same list as in hubspot-app's app-hsmeta.json, since HubSpot refuses an install where they
 * differ (facts/hubspot.md §1.2). The definitions of properties are read by the scope of their object.
 */
export const SCOPES: readonly Scope[] = [
  { scope: "oauth", reason: "Read the account's time zone and currency." },
  { scope: "crm.objects.deals.read", reason: "Read won deals, their stages and what they say about order, terms and discount." },
  { scope: "crm.objects.deals.write", reason: "Show order, invoices and payments on the deal, in properties of Tieout's own." },
  { scope: "crm.objects.companies.read", reason: "Read who buys: name, addresses and tax data for the QuickBooks customer." },
  {
    scope: "crm.objects.companies.write",
    reason: "Show on the company what it owes, and bring back from QuickBooks the fields that you chose.",
  },
  { scope: "crm.objects.contacts.read", reason: "Read the billing contact, whose name and e-mail the QuickBooks customer gets." },
  { scope: "crm.objects.line_items.read", reason: "Read what was sold at which price, with its discounts, fees and taxes." },
  { scope: "crm.objects.quotes.read", reason: "See whether the quote that the buyer accepted says what the deal says." },
  { scope: "crm.objects.products.read", reason: "List the products that finance maps to QuickBooks items." },
  {
    scope: "crm.objects.products.write",
    reason: "Bring the products that have a QuickBooks item with their SKU up to date with it.",
    optional: true,
  },
  { scope: "crm.objects.owners.read", reason: "Know whose deal it is: for sales reps' codes, and for pushing only one's own deals." },
  { scope: "crm.schemas.deals.write", reason: "Create Tieout's properties on deals when it is installed." },
  { scope: "crm.schemas.companies.write", reason: "Create Tieout's properties on companies when it is installed." },
  { scope: "automation", reason: "Tell a workflow that waits what came of its push." },
];

/** The scopes alone, as the authorize address and an installation name them. */
export const REQUIRED_SCOPES = SCOPES.filter(({ optional }) => !optional).map(({ scope }) => scope);
/** Those that a portal may leave out. */
export const OPTIONAL_SCOPES = SCOPES.filter(({ optional }) => optional).map(({ scope }) => scope);
