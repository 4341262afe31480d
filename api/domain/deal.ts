/** A property that the field mapping names and the CRM does not have: what should stand there is not known. */
export type MissingProperty = { object: "deal" | "company"; id: string; field: string; property: string };

/** A field that a portal may map to another property: the property's name, to say where to mend it, and its text. */
export type MappedField = { property: string; value: string | null };

/** The deal fields of the field mapping (DESIGN §5, "properties that we read"). */
export type DealField =
  | "paymentTerms"
  | "orderDate"
  | "acceptedOn"
  | "contractStart"
  | "contractEnd"
  | "billingFrequency"
  | "billingPlan"
  | "discountPercent"
  | "discountAmount"
  | "poNumber";

/** A postal address as the CRM holds it; every part may be missing. */
export type Address = {
  street: string | null;
  street2: string | null;
  city: string | null;
  state: string | null;
  zip: string | null;
  country: string | null;
};

/** A deal with all that a push needs, as the CRM holds it, in neutral words. Decimals and dates are the CRM's text, untouched. */
export type Deal = {
  id: string;
  name: string;
  pipelineId: string;
  /** `won`: closed with probability 1.0 by the stage's metadata, never by its label (RULES §1). */
  stage: { id: string; won: boolean; closed: boolean };
  /** The CRM's own amount, on whatever basis the portal has set. */
  amount: string | null;
  currency: string | null;
  /** An instant (ISO 8601 with offset) or null. */
  closedAt: string | null;
  ownerId: string | null;
  /** The properties that rules of the portal's routing look at. */
  routingProperties: Record<string, string | null>;
  fields: Record<DealField, MappedField>;
  lines: DealLine[];
  companies: DealCompany[];
  contacts: DealContact[];
  /** The newest quote that the buyer accepted. */
  acceptedQuote: DealQuote | null;
  /** What stands beside the lines, on the deal or on its accepted quote. */
  adjustments: DealAdjustment[];
  archived: boolean;
  /** The deals that were merged into this one, each of which may have been pushed before. */
  mergedIds?: string[];
  missingProperties: MissingProperty[];
};

/** As much of a deal as its contract value is read from. */
export type PricedDeal = Pick<Deal, "id" | "amount" | "currency" | "closedAt" | "fields" | "lines">;

/** A quote with lines of its own, which the deal's need not follow. */
export type DealQuote = { id: string; title: string | null; lines: DealLine[] };

/** A discount, fee or tax as a record of its own. `value` is percent or an amount. */
export type DealAdjustment = {
  id: string;
  kind: "discount" | "fee" | "tax";
  label: string | null;
  value: string | null;
  inPercent: boolean;
};

/** A line item. Price and amount are those of ONE period for a recurring line (RULES §1). */
export type DealLine = {
  id: string;
  productId: string | null;
  sku: string | null;
  name: string;
  description: string | null;
  quantity: string | null;
  /** List price per unit and period. */
  unitPrice: string | null;
  /** Per unit (HubSpot's `discount`). */
  discountPerUnit: string | null;
  /** Percent, "10" is ten percent. */
  discountPercent: string | null;
  /** weekly, biweekly, monthly, quarterly, per_six_months, annually, per_two_years … ; null is one-time. */
  frequency: string | null;
  /** ISO 8601 duration, "P12M"; null on a recurring line means "until cancelled". */
  term: string | null;
  startDate: string | null;
  startDelayDays: string | null;
  startDelayMonths: string | null;
  currency: string | null;
};

/** A company that hangs on a deal. */
export type DealCompany = {
  id: string;
  name: string | null;
  domain: string | null;
  phone: string | null;
  industry: string | null;
  /** The association is the deal's primary company; false for an only one, of which nobody asks. */
  primary: boolean;
  /** Association labels, such as "Billing", where there are several to choose from. */
  labels: string[];
  /** It has a parent or a child company. */
  inGroup?: boolean;
  /** The companies that were merged into this one, each of which may have a customer. */
  mergedIds?: string[];
  billing: Address;
  shipping: Address;
  billingEmail: string | null;
  paymentTerms: MappedField;
  taxExempt: boolean;
  taxId: MappedField;
  taxExemptionReason: MappedField;
};

/** A contact that hangs on a deal. */
export type DealContact = {
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  /** Where there are several to choose from. */
  labels: string[];
  billing: Address;
};
