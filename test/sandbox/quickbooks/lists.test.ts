import { expect, test } from "vitest";
import { quickbooksForTest, refusalOf } from "./for-tests.ts";

test("a customer is made from its display name, with the defaults of the company", async () => {
  const { post } = await quickbooksForTest();
  const made = await post("/customer", {
    DisplayName: "Acme Inc",
    BillAddr: { Line1: "1 Main St", City: "Austin", Country: "US" },
    Notes: "n",
  });
  expect(made).toMatchObject({
    DisplayName: "Acme Inc",
    FullyQualifiedName: "Acme Inc",
    PrintOnCheckName: "Acme Inc",
    Active: true,
    Taxable: true,
    Balance: 0,
    CurrencyRef: { value: "USD" },
    BillAddr: { Country: "USA" },
  });
});

test("a name is taken by a customer, a vendor, an employee and an inactive customer alike, in any case", async () => {
  const { call } = await quickbooksForTest();
  for (const DisplayName of ["Globex Corp", "hooli", "Emily Platt", "Vandelay Industries", " GLOBEX CORP "]) {
    const answer = await call("POST", "/customer", { DisplayName });
    expect(refusalOf(answer).code).toBe("6240");
    expect(refusalOf(answer).detail).toMatch(/^The name supplied already exists/);
  }
});

test("a customer needs a name of a person or a display name; a company name alone is not enough", async () => {
  const { post, refusal } = await quickbooksForTest();
  expect((await post("/customer", { GivenName: "Ann", FamilyName: "Lee" })).DisplayName).toBe("Ann Lee");
  const { call } = await quickbooksForTest();
  expect(refusalOf(await call("POST", "/customer", { CompanyName: "Acme" })).code).toBe("6080");
  for (const bad of ["Acme: West", "Acme\tWest", "Acme\nWest"])
    expect((await refusal("/customer", { DisplayName: bad })).code).toBe("2040");
  expect((await refusal("/customer", { DisplayName: "x".repeat(501) })).code).toBe("2050");
  expect((await refusal("/customer", { DisplayName: "A", CompanyName: "x".repeat(101) })).code).toBe("2050");
});

test("under automated tax only a reason exempts", async () => {
  const { post } = await quickbooksForTest();
  expect((await post("/customer", { DisplayName: "A", Taxable: false })).Taxable).toBe(true);
  expect((await post("/customer", { DisplayName: "B", Taxable: true, TaxExemptionReasonId: "9" })).Taxable).toBe(false);
});

test("a customer's currency is fixed for ever", async () => {
  const { post, refusal, people, realm } = await quickbooksForTest();
  const euro = await post("/customer", { DisplayName: "Acme EUR", CurrencyRef: { value: "EUR" } });
  expect((await refusal("/customer", { Id: euro.Id, SyncToken: "0", sparse: true, CurrencyRef: { value: "USD" } })).code).toBe("6000");
  expect((await post("/customer", { Id: euro.Id, SyncToken: "0", DisplayName: "Acme EUR" })).CurrencyRef?.value).toBe("EUR");
  people.setPreferences(realm, { CurrencyPrefs: { MultiCurrencyEnabled: false } });
  expect((await refusal("/customer", { DisplayName: "Acme GBP", CurrencyRef: { value: "GBP" } })).code).toBe("6000");
});

test("a foreign invoice has a rate and its amounts in home currency too", async () => {
  const { post } = await quickbooksForTest();
  const euro = await post("/customer", { DisplayName: "Acme EUR", CurrencyRef: { value: "EUR" } });
  const line = { DetailType: "SalesItemLineDetail", Amount: 100.05, SalesItemLineDetail: { ItemRef: { value: "1" } } };
  const invoice = await post("/invoice", { CustomerRef: { value: euro.Id }, CurrencyRef: { value: "EUR" }, Line: [line] });
  expect(invoice).toMatchObject({ TotalAmt: 100.05, ExchangeRate: 1.08, HomeTotalAmt: 108.05, Balance: 100.05, HomeBalance: 108.05 });
});

test("at most four levels of jobs lie under a customer", async () => {
  const { post, refusal } = await quickbooksForTest();
  let parent = "1";
  for (const DisplayName of ["J1", "J2", "J3", "J4"]) {
    const job = await post("/customer", { DisplayName, Job: true, ParentRef: { value: parent } });
    parent = job.Id;
  }
  expect((await refusal("/customer", { DisplayName: "J5", Job: true, ParentRef: { value: parent } })).code).toBe("6180");
});

test("names are deactivated, never deleted, and an inactive one is hidden but keeps its name", async () => {
  const { post, refusal, query } = await quickbooksForTest();
  expect((await refusal("/customer?operation=delete", { Id: "1", SyncToken: "0" })).code).toBe("500");
  await post("/customer", { Id: "1", SyncToken: "0", sparse: true, Active: false });
  expect(await query("SELECT * FROM Customer WHERE DisplayName = 'Globex Corp'")).toEqual({});
  expect((await refusal("/customer", { DisplayName: "Globex Corp" })).code).toBe("6240");
});

test("an item needs a name of its own and an income account of the right kind", async () => {
  const { post, refusal, configure } = await quickbooksForTest();
  const item = { Name: "Consulting", Type: "Service", IncomeAccountRef: { value: "2" } };
  expect(await post("/item", item)).toMatchObject({ Type: "Service", UnitPrice: 0, Active: true, FullyQualifiedName: "Consulting" });
  expect((await refusal("/item", item)).code).toBe("6240");
  expect((await refusal("/item", { Name: "Other", Type: "Service" })).code).toBe("2020");
  expect((await refusal("/item", { ...item, Name: "Stock", Type: "Inventory" })).code).toBe("2020");
  expect((await refusal("/item", { ...item, Name: "Bundle", Type: "Group" })).code).toBe("6000");
  const deferred = { ...item, Name: "Deferred", IncomeAccountRef: { value: "91" } };
  expect((await refusal("/item", deferred)).code).toBe("6430");
  configure({ liabilityIncomeAccounts: true });
  expect((await post("/item", deferred)).IncomeAccountRef?.value).toBe("91");
});

test("terms, classes, departments, accounts, vendors and employees can be made", async () => {
  const { post } = await quickbooksForTest();
  expect(await post("/term", { Name: "Net 90", DueDays: 90 })).toMatchObject({ Type: "STANDARD", DueDays: 90 });
  const north = await post("/class", { Name: "North" });
  expect((await post("/class", { Name: "Yukon", ParentRef: { value: north.Id } })).FullyQualifiedName).toBe("North:Yukon");
  expect((await post("/department", { Name: "Support" })).Active).toBe(true);
  expect((await post("/account", { Name: "Licences", AccountType: "Income" })).AccountType).toBe("Income");
  expect((await post("/vendor", { DisplayName: "Paper Co" })).DisplayName).toBe("Paper Co");
  expect((await post("/employee", { GivenName: "Bo", FamilyName: "Ek" })).DisplayName).toBe("Bo Ek");
});

test("the preferences and the company can be read under any id", async () => {
  const { read, realm } = await quickbooksForTest();
  expect(await read("/preferences")).toMatchObject({ SalesFormsPrefs: { AllowEstimates: true, CustomTxnNumbers: false } });
  expect(await read(`/companyinfo/${realm}`)).toMatchObject({ CompanyName: "Sandbox Company US", Country: "US" });
});
