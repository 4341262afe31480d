import { countryCode } from "./country.ts";
import type { CustomerFacts } from "./erp-facts.ts";
import { signalsOf } from "./match-signals.ts";
import { digitsOf, normalName, trigramLikeness } from "./normal-name.ts";
import type { Buyer } from "./sale.ts";

/** Which customer a buyer is. `reasons` are sentences for a person. */
export type CustomerMatch =
  | { match: "found"; id: string; reasons: string[] }
  | { match: "new"; reasons: string[] }
  | { match: "ambiguous"; candidates: { id: string; name: string; reasons: string[] }[]; reasons: string[] };

const LIKE = 0.6;
const RATHER_LIKE = 0.5;

type Judged = {
  candidate: CustomerFacts;
  sameName: boolean;
  sameBase: boolean;
  signals: string[];
  similar: boolean;
  vetoes: string[];
  reasons: string[];
};

/**
 * Decides among candidates in the sale's currency, since a buyer in two currencies has two customers. Sure only when the
 * name is the same with its legal form, a second signal agrees, nothing speaks against it and no other candidate comes
 * near; anything similar but less sure is left to a person, for a false merge is worse than a question.
 */
export function matchCustomer(buyer: Buyer, candidates: readonly CustomerFacts[], currency: string): CustomerMatch {
  const judged = candidates
    .filter((candidate) => candidate.currency === currency)
    .map((candidate, _, all) => judge(buyer, candidate, all))
    .filter(({ similar }) => similar);
  if (judged.length === 0) return { match: "new", reasons: ["No customer looks like this one"] };

  const best = judged.find(({ sameName, signals, vetoes }) => sameName && signals.length > 0 && vetoes.length === 0);
  const rivals = judged.filter((other) => other !== best && (other.sameName || (other.sameBase && other.signals.length > 0)));
  if (best && rivals.length === 0) return { match: "found", id: best.candidate.id, reasons: best.reasons };
  return {
    match: "ambiguous",
    candidates: judged.map(({ candidate: { id, name }, reasons }) => ({ id, name, reasons })),
    reasons: [judged.length === 1 ? "One customer looks like this one, but it is not sure" : "Several customers look like this one"],
  };
}

function judge(buyer: Buyer, candidate: CustomerFacts, all: readonly CustomerFacts[]): Judged {
  const own = normalName(buyer.name);
  const names = namesOf(candidate);
  const sameName = own.full !== "" && names.some(({ full }) => full === own.full);
  const sameBase = own.base !== "" && names.some(({ base }) => base === own.base);
  const likeness = Math.max(...names.map(({ base }) => (digitsOf(base) === digitsOf(own.base) ? trigramLikeness(base, own.base) : 0)));
  const extended = names.some(({ full }) => isExtension(full, own.full) || isExtension(own.full, full));
  const { reasons: signals, electronic } = signalsOf(buyer, candidate, all);
  const vetoes = vetoesOf(buyer, candidate);
  const nameReason = sayName({ sameName, sameBase, alike: extended || likeness >= RATHER_LIKE }, candidate);
  return {
    candidate,
    sameName,
    sameBase,
    signals,
    vetoes,
    similar: sameBase || extended || likeness >= LIKE || electronic || (signals.length > 0 && likeness >= RATHER_LIKE),
    reasons: [nameReason, ...(signals.length > 0 ? signals : ["Nothing but the name agrees"]), ...vetoes].filter(
      (reason) => reason !== null,
    ),
  };
}

/** Display and company name; a currency twin's name also without its currency. */
function namesOf({ name, companyName, currency }: CustomerFacts): { full: string; base: string }[] {
  const twin = name.endsWith(` ${currency}`) ? name.slice(0, -currency.length - 1) : null;
  return [name, companyName, twin].filter((each) => each !== null && each !== "").map((each) => normalName(each ?? ""));
}

function sayName({ sameName, sameBase, alike }: { sameName: boolean; sameBase: boolean; alike: boolean }, { name }: CustomerFacts): string {
  if (sameName) return `Same name: ${name}`;
  if (sameBase) return `Same name but for the legal form: ${name}`;
  return alike ? `Similar name: ${name}` : `Another name: ${name}`;
}

/** The longer name is the shorter one, of two words at least, with more behind it: "Acme Inc", "Acme Inc West". */
function isExtension(longer: string, shorter: string): boolean {
  return shorter.includes(" ") && longer.startsWith(`${shorter} `);
}

/** What forbids taking a customer without a person's word, however well it fits. */
function vetoesOf(buyer: Buyer, candidate: CustomerFacts): string[] {
  const [here, there] = [countryCode(buyer.billing.country), countryCode(candidate.country)];
  return [
    !candidate.active && "It is inactive",
    candidate.parentId !== null && "It is a sub-customer",
    here !== null && there !== null && here !== there && `It is in another country: ${candidate.country}`,
  ].filter((veto) => veto !== false);
}
