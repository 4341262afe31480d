import type { Address } from "../domain/deal.ts";
import { AppError } from "../domain/errors.ts";
import { findTerm } from "../domain/find-term.ts";
import type { Mapping } from "../domain/mapping.ts";
import type { FieldValue, SyncField } from "../domain/sync-fields.ts";
import type { BuyerField, CompanyChanges } from "../ports/crm.ts";
import type { CustomerChanges } from "../ports/erp-customer.ts";
import type { ErpTerm } from "../ports/erp.ts";

/** A field's new value. */
type Change = { field: SyncField; value: FieldValue };

/** What is to be another on the company in the CRM. */
export function changesInCrm(changes: readonly Change[]): CompanyChanges {
  return Object.assign({}, ...changes.map(({ field, value }) => inCrm(field, value))) as CompanyChanges;
}

function inCrm(field: SyncField, value: FieldValue): CompanyChanges {
  const part = (name: string) => value[name] ?? null;
  switch (field) {
    case "name":
      return { name: part("name") };
    case "phone":
      return { phone: part("phone") };
    case "billingEmail":
      return { billingEmail: part("email") };
    case "billingAddress":
      return { billing: addressOf(value) };
    case "shippingAddress":
      return { shipping: addressOf(value) };
    case "paymentTerms":
      return { paymentTerms: part("terms") };
    case "taxStatus":
      return { taxExempt: part("exempt") === "true", taxExemptionReason: part("reason") };
    case "taxId":
      return { taxId: part("id") };
    case "contactName":
    case "contactEmail":
    case "contactPhone":
      throw new Error(`Bug: a contact is never changed (${field}).`);
  }
}

/** The same on the customer in the ERP. Throws rejected when it has no such payment terms. */
export function changesInErp(changes: readonly Change[], terms: readonly ErpTerm[], mapping: Pick<Mapping, "terms">): CustomerChanges {
  return Object.assign({}, ...changes.map(({ field, value }) => inErp(field, value, terms, mapping))) as CustomerChanges;
}

function inErp(field: SyncField, value: FieldValue, terms: readonly ErpTerm[], mapping: Pick<Mapping, "terms">): CustomerChanges {
  const part = (name: string) => value[name] ?? null;
  switch (field) {
    case "name":
      return { companyName: part("name") };
    case "phone":
    case "contactPhone":
      return { phone: part("phone") };
    case "billingEmail":
    case "contactEmail":
      return { email: part("email") };
    case "billingAddress":
      return { billing: addressOf(value) };
    case "shippingAddress":
      return { shipping: addressOf(value) };
    case "paymentTerms":
      return { termsId: termsId(part("terms") ?? "", terms, mapping) };
    case "contactName":
      return { person: { givenName: part("givenName"), familyName: part("familyName") } };
    case "taxStatus":
    case "taxId":
      throw new Error(`Bug: tax data is never changed in the ERP (${field}).`);
  }
}

function termsId(text: string, terms: readonly ErpTerm[], mapping: Pick<Mapping, "terms">): string {
  const { term } = findTerm(text, terms, mapping.terms);
  if (term) return term.id;
  const message = `QuickBooks has no payment terms "${text}". Finance adds them there, or maps them.`;
  throw new AppError("rejected", message, { code: "termsUnknown", fixBy: "finance", subject: text });
}

const addressOf = (value: FieldValue): Address => ({
  street: value["street"] ?? null,
  street2: value["street2"] ?? null,
  city: value["city"] ?? null,
  state: value["state"] ?? null,
  zip: value["zip"] ?? null,
  country: value["country"] ?? null,
});

/** By which of the CRM's fields one of ours is held. */
export const CRM_FIELDS: Record<SyncField, { object: "company" | "contact"; fields: BuyerField[] }> = {
  name: { object: "company", fields: ["name"] },
  phone: { object: "company", fields: ["phone"] },
  billingEmail: { object: "company", fields: ["billingEmail"] },
  billingAddress: { object: "company", fields: ["billing"] },
  shippingAddress: { object: "company", fields: ["shipping"] },
  paymentTerms: { object: "company", fields: ["paymentTerms"] },
  taxStatus: { object: "company", fields: ["taxExempt", "taxExemptionReason"] },
  taxId: { object: "company", fields: ["taxId"] },
  contactName: { object: "contact", fields: ["givenName", "familyName"] },
  contactEmail: { object: "contact", fields: ["email"] },
  contactPhone: { object: "contact", fields: ["phone"] },
};
