import type { FixBy } from "../domain/finding.ts";

/**
 * What an answer means. `refused`: QuickBooks checked the request and made nothing. `gone`: the record itself, or one it
 * refers to, does not exist or is inactive. `stale`: somebody changed the record meanwhile. `unknown`: it may have been done.
 * `wait`: too many requests. `signIn`: the access token is not good. `reconnect`: this access does not reach the company.
 * `forbidden`: the connected user may not do this.
 */
type Reaction = "refused" | "gone" | "stale" | "unknown" | "wait" | "signIn" | "reconnect" | "forbidden";

type Meaning = { reaction: Reaction; fixBy: FixBy; says: string };

const OUR_MISTAKE = "QuickBooks did not understand our request. Please report this to the support of Tieout.";
const NO_ACCESS = "QuickBooks does not let us into this company any more. An admin must connect QuickBooks again.";

const bug: Meaning = { reaction: "refused", fixBy: "admin", says: OUR_MISTAKE };
/** Where nothing but QuickBooks' own words says what is wrong. */
const unnamed: Meaning = { reaction: "refused", fixBy: "finance", says: "" };
const badValue: Meaning = { reaction: "refused", fixBy: "finance", says: "QuickBooks refused a value." };
const taxCode: Meaning = {
  reaction: "refused",
  fixBy: "finance",
  says: "QuickBooks refused the tax code of a line. Finance checks the tax settings.",
};
const closedBooks: Meaning = {
  reaction: "refused",
  fixBy: "finance",
  says: "The books are closed for this date. Choose a later date, or have finance open the period in QuickBooks.",
};
const reconnect: Meaning = { reaction: "reconnect", fixBy: "admin", says: NO_ACCESS };

/** The codes of facts/quickbooks.md §4.2, as integers: leading zeros come and go. */
const MEANINGS: Readonly<Record<number, Meaning>> = {
  100: reconnect,
  110: reconnect,
  120: {
    reaction: "reconnect",
    fixBy: "admin",
    says: "The QuickBooks user who connected has lost the right to this company. An admin must connect again.",
  },
  130: reconnect,
  140: reconnect,
  150: reconnect,
  500: bug,
  600: { reaction: "unknown", fixBy: "admin", says: "QuickBooks has seen this request before and does not say what became of it." },
  610: {
    reaction: "gone",
    fixBy: "finance",
    says: "A record that we refer to does not exist in QuickBooks or is inactive. Make it active again or correct the mapping.",
  },
  620: {
    reaction: "refused",
    fixBy: "finance",
    says: "QuickBooks could not link the two documents: one of them is linked, closed or changed already.",
  },
  1040: bug,
  2010: bug,
  2020: { reaction: "refused", fixBy: "admin", says: "QuickBooks misses something that it demands." },
  2030: badValue,
  2040: badValue,
  2050: { ...badValue, says: "A text is too long for QuickBooks." },
  2060: badValue,
  2070: badValue,
  2080: badValue,
  2090: badValue,
  2100: badValue,
  2110: badValue,
  2130: bug,
  2170: badValue,
  2210: { reaction: "refused", fixBy: "rep", says: "QuickBooks does not accept the e-mail address." },
  2250: { ...badValue, says: "QuickBooks found no lines." },
  2260: bug,
  2290: { ...badValue, says: "QuickBooks does not accept a negative amount here." },
  2300: bug,
  2500: {
    reaction: "refused",
    fixBy: "finance",
    says: "An item, term, class or account that we refer to is not in QuickBooks. Correct the mapping.",
  },
  3000: { reaction: "refused", fixBy: "admin", says: "A custom field does not fit QuickBooks. Correct the mapping." },
  3001: { reaction: "wait", fixBy: "admin", says: "QuickBooks asked us to wait: too many requests." },
  3100: reconnect,
  3200: { reaction: "signIn", fixBy: "admin", says: "QuickBooks did not accept our access token." },
  4000: bug,
  4001: bug,
  4002: {
    reaction: "refused",
    fixBy: "finance",
    says: "QuickBooks could not search: a stored record is broken, such as an invalid e-mail address.",
  },
  5010: { reaction: "stale", fixBy: "finance", says: "Somebody changed this record in QuickBooks at the same moment." },
  5020: {
    reaction: "forbidden",
    fixBy: "admin",
    says: "The connected QuickBooks user may not do this. An admin gives the rights or connects as somebody else.",
  },
  5030: { reaction: "refused", fixBy: "admin", says: "The QuickBooks subscription does not include this feature." },
  6000: unnamed,
  6070: { reaction: "refused", fixBy: "finance", says: "The amount of a line is not its quantity times its price." },
  6080: { reaction: "refused", fixBy: "rep", says: "The customer has no name that QuickBooks accepts." },
  6090: { reaction: "refused", fixBy: "finance", says: "QuickBooks did not accept the discount." },
  6100: taxCode,
  6140: { reaction: "refused", fixBy: "finance", says: "This document number is taken in QuickBooks." },
  6160: taxCode,
  6170: taxCode,
  6180: { reaction: "refused", fixBy: "finance", says: "QuickBooks allows no further level of sub-customers." },
  6190: { reaction: "refused", fixBy: "admin", says: "The QuickBooks company is suspended or its subscription has lapsed." },
  6200: closedBooks,
  6210: closedBooks,
  6240: { reaction: "refused", fixBy: "finance", says: "A customer, vendor or employee in QuickBooks has this name already." },
  6250: { reaction: "refused", fixBy: "finance", says: "QuickBooks does not accept this customer." },
  6420: { reaction: "refused", fixBy: "rep", says: "QuickBooks demands an e-mail address." },
  6430: { reaction: "refused", fixBy: "finance", says: "An account is of the wrong type for this." },
  6450: { reaction: "refused", fixBy: "finance", says: "QuickBooks could not void the document." },
  6540: { reaction: "refused", fixBy: "finance", says: "The payment is part of a bank deposit and cannot be changed." },
  10000: { reaction: "unknown", fixBy: "admin", says: "QuickBooks failed and may or may not have done it." },
  10100: { reaction: "unknown", fixBy: "admin", says: "QuickBooks' answer was too big." },
  10200: { reaction: "unknown", fixBy: "admin", says: "The QuickBooks company was reset." },
};

