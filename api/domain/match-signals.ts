import { isFreeMail, type MatchKeys } from "./match-keys.ts";

/** One group of signals (RULES §3): points and, in words, what they are for. */
export type Signal = { points: number; reasons: string[] };

const NOTHING: Signal = { points: 0, reasons: [] };

/** Tax ids that are equal. */
export function taxIdSignal(here: MatchKeys, there: MatchKeys): Signal {
  return here.taxId !== null && here.taxId === there.taxId ? { points: 60, reasons: ["Same tax id"] } : NOTHING;
}

/** The best of e-mail and own domain. A domain that two customers or two companies share says nothing. */
export function electronicSignal(here: MatchKeys, there: MatchKeys, sharedDomains: ReadonlySet<string>): Signal {
  const emails = here.emails.filter((email) => there.emails.includes(email));
  const own = emails.find((email) => !isFreeMail(email));
  if (own !== undefined) return { points: 45, reasons: [`Same e-mail: ${own}`] };
  const domain = here.domains.find((each) => there.domains.includes(each) && !sharedDomains.has(each));
  if (domain !== undefined) return { points: 40, reasons: [`Same e-mail domain: ${domain}`] };
  return emails[0] === undefined ? NOTHING : { points: 25, reasons: [`Same e-mail at a free provider: ${emails[0]}`] };
}

/** Phone and place add up. */
export function placeSignal(here: MatchKeys, there: MatchKeys): Signal {
  const phone = here.phones.find((each) => there.phones.includes(each));
  const house = here.house !== null && here.house === there.house;
  const postcode = here.postcode !== null && here.postcode === there.postcode;
  const signals = [
    phone !== undefined && { points: 15, reason: `Same phone: ${phone}` },
    house && { points: 20, reason: `Same house number and postcode: ${here.house}` },
    postcode && !house && { points: 5, reason: `Same postcode: ${here.postcode}` },
  ].filter((signal) => signal !== false);
  return { points: signals.reduce((sum, { points }) => sum + points, 0), reasons: signals.map(({ reason }) => reason) };
}
