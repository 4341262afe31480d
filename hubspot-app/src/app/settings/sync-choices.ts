type Kind = "customers" | "contacts" | "invoices" | "payments";
/** The setting `sync` of `GET /ui/settings`. */
export type SyncSettings = Record<Kind, { direction?: string; frequency: string }> & { rules: Record<string, string> };

export const KINDS: { kind: Kind; label: string; hasDirection: boolean }[] = [
  { kind: "customers", label: "Companies and customers", hasDirection: true },
  { kind: "contacts", label: "Billing contacts", hasDirection: true },
  { kind: "invoices", label: "Orders, invoices and items", hasDirection: false },
  { kind: "payments", label: "Payments and days overdue", hasDirection: false },
];

export const DIRECTIONS = [
  { value: "both", label: "Both ways" },
  { value: "toHubSpot", label: "From QuickBooks to HubSpot" },
  { value: "toQuickBooks", label: "From HubSpot to QuickBooks" },
  { value: "off", label: "Not at all" },
];

export const FREQUENCIES = [
  { value: "onChange", label: "At once, and every day" },
  { value: "hourly", label: "Every hour" },
  { value: "every4Hours", label: "Every 4 hours" },
  { value: "daily", label: "Every day" },
];

export const RULES = [
  { value: "hubspot", label: "HubSpot is right" },
  { value: "quickbooks", label: "QuickBooks is right" },
  { value: "latest", label: "The later change is right" },
  { value: "hubspot-until-first-order-then-quickbooks", label: "HubSpot until the first order, then QuickBooks" },
];

const SHARED = "hubspot-until-first-order-then-quickbooks";

/** The fields whose rule may be chosen, and the rule where none was. Tax data and contacts have one side that Tieout never writes to. */
export const RULED_FIELDS = [
  { field: "name", label: "Company name", rule: SHARED },
  { field: "phone", label: "Phone", rule: SHARED },
  { field: "shippingAddress", label: "Shipping address", rule: SHARED },
  { field: "billingAddress", label: "Billing address", rule: "quickbooks" },
  { field: "billingEmail", label: "Billing e-mail", rule: "quickbooks" },
  { field: "paymentTerms", label: "Payment terms", rule: "quickbooks" },
  { field: "taxStatus", label: "Tax exemption (written to HubSpot only)", rule: "quickbooks" },
  { field: "taxId", label: "Tax id (written to HubSpot only)", rule: "quickbooks" },
  { field: "contactName", label: "Contact's name (written to QuickBooks only)", rule: "latest" },
  { field: "contactEmail", label: "Contact's e-mail (written to QuickBooks only)", rule: "latest" },
  { field: "contactPhone", label: "Contact's phone (written to QuickBooks only)", rule: "latest" },
];

/** The chosen rules with this one; a field's own default is not kept, so that it may change. */
export function withRule(rules: Record<string, string>, field: string, rule: string): Record<string, string> {
  const { [field]: _before, ...others } = rules;
  return RULED_FIELDS.some((each) => each.field === field && each.rule === rule) ? others : { ...others, [field]: rule };
}
