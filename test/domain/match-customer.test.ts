import { describe, expect, test } from "vitest";
import type { CustomerFacts } from "../../api/domain/erp-facts.ts";
import { matchCustomer, type MatchContext } from "../../api/domain/match-customer.ts";
import { buyer, customer, DANGERS, HERE, MAILED, SAME_NAMES, SPELLINGS } from "./matching-cases.ts";
import { ADDRESS } from "./sample-deal.ts";

const ALONE: MatchContext = { currency: "USD", homeCountry: "US", linkedToOthers: new Set(), sharedDomains: new Set() };
const match = (...candidates: CustomerFacts[]) => matchCustomer(buyer(), candidates, ALONE);
const scoreOf = (changes: Partial<CustomerFacts>, of = {}) =>
  matchCustomer(buyer(of), [customer(changes)], ALONE).candidates[0]?.score ?? 0;

describe("the points of each group", () => {
  test.each([
    ["name equal with legal form", {}, {}, 40],
    ["name equal without legal form", { name: "Initech" }, {}, 30],
    ["name with another legal form", { name: "Initech LLC" }, {}, 30],
    ["trigram 0.90 and more", { name: "Continental Freight Logistics Inc" }, { name: "Continental Freight Logistic Inc" }, 20],
    ["trigram 0.80 and more", { name: "Continental Freight Logistics Inc" }, { name: "Continental Freight Logistisc Inc" }, 10],
    ["trigram below 0.80", { name: "Initechh Inc" }, {}, 0],
    ["tax id equal", { name: "Other", taxId: "12 3456789" }, { taxId: "12-3456789" }, 60],
    ["tax id that is masked", { name: "Other", taxId: "XXXXX6789" }, { taxId: "12-3456789" }, 0],
    ["e-mail equal", { name: "Other", ...MAILED }, {}, 45],
    ["one of several e-mails equal", { name: "Other", email: "x@y.example; AP@Initech.example" }, {}, 45],
    ["e-mail equal at a free provider", { name: "Other", email: "me@gmail.com" }, { email: "me@gmail.com", domain: null }, 25],
    ["own domain", { name: "Other", email: "cfo@mail.initech.example" }, {}, 40],
    ["own domain by the website", { name: "Other", website: "https://www.initech.example/about" }, { email: null }, 40],
    ["domain of a free provider", { name: "Other", email: "you@gmail.com" }, { email: "me@gmail.com", domain: "gmail.com" }, 0],
    ["phone, however written", { name: "Other", phone: "217.555.0142 ext. 9" }, {}, 15],
    ["phone with another number", { name: "Other", phone: "217 555 0143" }, {}, 0],
    ["house number and postcode", { name: "Other", street: "1 Main Street Suite 4", postcode: "94042-1234" }, {}, 20],
    ["postcode only", { name: "Other", street: "99 Main Street", postcode: "94042" }, {}, 5],
    ["phone and house add up", { name: "Other", phone: "(217) 555-0142", ...HERE }, {}, 35],
  ] as [string, Partial<CustomerFacts>, object, number][])("%s", (_, there, here, points) => {
    expect(scoreOf(there, here)).toBe(points);
  });

  test("one customer with the domain counts, two do not", () => {
    const east = customer({ name: "Other", email: "east@initech.example" });
    expect(matchCustomer(buyer(), [east], ALONE).candidates[0]?.score).toBe(40);
    expect(matchCustomer(buyer(), [east, { ...east, id: "72", name: "Third" }], ALONE).candidates).toEqual([]);
  });
});