/** One error of a fault body. `code` is -1 where QuickBooks gave none. */
export type Fault = { code: number; message: string; detail: string; element: string; type: string };

/**
 * What a fault means at this HTTP status. Only a validation fault below 500 is definite; everything that is not clearly a
 * refusal counts as unknown, since a second order is worse than a late one.
 */
export function meaningOf({ code, type }: Fault, status: number): Meaning {
  const known = MEANINGS[code];
  if (status === 429) return MEANINGS[3001]!;
  if (status >= 500) return { reaction: "unknown", fixBy: "admin", says: known?.says ?? MEANINGS[10000]!.says };
  const kind = type.toLowerCase();
  if (known && (kind === "" || agrees(known.reaction, kind))) return known;
  if (kind.startsWith("validation")) return unnamed;
  if (kind.startsWith("authentication")) return MEANINGS[3200]!;
  if (kind.startsWith("authorization")) return reconnect;
  return { reaction: "unknown", fixBy: "admin", says: known?.says ?? MEANINGS[10000]!.says };
}

const DEFINITE: ReadonlySet<Reaction> = new Set(["refused", "gone", "stale"]);

/** A refusal is believed only from the part of QuickBooks that validates; the other reactions from any. */
function agrees(reaction: Reaction, type: string): boolean {
  return !DEFINITE.has(reaction) || type.startsWith("validation");
}

/** What QuickBooks refused, and what to do about it. */
export type Refusal = { code: string; reaction: Reaction; fixBy: FixBy; message: string; takenById: string | null };

/** A definite refusal in plain words, with QuickBooks' own detail. */
export function refusalFrom(fault: Fault, { reaction, fixBy, says }: Meaning): Refusal {
  const detail = tidy(fault.detail || fault.message);
  const message = [says, detail && `QuickBooks says: "${detail}"`].filter(Boolean).join(" ") || "It gave no reason.";
  return { code: String(fault.code), reaction, fixBy, message, takenById: takenBy(fault) };
}

/** The record that holds the number or name, where Detail tells ("… assigned to TxnType=Estimate with TxnId=145"). */
function takenBy({ code, detail }: Fault): string | null {
  if (code !== 6140 && code !== 6240) return null;
  return /\b(?:Txn)?Id=(\d+)/i.exec(detail)?.[1] ?? null;
}

const MAX_DETAIL = 500;

function tidy(text: string): string {
  return Array.from(text.replace(/\s+/g, " ").trim()).slice(0, MAX_DETAIL).join("");
}
