import { countryCode } from "./country.ts";
import { phonesIn } from "./match-keys.ts";
import type { FieldValue, SyncField } from "./sync-fields.ts";
import { exemptionReason } from "./tax-exemption.ts";

/** QuickBooks cuts a company's name here (facts/quickbooks.md §2.1). */
const LONGEST_NAME = 100;

/** Whether both systems say the same: they write countries, phones and street lines otherwise. `homeCountry` is where a phone without a country code belongs. */
export function isSameValue(field: SyncField, one: FieldValue, other: FieldValue, homeCountry: string): boolean {
  return canonical(field, one, homeCountry) === canonical(field, other, homeCountry);
}

function canonical(field: SyncField, value: FieldValue, homeCountry: string): string {
  const part = (name: string) => (value[name] ?? "").replace(/\s+/g, " ").trim();
  switch (field) {
    case "billingAddress":
    case "shippingAddress":
      return addressText(part, homeCountry);
    case "phone":
    case "contactPhone":
      return phonesIn(part("phone"), countryCode(homeCountry))[0] ?? part("phone");
    case "billingEmail":
    case "contactEmail":
      return part("email").toLowerCase();
    case "paymentTerms":
      return part("terms").toLowerCase();
    case "taxStatus":
      return part("exempt") === "true" ? `exempt ${exemptionReason(part("reason")) ?? ""}` : part("exempt");
    case "taxId":
      return part("id").replace(/\W/g, "").toUpperCase();
    case "name":
      return part("name").slice(0, LONGEST_NAME).trim();
    case "contactName":
      return `${part("givenName")} ${part("familyName")}`.trim();
  }
}

/** Street lines as one, and no country for the one at home, which people leave out. */
function addressText(part: (name: string) => string, homeCountry: string): string {
  const street = `${part("street")} ${part("street2")}`.replaceAll(",", " ").replace(/\s+/g, " ").trim();
  const written = [street, part("city"), part("state").toUpperCase(), part("zip").toUpperCase()];
  if (written.every((text) => text === "")) return "";
  const country = countryCode(part("country")) ?? part("country").toUpperCase();
  return [...written, country === countryCode(homeCountry) ? "" : country].join("|");
}
