import { COUNTRIES, countryCode } from "../domain/country.ts";
import type { Address } from "../domain/deal.ts";
import { isSameValue } from "../domain/same-value.ts";
import type { FieldValues } from "../domain/sync-fields.ts";
import type { CrmBuyer } from "../ports/crm.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { ErpTerm } from "../ports/erp.ts";

const NO_ADDRESS: Address = { street: null, street2: null, city: null, state: null, zip: null, country: null };

/**
 * A buyer's fields as the CRM holds them. A customer has one e-mail address and one phone: they are the company's, and the
 * person's only where the company has none of its own (as when the customer was made).
 */
export function valuesInCrm({ company, contact }: CrmBuyer, homeCountry: string): FieldValues {
  const emailIsPersons = !company || (!company.billingEmail && contact?.email != null);
  const phoneIsPersons = !company || (!company.phone && contact?.phone != null);
  return {
    ...(company && {
      name: { name: company.name },
      billingAddress: { ...company.billing },
      shippingAddress: ownShipping(company, homeCountry),
      paymentTerms: { terms: company.paymentTerms },
      taxStatus: { exempt: company.taxExempt === null ? null : String(company.taxExempt), reason: company.taxExemptionReason },
      taxId: { id: company.taxId },
    }),
    ...(company && !emailIsPersons && { billingEmail: { email: company.billingEmail } }),
    ...(company && !phoneIsPersons && { phone: { phone: company.phone } }),
    ...(contact && { contactName: { contactId: contact.id, givenName: contact.givenName, familyName: contact.familyName } }),
    ...(contact && emailIsPersons && { contactEmail: { email: contact.email } }),
    ...(contact && phoneIsPersons && { contactPhone: { phone: contact.phone } }),
  };
}

/** The same as the ERP holds them; null when they are not known. A tax id that is masked says nothing. */
export function valuesInErp(customer: ErpCustomer, terms: readonly ErpTerm[], homeCountry: string): FieldValues | null {
  const { details, companyName, email, phone, taxable, taxId, termsId } = customer;
  if (!details) return null;
  const [billing, shipping] = [named(details.billing), named(details.shipping)];
  return {
    name: { name: companyName },
    billingAddress: billing,
    shippingAddress: ownShipping({ billing, shipping }, homeCountry),
    paymentTerms: { terms: terms.find(({ id }) => id === termsId)?.name ?? null },
    taxStatus: { exempt: String(!taxable), reason: details.exemptionReason },
    ...(!isMasked(taxId) && { taxId: { id: taxId } }),
    billingEmail: { email },
    contactEmail: { email },
    phone: { phone },
    contactPhone: { phone },
    contactName: { givenName: details.givenName, familyName: details.familyName },
  };
}

/** What is shipped to the billing address is shipped nowhere else. */
function ownShipping({ billing, shipping }: { billing: Address; shipping: Address }, homeCountry: string): Address {
  return isSameValue("shippingAddress", billing, shipping, homeCountry) ? { ...NO_ADDRESS } : { ...shipping };
}

/** The ERP answers with codes of countries, people write names. */
function named(address: Address): Address {
  const code = countryCode(address.country);
  return { ...address, country: COUNTRIES.find((country) => country.code === code)?.name ?? address.country };
}

const isMasked = (taxId: string | null) => /[x*•]{3}/i.test(taxId ?? "");
