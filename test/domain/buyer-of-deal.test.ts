import { describe, expect, test } from "vitest";
import type { Deal } from "../../api/domain/deal.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import { sampleCompany, sampleContact, sampleDeal, sampleRules } from "./sample-deal.ts";

const convert = (deal: Deal) => saleFromDeal(deal, sampleRules());
const codes = (deal: Deal) => convert(deal).findings.map(({ level, code }) => `${level} ${code}`);
const deal = sampleDeal;
describe("the buyer", () => {
  const billing = sampleCompany({ id: "C2", name: "Acme Holdings", primary: false, labels: ["Billing"] });
  const other = sampleCompany({ id: "C3", name: "Acme East", primary: false });

  test.each([
    ["the company labelled Billing", [sampleCompany(), billing, other], "C2"],
    ["else the primary", [other, sampleCompany()], "C1"],
    ["else the only one", [other], "C3"],
  ])("is %s", (_, companies, id) => {
    expect(convert(deal({ companies })).sale?.buyer).toMatchObject({ kind: "company", recordId: id });
  });

  test("is a person where there is no company", () => {
    const person = {
      kind: "contact",
      recordId: "N1",
      name: "Ann Lee",
      email: "ann@lee.example",
      person: { givenName: "Ann", familyName: "Lee" },
    };
    expect(convert(deal({ companies: [], contacts: [sampleContact()] })).sale?.buyer).toMatchObject(person);
    const labelled = [sampleContact({ id: "N2" }), sampleContact({ labels: ["Billing contact"] })];
    expect(convert(deal({ companies: [], contacts: labelled })).sale?.buyer).toMatchObject(person);
  });

  test.each([
    ["several companies and none of them primary", { companies: [other, sampleCompany({ id: "C4", primary: false })] }],
    ["two companies labelled Billing", { companies: [billing, sampleCompany({ labels: ["Billing"] })] }],
    ["nobody at all", { companies: [] }],
    ["several contacts and no company", { companies: [], contacts: [sampleContact(), sampleContact({ id: "N2" })] }],
    ["a nameless contact and no company", { companies: [], contacts: [sampleContact({ firstName: null, lastName: null, email: null })] }],
  ])("is unclear with %s", (_, changes) => {
    expect(codes(deal(changes))).toEqual(["error buyerUnclear"]);
  });

  test("needs a name", () => {
    expect(codes(deal({ companies: [sampleCompany({ name: " " })] }))).toEqual(["error companyNameMissing"]);
  });

  test("is billed at the company's billing e-mail, with the Billing contact as the person", () => {
    const contacts = [sampleContact(), sampleContact({ id: "N2", firstName: "Bo", labels: ["Billing"] })];
    expect(convert(deal({ contacts })).sale?.buyer).toMatchObject({ email: "ap@acme.example", person: { givenName: "Bo" } });
    const companies = [sampleCompany({ billingEmail: null })];
    expect(convert(deal({ companies, contacts: [sampleContact()] })).sale?.buyer.email).toBe("ann@lee.example");
  });

  test("is shipped to the billing address where there is no other", () => {
    const { sale } = convert(deal());
    expect(sale?.buyer.shipping).toEqual(sale?.buyer.billing);
  });

  test("brings the payment terms that the deal does not state", () => {
    const companies = [sampleCompany({ paymentTerms: { property: "p", value: "Net 45" } })];
    expect(convert(deal({ companies, fields: { paymentTerms: null } })).sale?.terms).toBe("Net 45");
    expect(convert(deal({ companies })).sale?.terms).toBe("Net 30");
  });
});
