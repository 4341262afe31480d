import providers from "email-providers/all.json" with { type: "json" };
import { parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js";
import { getDomain } from "tldts";
import { countryCode } from "./country.ts";
import { foldText, nameForms, type NameForm } from "./normal-name.ts";

/** What is known of a buyer or a customer, as it was written. */
export type MatchSubject = {
  names: readonly string[];
  email: string | null;
  website: string | null;
  phone: string | null;
  taxId: string | null;
  street: string | null;
  postcode: string | null;
  country: string | null;
};

/** The same in the forms that compare (RULES §3); the mirror's index holds the same ones. */
export type MatchKeys = {
  names: NameForm[];
  emails: string[];
  /** Registrable domains of one's own, free mail left out. */
  domains: string[];
  /** E.164. */
  phones: string[];
  taxId: string | null;
  /** Postcode and house number, "94042 1"; null when one is missing. */
  house: string | null;
  postcode: string | null;
  country: string | null;
};

/** Brings everything to its comparable form. `homeCountry` is where a phone without a country code belongs if the address does not say. */
export function matchKeys(subject: MatchSubject, homeCountry: string | null): MatchKeys {
  const country = countryCode(subject.country);
  const emails = emailsIn(subject.email);
  const postcode = postcodeOf(subject.postcode);
  const number = houseNumberOf(subject.street);
  return {
    names: subject.names.flatMap(nameForms),
    emails,
    domains: unique([...emails, subject.website].flatMap(ownDomain)),
    phones: phonesIn(subject.phone, country ?? countryCode(homeCountry)),
    taxId: taxIdOf(subject.taxId),
    house: postcode !== null && number !== null ? `${postcode} ${number}` : null,
    postcode,
    country,
  };
}

/** E-mail addresses in a field that may hold several, in lower case. */
function emailsIn(text: string | null): string[] {
  return unique((text ?? "").toLowerCase().match(/[^\s,;<>()"']+@[^\s,;<>()"'@]+/g) ?? []);
}

const FREE_MAIL = new Set(providers);
/** Where companies have pages that are not their own. */
const OTHERS_SITES = new Set(
  "facebook.com linkedin.com instagram.com x.com twitter.com google.com youtube.com tiktok.com yelp.com etsy.com".split(" "),
);

/** Whether an address or a domain is of a provider that anybody may use. */
export function isFreeMail(addressOrDomain: string): boolean {
  const host = addressOrDomain.slice(addressOrDomain.lastIndexOf("@") + 1);
  return FREE_MAIL.has(host) || FREE_MAIL.has(getDomain(host) ?? "");
}

function ownDomain(addressOrSite: string | null): string[] {
  const host = addressOrSite?.includes("@") ? addressOrSite.slice(addressOrSite.lastIndexOf("@") + 1) : addressOrSite?.trim().toLowerCase();
  const domain = host ? getDomain(host, { allowPrivateDomains: true }) : null;
  return domain && !isFreeMail(domain) && !OTHERS_SITES.has(domain) ? [domain] : [];
}

/** Phone numbers in a field that may hold several, E.164; `country` is whose they are where they do not say. */
export function phonesIn(text: string | null, country: string | null): string[] {
  const parts = (text ?? "").split(/[;,/]|\bor\b/i);
  return unique(
    parts.flatMap((part) => {
      const phone = parsePhoneNumberFromString(part, country === null ? {} : { defaultCountry: country as CountryCode });
      return phone?.isPossible() ? [phone.number] : [];
    }),
  );
}

/** Letters and digits; what QuickBooks masks ("XXXXX6789") says nothing. A leading country code does not count. */
function taxIdOf(text: string | null): string | null {
  if (/[x*•]{3}/i.test(text ?? "")) return null;
  const plain = (text ?? "")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "")
    .replace(/^[A-Z]{2}(?=\d{7,})/, "");
  return plain.length >= 5 ? plain : null;
}

/** Letters and digits alone; of a US ZIP+4 the ZIP. */
function postcodeOf(text: string | null): string | null {
  const plain = (text ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (plain === "") return null;
  return /^\d{9}$/.test(plain) ? plain.slice(0, 5) : plain;
}

function houseNumberOf(street: string | null): string | null {
  return foldText(street ?? "").match(/\b\d+[a-z]?\b/)?.[0] ?? null;
}

const unique = (values: readonly string[]) => [...new Set(values)];
