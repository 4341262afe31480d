/** The two systems that are kept in step. */
export type Side = "hubspot" | "quickbooks";

/** A field of a buyer as one value: an address is taken whole, since a street of one and a city of another would be nobody's. */
export type FieldValue = Record<string, string | null>;

/** Who is right when the two sides differ (DESIGN §6). */
export const FIELD_RULES = ["hubspot", "quickbooks", "latest", "hubspot-until-first-order-then-quickbooks"] as const;
/** Who is right about a field. */
export type FieldRule = (typeof FIELD_RULES)[number];

/** What is compared together: a company's own data, and the person who is billed. */
export type FieldGroup = "customers" | "contacts";

/** `readOnlyIn` is the side that we may not or do not change, whatever the rule says: there a person does. */
type FieldFacts = { group: FieldGroup; label: string; rule: FieldRule; readOnlyIn: Side | null };

const SHARED = "hubspot-until-first-order-then-quickbooks";

/**
 * Every field that is kept in step, with the rule where a portal has chosen no other. Tax data is QuickBooks' to change. A
 * contact is never changed in HubSpot: the app has no right to.
 */
export const SYNC_FIELDS = {
  name: { group: "customers", label: "Company name", rule: SHARED, readOnlyIn: null },
  phone: { group: "customers", label: "Phone", rule: SHARED, readOnlyIn: null },
  shippingAddress: { group: "customers", label: "Shipping address", rule: SHARED, readOnlyIn: null },
  billingAddress: { group: "customers", label: "Billing address", rule: "quickbooks", readOnlyIn: null },
  billingEmail: { group: "customers", label: "Billing e-mail", rule: "quickbooks", readOnlyIn: null },
  paymentTerms: { group: "customers", label: "Payment terms", rule: "quickbooks", readOnlyIn: null },
  taxStatus: { group: "customers", label: "Tax exemption", rule: "quickbooks", readOnlyIn: "quickbooks" },
  taxId: { group: "customers", label: "Tax id", rule: "quickbooks", readOnlyIn: "quickbooks" },
  contactName: { group: "contacts", label: "Contact's name", rule: "latest", readOnlyIn: "hubspot" },
  contactEmail: { group: "contacts", label: "Contact's e-mail", rule: "latest", readOnlyIn: "hubspot" },
  contactPhone: { group: "contacts", label: "Contact's phone", rule: "latest", readOnlyIn: "hubspot" },
} as const satisfies Record<string, FieldFacts>;

export type SyncField = keyof typeof SYNC_FIELDS;
export const SYNC_FIELD_NAMES = Object.keys(SYNC_FIELDS) as SyncField[];

/** A buyer's fields on one side; one that is not there is not known or has no place, and is left alone. */
export type FieldValues = Partial<Record<SyncField, FieldValue>>;

/** In the order in which people write them; what a value holds besides is not shown. */
const PARTS = ["givenName", "familyName", "street", "street2", "city", "state", "zip", "country", "name", "phone", "email", "terms", "id"];

/** Nothing is written in the field. */
export const isBlank = (value: FieldValue): boolean => [...PARTS, "exempt"].every((part) => (value[part] ?? "").trim() === "");

/** A value in one line: "742 Evergreen Terrace, Springfield, IL, 62704"; null for a blank one. */
export function sayValue(field: SyncField, value: FieldValue): string | null {
  if (isBlank(value)) return null;
  if (field === "taxStatus")
    return value["exempt"] === "true" ? ["Exempt", value["reason"]].filter(Boolean).join(", reason ") : "Not exempt";
  const parts = PARTS.map((part) => value[part]?.trim()).filter(Boolean);
  return parts.join(field === "contactName" ? " " : ", ");
}
