import { describe, expect, test } from "vitest";
import type { CustomerFacts } from "../../api/domain/erp-facts.ts";
import { matchCustomer } from "../../api/domain/match-customer.ts";
import type { Buyer } from "../../api/domain/sale.ts";
import { ADDRESS } from "./sample-deal.ts";

function buyer(changes: Partial<Buyer> = {}): Buyer {
  return {
    kind: "company",
    recordId: "C1",
    name: "Initech Inc.",
    domain: "initech.example",
    email: "ap@initech.example",
    phone: "+1 (555) 123-4567",
    person: null,
    billing: ADDRESS,
    shipping: ADDRESS,
    taxExempt: false,
    taxId: null,
    taxExemptionReason: null,
    ...changes,
  };
}

function customer(changes: Partial<CustomerFacts> = {}): CustomerFacts {
  const empty = { companyName: null, email: null, phone: null, parentId: null, postcode: null, street: null, country: null };
  return { id: "71", name: "Initech Inc", currency: "USD", active: true, ...empty, ...changes };
}

const SAME = customer({ email: "ap@initech.example" });
const match = (...candidates: CustomerFacts[]) => matchCustomer(buyer(), candidates, "USD");

describe("a buyer is found", () => {
  test.each([
    ["e-mail", { email: "AP@initech.example, cfo@initech.example" }, "Same e-mail: ap@initech.example"],
    ["own domain", { email: "someone@initech.example" }, "Same e-mail domain: initech.example"],
    ["phone, however written", { phone: "555.123.4567 ext. 9" }, "Same phone: 555.123.4567 ext. 9"],
    ["street and postcode", { street: "1 main st.", postcode: "94042-1234" }, "Same street and postcode: 1 main st., 94042-1234"],
  ])("by the same name and the same %s", (_, changes, reason) => {
    expect(match(customer(changes))).toEqual({ match: "found", id: "71", reasons: ["Same name: Initech Inc", reason] });
  });

  test.each([
    ["INITECH, INC.", "Initech Inc"],
    ["Initech  Inc", "initech inc."],
    ["Café & Söhne GmbH", "CAFE and Sohne GmbH"],
    ["Ｉｎｉｔｅｃｈ Inc", "Initech Inc"],
    ["Иnitech Ёж", "иnitech еж"],
    ["L.L.C. Initech L.L.C.", "LLC Initech LLC"],
    ["O’Reilly Inc", "OReilly Inc"],
  ])("'%s' as '%s'", (name, known) => {
    expect(matchCustomer(buyer({ name }), [{ ...SAME, name: known }], "USD").match).toBe("found");
  });

  test("by company name where the display name is another", () => {
    expect(match({ ...SAME, name: "Initech (West)", companyName: "Initech, Inc." }).match).toBe("found");
  });

  test("although others share its e-mail or look alike", () => {
    expect(
      match(SAME, customer({ id: "72", name: "Globex", email: "ap@initech.example" }), customer({ id: "73", name: "Initech LLC" })).match,
    ).toBe("found");
  });

  test("in the currency of the sale alone", () => {
    const twin = { ...SAME, id: "80", name: "Initech Inc EUR", currency: "EUR" };
    expect(matchCustomer(buyer(), [SAME, twin], "EUR")).toMatchObject({ match: "found", id: "80" });
    expect(matchCustomer(buyer(), [SAME, twin], "USD")).toMatchObject({ match: "found", id: "71" });
    expect(matchCustomer(buyer(), [SAME], "GBP").match).toBe("new");
  });
});

describe("a person decides", () => {
  test.each([
    ["the legal form is spelled otherwise", { ...SAME, name: "Initech Incorporated" }],
    ["the legal form is another", { ...SAME, name: "Initech LLC" }],
    ["the legal form is missing", { ...SAME, name: "Initech" }],
    ["nothing but the name agrees", customer()],
    ["the name goes on behind ours", customer({ name: "Initech Inc USA" })],
    ["the name is misspelled", customer({ name: "Initechh Inc" })],
    ["only the e-mail agrees", customer({ name: "Globex", email: "ap@initech.example" })],
    ["only the domain agrees", customer({ name: "Globex", email: "x@initech.example" })],
    ["it is inactive", { ...SAME, active: false }],
    ["it is a sub-customer", { ...SAME, parentId: "1" }],
    ["it is in another country", { ...SAME, country: "CAN" }],
  ])("when %s", (_, candidate) => {
    const result = match(candidate);
    expect(result).toMatchObject({ match: "ambiguous", candidates: [{ id: "71", name: candidate.name }] });
    expect(result.match === "ambiguous" && result.candidates[0]?.reasons.length).toBeGreaterThan(0);
  });

  test("when two are equal", () => {
    expect(match(SAME, { ...SAME, id: "72", name: "Initech", companyName: "Initech Inc" })).toMatchObject({
      match: "ambiguous",
      candidates: [{ id: "71" }, { id: "72" }],
    });
  });

  test("when another of the same name, but for the legal form, has a second signal too", () => {
    expect(match(SAME, { ...SAME, id: "72", name: "Initech LLC" }).match).toBe("ambiguous");
  });

  test("when another has the same name too, although nothing more", () => {
    expect(match(SAME, customer({ id: "72", name: "Initech (Old)", companyName: "Initech Inc" })).match).toBe("ambiguous");
  });

  test.each([
    ["655 123 4567", "5551234567"],
    ["123-4567", "5551234567"],
    ["51 23 45 67", "5551234567"],
    ["9999 555 123 4567", "5551234567"],
    ["123456", "123456"],
  ])("when the phones %s and %s are not surely one", (phone, own) => {
    expect(matchCustomer(buyer({ phone: own }), [customer({ phone })], "USD").match).toBe("ambiguous");
  });

  test("when the street agrees and nobody has a postcode", () => {
    const here = buyer({ billing: { ...ADDRESS, zip: null } });
    expect(matchCustomer(here, [customer({ street: ADDRESS.street })], "USD").match).toBe("ambiguous");
  });

  test("when the e-mail agrees and the names say nothing", () => {
    expect(matchCustomer(buyer({ name: "!!!" }), [{ ...SAME, name: "???" }], "USD").match).toBe("ambiguous");
  });

  test("when two share the domain, which then says nothing", () => {
    const west = customer({ email: "west@initech.example" });
    expect(match(west, customer({ id: "72", name: "Globex", email: "east@initech.example" })).match).toBe("ambiguous");
  });

  test("when a free mail provider is all that agrees", () => {
    const result = matchCustomer(
      buyer({ email: "initech@gmail.com", domain: "gmail.com" }),
      [customer({ email: "other@gmail.com" })],
      "USD",
    );
    expect(result.match).toBe("ambiguous");
  });
});

describe("a buyer is new", () => {
  test.each([
    ["there is nobody", []],
    ["there are only others", [customer({ name: "Globex" }), customer({ name: "Initial Technologies" })]],
    ["another only shares the street", [customer({ name: "Globex", street: "1 Main St", postcode: "94042" })]],
  ])("when %s", (_, candidates) => {
    expect(match(...candidates).match).toBe("new");
  });

  test("when the names say nothing that could be compared", () => {
    expect(matchCustomer(buyer({ name: "!!!", email: null, domain: null, phone: null }), [customer({ name: "???" })], "USD").match).toBe(
      "new",
    );
  });

  test("when the names differ in their numbers: two stores are two customers", () => {
    expect(matchCustomer(buyer({ name: "Burger Store 12" }), [customer({ name: "Burger Store 14" })], "USD").match).toBe("new");
  });
});
