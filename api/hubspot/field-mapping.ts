import type { Address, DealField } from "../domain/deal.ts";
import type { Mapping } from "../domain/mapping.ts";

/** Which HubSpot property holds which of our fields. A portal may choose others than the defaults. */
export type FieldMapping = {
  deal: Record<DealField, string>;
  company: {
    paymentTerms: string;
    taxExempt: string;
    taxId: string;
    taxExemptionReason: string;
    billingEmail: string;
    billing: Record<keyof Address, string>;
    shipping: Record<keyof Address, string>;
  };
};

/** The properties that we create ourselves (DESIGN §5). */
export const DEFAULT_FIELD_MAPPING: FieldMapping = {
  deal: {
    paymentTerms: "tieout_payment_terms",
    orderDate: "tieout_order_date",
    acceptedOn: "tieout_accepted_on",
    contractStart: "tieout_contract_start",
    contractEnd: "tieout_contract_end",
    billingFrequency: "tieout_billing_frequency",
    billingPlan: "tieout_billing_plan",
    discountPercent: "tieout_discount_percent",
    discountAmount: "tieout_discount_amount",
    poNumber: "tieout_po_number",
  },
  company: {
    paymentTerms: "tieout_payment_terms",
    taxExempt: "tieout_tax_exempt",
    taxId: "tieout_tax_id",
    taxExemptionReason: "tieout_tax_exemption_reason",
    billingEmail: "tieout_billing_email",
    billing: addressProperties("tieout_billing"),
    shipping: addressProperties("tieout_shipping"),
  },
};

/** The address properties that every company of HubSpot has. */
export const COMPANY_ADDRESS: Record<keyof Address, string> = {
  street: "address",
  street2: "address2",
  city: "city",
  state: "state",
  zip: "zip",
  country: "country",
};

function addressProperties(prefix: string): Record<keyof Address, string> {
  return {
    street: `${prefix}_street`,
    street2: `${prefix}_street2`,
    city: `${prefix}_city`,
    state: `${prefix}_state`,
    zip: `${prefix}_zip`,
    country: `${prefix}_country`,
  };
}

/** The properties that a portal has chosen, and the defaults for the rest. */
export function fieldMapping(chosen: Mapping["fields"]): FieldMapping {
  const named = (object: "deal" | "company") =>
    Object.fromEntries(chosen.filter((each) => each.object === object).map(({ field, property }) => [field, property]));
  const { deal, company } = DEFAULT_FIELD_MAPPING;
  const { billing, shipping, ...plain } = company;
  const ofCompany = named("company");
  return {
    deal: replaced(deal, named("deal")),
    company: {
      ...replaced(plain, ofCompany),
      billing: replacedParts("billing", billing, ofCompany),
      shipping: replacedParts("shipping", shipping, ofCompany),
    },
  };
}

/** The property that a field is read from where the portal has mapped no other. */
export function defaultProperty(object: "deal" | "company", field: string): string {
  return propertiesOf(DEFAULT_FIELD_MAPPING)[object].get(field) ?? "";
}

/** Each field, by its name in the mapping, and the property that it is read from. */
export function propertiesOf({ deal, company }: FieldMapping): Record<"deal" | "company", Map<string, string>> {
  const { billing, shipping, ...plain } = company;
  const parts = (kind: string, address: Record<string, string>) =>
    Object.entries(address).map(([part, property]) => [addressField(kind, part), property] as const);
  return {
    deal: new Map(Object.entries(deal)),
    company: new Map([...Object.entries(plain), ...parts("billing", billing), ...parts("shipping", shipping)]),
  };
}

function replaced<F extends Record<string, string>>(defaults: F, chosen: Record<string, string>): F {
  return Object.fromEntries(Object.entries(defaults).map(([field, property]) => [field, chosen[field] ?? property])) as F;
}

function replacedParts(
  kind: string,
  defaults: Record<keyof Address, string>,
  chosen: Record<string, string>,
): Record<keyof Address, string> {
  const parts = Object.entries(defaults).map(([part, property]) => [part, chosen[addressField(kind, part)] ?? property]);
  return Object.fromEntries(parts) as Record<keyof Address, string>;
}

/** "billingStreet" */
function addressField(kind: string, part: string): string {
  return `${kind}${part.charAt(0).toUpperCase()}${part.slice(1)}`;
}
