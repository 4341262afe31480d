import { describe, expect, test } from "vitest";
import { reconcileField, type FieldSubject } from "../../api/domain/reconcile-field.ts";
import { isSameValue } from "../../api/domain/same-value.ts";
import { isBlank, sayValue } from "../../api/domain/sync-fields.ts";

const phone = (number: string | null) => ({ phone: number });
const at = (time: string) => Temporal.Instant.from(`2026-11-20T${time}Z`);

/** HubSpot and QuickBooks as they are, and what both said last. */
function decide([hubspot, quickbooks, last]: [string | null, string | null, string | null | undefined], more: Partial<FieldSubject> = {}) {
  const synced = last === undefined ? null : { hubspot: phone(last), quickbooks: phone(last) };
  return reconcileField({
    ...{ field: "phone", hubspot: phone(hubspot), quickbooks: phone(quickbooks), synced, rule: "quickbooks", ordered: false },
    ...{ open: { hubspot: true, quickbooks: true }, changedAt: null, chosen: null, homeCountry: "US" },
    ...more,
  });
}
const HS = "+12175550142";
const QB = "+12175550199";
const OLD = "+12175550100";
const ask = (why: string) => ({ do: "ask", why });

describe("a field that both sides say the same of", () => {
  test("is remembered, and once remembered nothing is done", () => {
    expect(decide([HS, "(217) 555-0142", OLD])).toEqual({ do: "remember" });
    expect(decide([HS, "(217) 555-0142", undefined])).toEqual({ do: "remember" });
    expect(decide([HS, "(217) 555-0142", HS])).toEqual({ do: "nothing" });
  });
});

describe("a lone change", () => {
  test.each([
    ["quickbooks", true],
    ["latest", true],
    ["hubspot-until-first-order-then-quickbooks", true],
  ] as const)("in QuickBooks goes to HubSpot under the rule %s, after the first order", (rule, ordered) => {
    expect(decide([OLD, QB, OLD], { rule, ordered })).toEqual({ do: "write", to: "hubspot" });
  });

  test.each([
    ["hubspot", true],
    ["latest", true],
    ["hubspot-until-first-order-then-quickbooks", false],
  ] as const)("in HubSpot goes to QuickBooks under the rule %s", (rule, ordered) => {
    expect(decide([HS, OLD, OLD], { rule, ordered })).toEqual({ do: "write", to: "quickbooks" });
  });

  test("on the side that is not of record is asked about: it is neither thrown away nor taken", () => {
    expect(decide([HS, OLD, OLD], { rule: "quickbooks" })).toEqual(ask("notOfRecord"));
    expect(decide([OLD, QB, OLD], { rule: "hubspot" })).toEqual(ask("notOfRecord"));
    expect(decide([HS, OLD, OLD], { rule: "hubspot-until-first-order-then-quickbooks", ordered: true })).toEqual(ask("notOfRecord"));
  });

  test("that empties a field never goes over by itself", () => {
    expect(decide([OLD, null, OLD])).toEqual(ask("cleared"));
  });

  test("does not go where the settings let nothing be written", () => {
    expect(decide([OLD, QB, OLD], { open: { hubspot: false, quickbooks: true } })).toEqual(ask("oneWay"));
  });

  test("of a contact in QuickBooks is proposed, and one of tax data in HubSpot is QuickBooks' to make", () => {
    const email = (hubspot: string, quickbooks: string, last: string) => ({
      ...{ hubspot: { email: hubspot }, quickbooks: { email: quickbooks } },
      synced: { hubspot: { email: last }, quickbooks: { email: last } },
    });
    const subject = { ...email("ann@a.example", "ap@a.example", "ann@a.example"), field: "contactEmail", rule: "latest" } as const;
    expect(decide([null, null, null], subject)).toEqual(ask("readOnlyThere"));
    expect(
      decide([null, null, null], { ...email("new@a.example", "ann@a.example", "ann@a.example"), field: "contactEmail", rule: "latest" }),
    ).toEqual({
      do: "write",
      to: "quickbooks",
    });
    const id = { hubspot: { id: "DE1" }, quickbooks: { id: "DE2" }, synced: { hubspot: { id: "DE2" }, quickbooks: { id: "DE2" } } };
    expect(decide([null, null, null], { ...id, field: "taxId", rule: "hubspot" })).toEqual(ask("readOnlyThere"));
  });
});

