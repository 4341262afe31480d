import { isDeepStrictEqual } from "node:util";
import type { Address } from "../entity.ts";
import { QuickBooksFault } from "../fault.ts";

const ALPHA3: Record<string, string> = {
  us: "USA",
  usa: "USA",
  "united states": "USA",
  "united states of america": "USA",
  ca: "CAN",
  can: "CAN",
  canada: "CAN",
  gb: "GBR",
  uk: "GBR",
  gbr: "GBR",
  "united kingdom": "GBR",
  de: "DEU",
  deu: "DEU",
  germany: "DEU",
  fr: "FRA",
  fra: "FRA",
  france: "FRA",
};

/** An address as it is stored: countries come back as ISO alpha-3 (facts/quickbooks.md §2.1). Over 2000 characters together: 2050. */
export function storedAddress(address: Address | undefined, element: string): Address | undefined {
  if (!address) return undefined;
  const { Line1, Line2, Line3, Line4, Line5, Country } = address;
  const length = [Line1, Line2, Line3, Line4, Line5].join("").length;
  if (length > 2000)
    throw new QuickBooksFault(
      2050,
      `String length specified does not match the supported length. Max:2000 Supplied length:${length}`,
      element,
    );
  return Country ? { ...address, Country: ALPHA3[Country.toLowerCase()] ?? Country } : address;
}

/** An address changed inside a transaction: name and city move into the lines and City is dropped (facts/quickbooks.md §2.4). */
export function addressChangedInside(sent: Address | undefined, before: Address | undefined, name: string): Address | undefined {
  if (!sent || isDeepStrictEqual(sent, before)) return sent;
  const { City, Line1, Line2, Line3: _third, Line4: _fourth, Line5: _fifth, ...rest } = sent;
  const place = [City, [sent.CountrySubDivisionCode, sent.PostalCode].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  const written = [name, Line1, Line2, place].filter((part): part is string => Boolean(part));
  return { ...rest, ...Object.fromEntries(written.map((part, index) => [`Line${index + 1}`, part])) };
}
