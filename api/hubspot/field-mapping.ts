import type { Address, DealField } from "../domain/deal.ts";

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
