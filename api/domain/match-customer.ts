import type { CustomerFacts } from "./erp-facts.ts";
import { matchKeys, type MatchKeys } from "./match-keys.ts";
import { scoreCandidate, type JudgedCandidate } from "./match-score.ts";
import type { Buyer } from "./sale.ts";

/** Which customer a buyer is. `candidates` are all that have points, the best first; `reasons` are sentences for a person. */
export type CustomerMatch = { candidates: JudgedCandidate[]; reasons: string[] } & (
  { match: "found"; id: string } | { match: "new" } | { match: "ambiguous" }
);

/** What the decision rests on besides the two sides. */
export type MatchContext = {
  /** A buyer in two currencies has two customers. */
  currency: string;
  homeCountry: string | null;
  /** Customers that other buyers are linked to. */
  linkedToOthers: ReadonlySet<string>;
  /** Domains that several companies of the CRM share. */
  sharedDomains: ReadonlySet<string>;
};

const AUTO = 80;
const MARGIN = 25;
const GROUPS = 2;
/** Below this nothing is worth a person's look. */
const REVIEW = 40;

/**
 * Decides among candidates in the sale's currency by the points of RULES §3. Sure only at 80 points from two groups at least,
 * 25 above the next and with nothing against it; at 40 and more a person decides, for a false merge is worse than a question.
 */
export function matchCustomer(buyer: Buyer, candidates: readonly CustomerFacts[], context: MatchContext): CustomerMatch {
  const here = buyerKeys(buyer, context.homeCountry);
  const there = candidates
    .filter(({ currency }) => currency === context.currency)
    .map((facts) => ({ facts, keys: customerKeys(facts, context.homeCountry), linkedToAnother: context.linkedToOthers.has(facts.id) }));
  const shared = new Set([...context.sharedDomains, ...domainsOfSeveral(there.map(({ keys }) => keys))]);
  const judged = there
    .map((candidate) => scoreCandidate({ keys: here, inGroup: buyer.inGroup === true, sharedDomains: shared }, candidate))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score);
  return decide(judged, new Map(candidates.map(({ id, name }) => [id, name])));
}

function decide(candidates: JudgedCandidate[], names: ReadonlyMap<string, string>): CustomerMatch {
  const [best, next] = candidates;
  if (!best || best.score < REVIEW) return { match: "new", candidates, reasons: ["No customer looks like this one"] };
  const name = names.get(best.id) ?? best.id;
  const against = [
    ...best.vetoes.map((veto) => `${name} fits with ${best.score} points, but: ${uncapitalised(veto)}`),
    best.score < AUTO && `${name} fits with ${best.score} points; ${AUTO} are needed to be sure`,
    best.groups < GROUPS && `Only one kind of evidence speaks for ${name}`,
    next && best.score - next.score < MARGIN && `${names.get(next.id) ?? next.id} fits nearly as well, with ${next.score} points`,
  ].filter((reason) => reason !== false && reason !== undefined);
  if (against.length > 0) return { match: "ambiguous", candidates, reasons: against };
  return { match: "found", id: best.id, candidates, reasons: [...best.reasons, `${best.score} points`] };
}

const uncapitalised = (sentence: string) => `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;

/** A buyer in comparable form. */
export function buyerKeys(buyer: Buyer, homeCountry: string | null): MatchKeys {
  const { street, zip, country } = buyer.billing;
  const { name, domain, email, phone, taxId } = buyer;
  return matchKeys({ names: [name], email, website: domain, phone, taxId, street, postcode: zip, country }, homeCountry);
}

/** A customer in comparable form: display and company name; a currency twin's name also without its currency. */
export function customerKeys(facts: CustomerFacts, homeCountry: string | null): MatchKeys {
  const { name, companyName, currency } = facts;
  const twin = name.endsWith(` ${currency}`) ? name.slice(0, -currency.length - 1) : null;
  const names = [...new Set([twin, name, companyName].filter((each) => each !== null && each !== ""))];
  return matchKeys({ ...facts, names: names.map((each) => each ?? "") }, homeCountry);
}

function domainsOfSeveral(all: readonly MatchKeys[]): string[] {
  const counts = Map.groupBy(
    all.flatMap(({ domains }) => domains),
    (domain) => domain,
  );
  return [...counts].filter(([, each]) => each.length > 1).map(([domain]) => domain);
}
