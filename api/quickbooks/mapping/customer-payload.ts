import { AppError } from "../../domain/errors.ts";
import type { CustomerDraft } from "../../ports/erp-customer.ts";
import type { ErpCompany, Payload } from "../../ports/erp.ts";
import { addressPayloads } from "./address.ts";
import { taxFields } from "./tax-fields.ts";
import { cleanName, cut, usableEmail, wholeOrNull, withoutEmpty } from "./plain-text.ts";

const MAX_DISPLAY_NAME = 500;
const MAX_NAME = 100;
const MAX_PHONE = 30;

/** A display name as QuickBooks will hold it, so that a search for it finds it. Null when nothing is left of it. */
export function displayName(name: string): string | null {
  return cleanName(name, MAX_DISPLAY_NAME);
}

/** The body that makes a customer (facts/quickbooks.md §2.2). Throws invalid when no name is left. */
export function customerPayload(draft: CustomerDraft, company: ErpCompany | null): Payload {
  const { buyer, name, currency, termsId, customerTypeId, taxCodeId, marker, parentId = null } = draft;
  const shown = displayName(name);
  if (!shown) throw new AppError("invalid", "A customer needs a name.");
  const email = usableEmail(buyer.email);
  const phone = wholeOrNull(buyer.phone, MAX_PHONE);
  return withoutEmpty({
    DisplayName: shown,
    CompanyName: buyer.kind === "company" ? cut(buyer.name.trim(), MAX_NAME) || null : null,
    GivenName: cleanName(buyer.person?.givenName ?? null, MAX_NAME),
    FamilyName: cleanName(buyer.person?.familyName ?? null, MAX_NAME),
    PrimaryEmailAddr: email && { Address: email },
    PrimaryPhone: phone && { FreeFormNumber: phone },
    ...addressPayloads(buyer),
    ...taxFields(buyer, company),
    DefaultTaxCodeRef: taxCodeId !== null && !buyer.taxExempt ? { value: taxCodeId } : null,
    CustomerTypeRef: customerTypeId && { value: customerTypeId },
    ...(parentId !== null && { Job: true, ParentRef: { value: parentId } }),
    SalesTermRef: termsId && { value: termsId },
    PreferredDeliveryMethod: email && "Email",
    CurrencyRef: company?.multiCurrency === false ? null : { value: currency },
    Notes: marker,
  });
}