describe("linked by itself", () => {
  test.each(SPELLINGS)("spelled %j", (name) => {
    expect(matchCustomer(buyer({ name }), [customer(MAILED)], ALONE)).toMatchObject({ match: "found", id: "71" });
    expect(matchCustomer(buyer(), [customer({ ...MAILED, name })], ALONE)).toMatchObject({ match: "found", id: "71" });
  });

  test("there are forty spellings at least", () => {
    expect(new Set(SPELLINGS).size).toBeGreaterThanOrEqual(40);
  });

  test.each(SAME_NAMES)("'%s' as '%s'", (name, known) => {
    const found = matchCustomer(buyer({ name }), [customer({ ...MAILED, name: known })], ALONE);
    expect(found).toMatchObject({ match: "found", id: "71" });
    expect(found.reasons).toEqual(["Same e-mail: ap@initech.example", `Same name: ${known}`, "85 points"]);
  });

  test("another script with name, e-mail and place", () => {
    const there = customer({ ...MAILED, ...HERE, name: "ООО «Ромашка»" });
    expect(matchCustomer(buyer({ name: "OOO Romashka" }), [there], ALONE)).toMatchObject({ match: "found", id: "71" });
  });

  test("by company name where the display name is another", () => {
    expect(match(customer({ ...MAILED, name: "Initech Accounts", companyName: "Initech, Inc." }))).toMatchObject({ match: "found" });
  });

  test("although others share its mailbox or look alike", () => {
    const others = [customer({ id: "72", name: "Globex", ...MAILED }), customer({ id: "73", name: "Initech LLC" })];
    expect(match(customer(MAILED), ...others)).toMatchObject({ match: "found", id: "71" });
  });

  test("in the currency of the sale alone", () => {
    const twin = customer({ ...MAILED, id: "80", name: "Initech Inc EUR", currency: "EUR" });
    const both = [customer(MAILED), twin];
    expect(matchCustomer(buyer(), both, { ...ALONE, currency: "EUR" })).toMatchObject({ match: "found", id: "80" });
    expect(matchCustomer(buyer(), both, ALONE)).toMatchObject({ match: "found", id: "71" });
    expect(matchCustomer(buyer(), [customer(MAILED)], { ...ALONE, currency: "GBP" }).match).toBe("new");
  });

  test("a person, by name and own e-mail at a free provider, phone and house", () => {
    const jane = buyer({ kind: "contact", name: "Jane Doe", domain: null, email: "jane.doe@gmail.com" });
    const there = customer({ name: "Jane Doe", email: "jane.doe@gmail.com", phone: "217 555 0142" });
    expect(matchCustomer(jane, [there], ALONE)).toMatchObject({ match: "found", id: "71" });
  });
});

describe("beside a second that fits nearly as well", () => {
  test.each([
    ["found", 60, {}],
    ["ambiguous", 65, { postcode: ADDRESS.zip }],
  ])("is %s when that has %i points and it has 85", (expected, points, place) => {
    const second = customer({ id: "72", name: "Zeta Holdings", taxId: "12-3456789", ...place });
    const result = matchCustomer(buyer({ taxId: "12-3456789" }), [customer(MAILED), second], ALONE);
    expect(result).toMatchObject({ match: expected, candidates: [{ score: 85 }, { score: points }] });
  });
});

describe("never linked by itself, and the review says why:", () => {
  test.each(DANGERS)("$what", ({ buyer: here, customers, why, linked = [], shared = [] }) => {
    const context = { ...ALONE, linkedToOthers: new Set(linked), sharedDomains: new Set(shared) };
    const result = matchCustomer(buyer(here), customers.map(customer), context);
    expect(result.match).toBe("ambiguous");
    expect([...result.reasons, ...result.candidates.flatMap(({ reasons, vetoes }) => [...reasons, ...vetoes])].join("\n")).toMatch(why);
    expect(result.reasons.length).toBeGreaterThan(0);
  });
});

describe("new", () => {
  test.each([
    ["when there is nobody", []],
    ["when there are only others", [customer({ name: "Globex" }), customer({ name: "Initial Technologies" })]],
    ["when another only shares house and phone", [customer({ name: "Globex", phone: "217 555 0142", ...HERE })]],
    ["when the stores have other numbers and nothing else agrees", [customer({ name: "Initech Store 14" })]],
  ])("%s", (_, candidates) => {
    expect(match(...candidates).match).toBe("new");
  });

  test("a chain's own domain says nothing of a new store", () => {
    const stores = ["12", "14"].map((number) =>
      customer({ id: number, name: `Burger Store ${number}`, email: `s${number}@initech.example` }),
    );
    const here = buyer({ name: "Burger Store 15", email: null, billing: { ...ADDRESS, zip: "10001" } });
    expect(matchCustomer(here, stores, ALONE).match).toBe("new");
  });
});
