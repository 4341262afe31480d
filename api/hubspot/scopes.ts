/** What we ask of an account: the same list as in hubspot-app's app-hsmeta.json, since HubSpot refuses an install where they differ (facts/hubspot.md §1.2). */
export const REQUIRED_SCOPES = [
  "oauth",
  "crm.objects.deals.read",
  "crm.objects.deals.write",
  "crm.objects.companies.read",
  "crm.objects.companies.write",
  "crm.objects.contacts.read",
  // lines, and the discounts, fees and taxes beside them
  "crm.objects.line_items.read",
  // whether the accepted quote says what the deal says
  "crm.objects.quotes.read",
  "crm.objects.products.read",
  "crm.objects.owners.read",
  "crm.schemas.deals.read",
  "crm.schemas.deals.write",
  "crm.schemas.companies.read",
  "crm.schemas.companies.write",
  // telling a workflow that waits what came of its push
  "automation",
];
