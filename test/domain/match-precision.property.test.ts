import { expect, test } from "vitest";
import { matchCustomer } from "../../api/domain/match-customer.ts";
import { createRandom } from "../sandbox/wire/random.ts";
import { buyer, customer } from "./matching-cases.ts";
import { messyBuyer, messyCustomer, trueCompanies } from "./messy-companies.ts";

const CONTEXT = { currency: "USD", homeCountry: "US", linkedToOthers: new Set<string>(), sharedDomains: new Set<string>() };
const COMPANIES = 4_000;
/** A part of every family is not in the books: what is asked for may be only the sister of what is there. */
const IN_BOOKS = 0.7;

/** Every company is asked for among what QuickBooks has of its own family and two strangers. */
function outcomes(seed: number) {
  const random = createRandom(seed);
  const companies = trueCompanies(random, COMPANIES);
  const books = new Map(
    companies.filter(() => random.next() < IN_BOOKS).map((truth) => [truth.id, messyCustomer(random, truth, customer())]),
  );
  const families = Map.groupBy(companies, ({ family }) => family);
  const counts = { known: 0, linked: 0, wrong: 0, review: 0, duplicates: 0 };
  for (const truth of companies) {
    const kin = (families.get(truth.family) ?? []).map(({ id }) => books.get(id));
    const strangers = [random.integer(COMPANIES), random.integer(COMPANIES)].filter((id) => companies[id]?.family !== truth.family);
    const candidates = [...kin, ...new Set(strangers.map((id) => books.get(id)))].filter((each) => each !== undefined);
    const match = matchCustomer(messyBuyer(random, truth, buyer()), candidates, CONTEXT);
    const isKnown = books.has(truth.id);
    if (isKnown) counts.known += 1;
    if (match.match === "found") counts[match.id === String(truth.id) ? "linked" : "wrong"] += 1;
    if (match.match === "ambiguous") counts.review += 1;
    if (match.match === "new" && isKnown) counts.duplicates += 1;
  }
  return counts;
}

test.each([1, 2, 3])("of four thousand messy buyers (seed %i) fewer than one automatic link in a thousand is wrong", (seed) => {
  const { known, linked, wrong, duplicates } = outcomes(seed);
  const [precision, recall] = [linked / (linked + wrong), linked / known];
  expect(linked).toBeGreaterThan(1_000);
  expect({ precision, wrong, recall, duplicates: duplicates / known }).toSatisfy(() => precision >= 0.999);
  expect(recall).toBeGreaterThan(0.4);
  expect(duplicates / known).toBeLessThan(0.15);
});
