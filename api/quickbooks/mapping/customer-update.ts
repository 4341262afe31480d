import { AppError } from "../../domain/errors.ts";
import type { CustomerChanges } from "../../ports/erp-customer.ts";
import type { Payload } from "../../ports/erp.ts";
import { addressPayload } from "./address.ts";
import { cleanName, cut, usableEmail, wholeOrNull, withoutEmpty } from "./plain-text.ts";

const MAX_NAME = 100;
const MAX_PHONE = 30;

/**
 * The body of a sparse update: what it does not name stays as it is (facts/quickbooks.md §3.1). Throws invalid when a value is
 * none that QuickBooks takes, since a part that is left out would be silently kept.
 */
export function customerUpdate(id: string, version: number, changes: CustomerChanges): Payload {
  const { companyName, email, phone, person, billing, shipping, termsId } = changes;
  const fields = {
    ...(companyName !== undefined && { CompanyName: usable(cut(companyName?.trim() ?? "", MAX_NAME).trim() || null, "company name") }),
    ...(email !== undefined && { PrimaryEmailAddr: { Address: usable(usableEmail(email), "e-mail address") } }),
    ...(phone !== undefined && { PrimaryPhone: { FreeFormNumber: usable(wholeOrNull(phone, MAX_PHONE), "phone number") } }),
    ...(person && personFields(person)),
    ...(billing && { BillAddr: usable(addressPayload(billing), "billing address") }),
    ...(shipping && { ShipAddr: usable(addressPayload(shipping), "shipping address") }),
    ...(termsId !== undefined && { SalesTermRef: { value: termsId } }),
  };
  return { Id: id, SyncToken: String(version), sparse: true, ...withoutEmpty(fields) };
}

/** Both names, since a name without one of them is another person's: an empty text clears. */
function personFields({ givenName, familyName }: NonNullable<CustomerChanges["person"]>) {
  return { GivenName: cleanName(givenName, MAX_NAME) ?? "", FamilyName: cleanName(familyName, MAX_NAME) ?? "" };
}

function usable<T>(value: T | null, what: string): T {
  if (value !== null) return value;
  throw new AppError("invalid", `QuickBooks does not take this ${what}. Correct it in HubSpot.`, { code: "valueNotTaken", fixBy: "rep" });
}
