import { countryCode } from "../../domain/country.ts";
import type { Address } from "../../domain/deal.ts";
import type { VendorAddress } from "./vendor-shapes.ts";
import { cut, wholeOrNull, withoutEmpty } from "./plain-text.ts";

const MAX_LINE = 500;
const MAX_LINES = 5;
const MAX_PART = 255;
const MAX_POSTCODE = 30;
const countryNames = new Intl.DisplayNames(["en"], { type: "region" });

/** A postal address as QuickBooks takes it (lengths: facts/quickbooks.md §2.1); null when it has no part at all. */
export function addressPayload(address: Address): Record<string, string> | null {
  const lines = [address.street, address.street2]
    .flatMap((street) => (street ?? "").split(/\r?\n/))
    .map((line) => cut(line.trim(), MAX_LINE));
  const filled = lines.filter((line) => line !== "").slice(0, MAX_LINES);
  const fields = withoutEmpty({
    ...Object.fromEntries(filled.map((line, index) => [`Line${index + 1}`, line])),
    City: part(address.city),
    CountrySubDivisionCode: part(address.state),
    PostalCode: wholeOrNull(address.zip, MAX_POSTCODE),
    Country: countryName(address.country),
  });
  return Object.keys(fields).length === 0 ? null : fields;
}

/** An address as QuickBooks holds it: the first line, and all others as a second one. */
export function addressFrom(address: VendorAddress): Address {
  const { Line1, Line2, Line3, Line4, Line5, City, CountrySubDivisionCode, PostalCode, Country } = address ?? {};
  const more = [Line2, Line3, Line4, Line5].filter((line) => line != null && line.trim() !== "");
  return {
    street: Line1 || null,
    street2: more.join(", ") || null,
    city: City || null,
    state: CountrySubDivisionCode || null,
    zip: PostalCode || null,
    country: Country || null,
  };
}

/** Billing and shipping address; what is shipped to nowhere else is shipped to the billing address (RULES §2). */
export function addressPayloads({ billing, shipping }: { billing: Address; shipping: Address }) {
  const bill = addressPayload(billing);
  return { BillAddr: bill, ShipAddr: addressPayload(shipping) ?? bill };
}

function part(text: string | null): string | null {
  const trimmed = cut(text?.trim() ?? "", MAX_PART);
  return trimmed === "" ? null : trimmed;
}

/** QuickBooks takes a full name or three letters (facts/quickbooks.md §2.1), so whatever we understand becomes the name. */
function countryName(country: string | null): string | null {
  const code = countryCode(country);
  return code === null ? part(country) : (countryNames.of(code) ?? code);
}
