import { describe, expect, test } from "vitest";
import { faultWith200 } from "../sandbox/quickbooks/canned-answers.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { connectedCompany } from "./connected-company.ts";
import { buyer, customerDraft } from "./example-drafts.ts";

const company = connectedCompany();

describe("customers", () => {
  test("a customer is made and read back with our marker", async () => {
    const id = await company.makeCustomer({ currency: "EUR" });
    expect(await company.erp.readCustomer(id)).toMatchObject({
      id,
      name: "Acme Inc",
      companyName: "Acme Inc",
      email: "ap@acme.com",
      currency: "EUR",
      active: true,
      postcode: "94042",
      markers: ["HS-company-123"],
    });
    expect(await company.erp.readCustomer("987654")).toBeNull();
  });

  test("a page in another order than that of the ids is not taken, since the next one would leave some out", async () => {
    const answer = { status: 200, body: { QueryResponse: { Customer: [{ Id: "10" }, { Id: "9" }] } } };
    company.quickbooks.wire.faults.add({ match: { path: "/query" }, when: "before", kind: "answer", answer });
    await expect(company.erp.listCustomers({ after: null, rows: 2 })).rejects.toMatchObject({ code: "customersOutOfOrder" });
  });

  test("the same request id makes one customer", async () => {
    expect(await company.makeCustomer()).toBe(await company.makeCustomer());
    expect(company.quickbooks.all(US_REALM, "Customer").filter(({ DisplayName }) => DisplayName === "Acme Inc")).toHaveLength(1);
  });

  test("a name that is taken, also by a vendor, is a definite refusal for finance", async () => {
    expect(await company.erp.createCustomer(company.erp.customerPayload(customerDraft({ name: "Hooli" })), "r")).toMatchObject({
      made: false,
      code: "6240",
      fixBy: "finance",
    });
  });

  test("who holds a name is found among customers, vendors and employees, inactive ones too", async () => {
    expect(await company.erp.findNameHolders("hooli")).toEqual([{ kind: "vendor", id: "7", active: true }]);
    expect(await company.erp.findNameHolders("Emily Platt")).toEqual([{ kind: "employee", id: "8", active: true }]);
    expect(await company.erp.findNameHolders("Vandelay Industries")).toEqual([{ kind: "customer", id: "6", active: false }]);
    expect(await company.erp.findNameHolders("Nobody")).toEqual([]);
  });

  test("candidates are found by name, by e-mail and by the beginning of the name, each once", async () => {
    const names = async (changes: Parameters<typeof buyer>[0]) =>
      (await company.erp.findCustomerCandidates(buyer({ email: null, ...changes }))).map(({ name }) => name);
    expect(await names({ name: "Initech Inc" })).toEqual(["Initech Incorporated"]);
    expect(await names({ name: "Somebody Else", email: "AP@globex.example" })).toEqual(["Globex Corp"]);
    expect(await names({ name: "Globex Corp", email: "ap@globex.example" })).toEqual(["Globex Corp"]);
    expect(await names({ name: "Vandelay" })).toEqual(["Vandelay Industries"]);
    expect(await names({ name: "Unheard Of" })).toEqual([]);
  });

  test("a customer that was merged into another is not known to be gone while a search still finds it", async () => {
    company.quickbooks.configure({ queryLagSeconds: 9 });
    company.quickbooks.people.mergeCustomers(US_REALM, "1", "2");
    await expect(company.erp.readCustomer("1")).rejects.toMatchObject({ kind: "unavailable", code: "searchIsBehind" });
    company.quickbooks.clock.advance(10_000);
    expect(await company.erp.readCustomer("1")).toBeNull();
  });

  test("an inactive customer of which QuickBooks says by its id that it is gone is found by a search", async () => {
    const gone = { when: "before", kind: "answer", answer: faultWith200("610") } as const;
    company.quickbooks.wire.faults.add({ match: { method: "GET", path: "/customer/6" }, ...gone });
    expect(await company.erp.readCustomer("6")).toMatchObject({ id: "6", active: false });
  });

  test.each(["Adam's \\ Candy & Co + 100% #1", "Öl 'n' Gas – 株式会社", "C:\\Temp"])("the name %s is found again", async (name) => {
    const id = await company.makeCustomer({ name });
    expect((await company.erp.findNameHolders(name)).map((holder) => holder.id)).toEqual([id]);
    expect((await company.erp.findCustomerCandidates(buyer({ name, email: null }))).map((candidate) => candidate.id)).toEqual([id]);
  });

  test("the marker finds the customer by its name, and after a rename among those made since", async () => {
    const id = await company.makeCustomer({ name: "Acme Inc (HS 123)" });
    const search = { marker: "HS-company-123", name: "Acme Inc", since: company.clock.now().subtract({ minutes: 1 }) };
    expect(await company.erp.findCustomerByMarker(search)).toMatchObject({ id });
    company.quickbooks.people.edit(US_REALM, "Customer", id, { DisplayName: "Acme Worldwide", Active: false });
    expect(await company.erp.findCustomerByMarker(search)).toMatchObject({ id, name: "Acme Worldwide", active: false });
    expect(await company.erp.findCustomerByMarker({ ...search, marker: "HS-company-12" })).toBeNull();
  });
});
