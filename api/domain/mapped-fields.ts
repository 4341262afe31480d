/** A field of ours that a portal may read from another property than the default, and what people call it. */
export type MappableField = { object: "deal" | "company"; field: string; label: string };

const ADDRESS_PARTS = {
  Street: "street",
  Street2: "street, second line",
  City: "city",
  State: "state",
  Zip: "postcode",
  Country: "country",
};

const addressFields = (kind: "billing" | "shipping"): MappableField[] =>
  Object.entries(ADDRESS_PARTS).map(([part, words]) => ({
    object: "company",
    field: `${kind}${part}`,
    label: `${kind === "billing" ? "Billing" : "Shipping"} ${words}`,
  }));

const dealField = (field: string, label: string): MappableField => ({ object: "deal", field, label });
const companyField = (field: string, label: string): MappableField => ({ object: "company", field, label });

/** Every field that the field mapping may name (DESIGN §5, "properties that we read"). */
export const MAPPABLE_FIELDS: readonly MappableField[] = [
  dealField("paymentTerms", "Payment terms"),
  dealField("orderDate", "Order date"),
  dealField("acceptedOn", "Accepted on"),
  dealField("contractStart", "Contract start"),
  dealField("contractEnd", "Contract end"),
  dealField("billingFrequency", "Billing frequency"),
  dealField("billingPlan", "Billing plan"),
  dealField("discountPercent", "Discount in percent"),
  dealField("discountAmount", "Discount amount"),
  dealField("poNumber", "PO number"),
  companyField("paymentTerms", "Payment terms"),
  companyField("taxExempt", "Tax exempt"),
  companyField("taxId", "Tax id"),
  companyField("taxExemptionReason", "Tax exemption reason"),
  companyField("billingEmail", "Billing e-mail"),
  ...addressFields("billing"),
  ...addressFields("shipping"),
];
