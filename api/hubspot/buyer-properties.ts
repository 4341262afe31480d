import type { BuyerField } from "../ports/crm.ts";
import { COMPANY_ADDRESS, type FieldMapping } from "./field-mapping.ts";

/** The properties that hold a field of a buyer; an address that is empty is read from HubSpot's own. */
export function propertiesOfField({ company }: FieldMapping, field: BuyerField): string[] {
  switch (field) {
    case "billing":
      return [...Object.values(company.billing), ...Object.values(COMPANY_ADDRESS)];
    case "shipping":
      return Object.values(company.shipping);
    case "paymentTerms":
    case "taxExempt":
    case "taxExemptionReason":
    case "taxId":
    case "billingEmail":
      return [company[field]];
    case "givenName":
      return ["firstname"];
    case "familyName":
      return ["lastname"];
    case "name":
    case "phone":
    case "email":
      return [field];
  }
}
