import { AppError } from "../../domain/errors.ts";
import type { CustomerDraft, ErpCompany, Payload } from "../../ports/erp.ts";
import { addressPayloads } from "./address.ts";
import { cleanName, cut, usableEmail, wholeOrNull, withoutEmpty } from "./plain-text.ts";

const MAX_DISPLAY_NAME = 500;
const MAX_NAME = 100;
const MAX_PHONE = 30;

/** A display name as QuickBooks will hold it, so that a search for it finds it. Null when nothing is left of it. */
export function displayName(name: string): string | null {
  return cleanName(name, MAX_DISPLAY_NAME);
}

/**
 * The body that makes a customer (facts/quickbooks.md §2.2). The tax id has no place here yet: ResaleNum is a resale
 * certificate, and where an id goes depends on the country (RULES §1). Throws invalid when no name is left.
 */
export function customerPayload({ buyer, name, currency, termsId, marker }: CustomerDraft, company: ErpCompany | null): Payload {
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
    Taxable: !buyer.taxExempt,
    SalesTermRef: termsId && { value: termsId },
    PreferredDeliveryMethod: email && "Email",
    CurrencyRef: company?.multiCurrency === false ? null : { value: currency },
    Notes: marker,
  });
}
