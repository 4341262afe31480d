import type { CustomerFacts } from "./erp-facts.ts";
import { normalName } from "./normal-name.ts";
import type { Buyer } from "./sale.ts";

/** Mail providers whose domain says nothing about a company. */
const FREE_MAIL = new Set(
  (
    "gmail.com googlemail.com yahoo.com ymail.com hotmail.com outlook.com live.com msn.com icloud.com me.com mac.com aol.com gmx.com gmx.de gmx.net " +
    "web.de t-online.de mail.com proton.me protonmail.com yandex.ru mail.ru qq.com 163.com orange.fr free.fr libero.it comcast.net verizon.net"
  ).split(" "),
);

/** What besides the name says that buyer and customer are one, each in words for a person. `domain` tells of the own-domain signal. */
export type Signals = { reasons: string[]; electronic: boolean };

/** Compares e-mail, own domain, phone and place (RULES §3). A domain that several candidates share says nothing. */
export function signalsOf(buyer: Buyer, candidate: CustomerFacts, all: readonly CustomerFacts[]): Signals {
  const email = emailsIn(buyer.email).find((address) => emailsIn(candidate.email).includes(address));
  const domain = domainsOf(buyer).find((own) => candidateDomains(candidate).includes(own));
  const ownDomain = domain !== undefined && all.filter((other) => candidateDomains(other).includes(domain)).length === 1;
  const reasons = [
    email !== undefined && `Same e-mail: ${email}`,
    email === undefined && ownDomain && `Same e-mail domain: ${domain}`,
    samePhone(buyer.phone, candidate.phone) && `Same phone: ${candidate.phone}`,
    samePlace(buyer, candidate) && `Same street and postcode: ${candidate.street}, ${candidate.postcode}`,
  ].filter((reason) => reason !== false);
  return { reasons, electronic: email !== undefined || ownDomain };
}

/** E-mail addresses in a field that may hold several, in lower case. */
function emailsIn(text: string | null): string[] {
  return (text ?? "")
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((address) => address.includes("@"));
}

function domainsOf(buyer: Buyer): string[] {
  const website = buyer.domain
    ?.trim()
    .toLowerCase()
    .replace(/^(https?:\/\/)?(www\.)?/, "")
    .replace(/\/.*$/, "");
  return [...ownDomains(emailsIn(buyer.email)), ...(website && !FREE_MAIL.has(website) ? [website] : [])];
}

function candidateDomains(candidate: CustomerFacts): string[] {
  return ownDomains(emailsIn(candidate.email));
}

function ownDomains(emails: string[]): string[] {
  return emails.map((address) => address.slice(address.lastIndexOf("@") + 1)).filter((domain) => !FREE_MAIL.has(domain));
}

/** Equal, or the longer one only has a country code before it; trunk zeros do not count. */
function samePhone(one: string | null, other: string | null): boolean {
  const [a, b] = [digits(one), digits(other)];
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  if (longer === shorter) return longer.length >= 7;
  return shorter.length >= 9 && longer.length - shorter.length <= 3 && longer.endsWith(shorter);
}

function digits(text: string | null): string {
  return (text ?? "")
    .replace(/(?:ext|x)\.?\s*\d+\s*$/i, "")
    .replace(/\D/g, "")
    .replace(/^0+/, "");
}

function samePlace(buyer: Buyer, candidate: CustomerFacts): boolean {
  const [street, other] = [buyer.billing.street, candidate.street].map((text) => normalName(text ?? "").full);
  if (!street || street !== other) return false;
  const [a, b] = [postcode(buyer.billing.zip), postcode(candidate.postcode)];
  return a !== "" && a === b;
}

/** Letters and digits alone; of a US ZIP+4 the ZIP. */
function postcode(text: string | null): string {
  const plain = (text ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");
  return /^\d{9}$/.test(plain) ? plain.slice(0, 5) : plain;
}