describe("a change on both sides", () => {
  test.each(["hubspot", "quickbooks", "hubspot-until-first-order-then-quickbooks"] as const)("is asked about under the rule %s", (rule) => {
    expect(decide([HS, QB, OLD], { rule })).toEqual(ask("bothChanged"));
    expect(decide([HS, QB, OLD], { rule, ordered: true })).toEqual(ask("bothChanged"));
  });

  test("under the rule latest waits for the times, and the later one wins from five minutes on", () => {
    const latest = (hubspot: string, quickbooks: string) =>
      decide([HS, QB, OLD], { rule: "latest", changedAt: { hubspot: at(hubspot), quickbooks: at(quickbooks) } });
    expect(decide([HS, QB, OLD], { rule: "latest" })).toEqual({ do: "compareTimes" });
    expect(latest("10:00:00", "10:05:00")).toEqual({ do: "write", to: "hubspot" });
    expect(latest("10:05:00", "10:00:00")).toEqual({ do: "write", to: "quickbooks" });
    expect(latest("10:00:00", "10:04:59.999")).toEqual(ask("changedTogether"));
    expect(latest("10:04:59", "10:00:00")).toEqual(ask("changedTogether"));
    expect(decide([HS, QB, OLD], { rule: "latest", changedAt: { hubspot: null, quickbooks: at("10:00:00") } })).toEqual(ask("bothChanged"));
  });
});

describe("two sides that never agreed", () => {
  test("are filled from the side of record, and of two values none is thrown away", () => {
    expect(decide([null, QB, undefined])).toEqual({ do: "write", to: "hubspot" });
    expect(decide([HS, null, undefined])).toEqual({ do: "nothing" });
    expect(decide([HS, null, undefined], { rule: "latest" })).toEqual({ do: "write", to: "quickbooks" });
    expect(decide([HS, QB, undefined])).toEqual(ask("neverAgreed"));
  });
});

describe("what a person chose", () => {
  const chosen = (side: "hubspot" | "quickbooks" | "both") => ({ hubspot: phone(HS), quickbooks: phone(QB), side });
  test("is carried out, whatever the rule says", () => {
    expect(decide([HS, QB, OLD], { chosen: chosen("hubspot") })).toEqual({ do: "write", to: "quickbooks" });
    expect(decide([HS, QB, OLD], { chosen: chosen("quickbooks"), rule: "hubspot" })).toEqual({ do: "write", to: "hubspot" });
    expect(decide([HS, QB, OLD], { chosen: chosen("both") })).toEqual({ do: "keepBoth" });
  });

  test("does not hold for other values than those that were shown", () => {
    expect(decide([HS, "+12175550177", OLD], { chosen: chosen("hubspot") })).toEqual(ask("bothChanged"));
  });

  test("to keep both stands until one of them changes", () => {
    const synced = { hubspot: phone(HS), quickbooks: phone(QB) };
    expect(decide([HS, QB, null], { synced })).toEqual({ do: "nothing" });
    expect(decide([HS, OLD, null], { synced })).toEqual({ do: "write", to: "hubspot" });
  });
});

describe("values as the two systems write them", () => {
  const there = { street: "742 Evergreen Terrace", street2: null, city: "Springfield", state: "IL", zip: "62704", country: "USA" };
  test("are the same address, phone, e-mail and name", () => {
    const here = { ...there, street: "742  Evergreen Terrace", state: "il", country: null };
    expect(isSameValue("billingAddress", here, there, "US")).toBe(true);
    expect(isSameValue("billingAddress", { ...there, country: "Germany" }, { ...there, country: "DEU" }, "US")).toBe(true);
    expect(
      isSameValue(
        "billingAddress",
        { ...there, street: "742 Evergreen Terrace", street2: "Floor 9" },
        { ...there, street: "742 Evergreen Terrace, Floor 9" },
        "US",
      ),
    ).toBe(true);
    expect(isSameValue("billingAddress", { ...there, zip: "62705" }, there, "US")).toBe(false);
    expect(isSameValue("billingEmail", { email: "AP@acme.example" }, { email: "ap@acme.example" }, "US")).toBe(true);
    expect(isSameValue("name", { name: `${"A".repeat(100)} and more` }, { name: "A".repeat(100) }, "US")).toBe(true);
    expect(isSameValue("name", { name: "ACME" }, { name: "Acme" }, "US")).toBe(false);
    expect(isSameValue("taxStatus", { exempt: "true", reason: "Resale" }, { exempt: "true", reason: "9" }, "US")).toBe(true);
  });

  test("are said in the order in which people write them", () => {
    const stored = { zip: "62704", city: "Springfield", state: "IL", street: "742 Evergreen Terrace", country: null, street2: "" };
    expect(sayValue("billingAddress", stored)).toBe("742 Evergreen Terrace, Springfield, IL, 62704");
    expect(sayValue("contactName", { contactId: "41", givenName: "Hank", familyName: "Scorpio" })).toBe("Hank Scorpio");
    expect(sayValue("taxStatus", { exempt: "true", reason: "Resale" })).toBe("Exempt, reason Resale");
    expect(isBlank({ contactId: "41", givenName: null, familyName: " " })).toBe(true);
  });
});
