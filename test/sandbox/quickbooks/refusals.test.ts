import { expect, test } from "vitest";
import type { Fields, Line } from "./entity.ts";
import { forPiedPiper, quickbooksForTest, refusalOf, sells } from "./for-tests.ts";
import { authenticationFailedXml, faultWith200, systemFault, throttledXml } from "./canned-answers.ts";
import type { Kind } from "./kinds.ts";

const cases: [string, string, string, Fields][] = [
  ["an unknown element", "2010", "/estimate", forPiedPiper([sells()], { DealId: "7" })],
  ["an element of the wrong type", "2010", "/estimate", { ...forPiedPiper(), DocNumber: 12 as never }],
  ["no customer", "2020", "/estimate", { CurrencyRef: { value: "USD" }, Line: [sells()] }],
  ["no currency in a company with many", "2020", "/estimate", { CustomerRef: { value: "4" }, Line: [sells()] }],
  ["no line", "2020", "/invoice", { CustomerRef: { value: "4" }, CurrencyRef: { value: "USD" } }],
  ["no sold line", "2250", "/invoice", forPiedPiper([{ DetailType: "DescriptionOnly", Description: "x" }])],
  ["a number of 22 characters", "2050", "/estimate", forPiedPiper([sells()], { DocNumber: "x".repeat(22) })],
  ["a note of 4001 characters", "2050", "/estimate", forPiedPiper([sells()], { PrivateNote: "x".repeat(4001) })],
  ["a memo of 1001 characters", "2050", "/estimate", forPiedPiper([sells()], { CustomerMemo: { value: "x".repeat(1001) } })],
  ["a date that is none", "2060", "/estimate", forPiedPiper([sells()], { TxnDate: "2026-02-30" })],
  ["a date in another form", "2060", "/estimate", forPiedPiper([sells()], { TxnDate: "04/21/2026" })],
  ["a price with six decimals", "2080", "/estimate", forPiedPiper([sells(0.000001)])],
  ["a status that is none", "2170", "/estimate", forPiedPiper([sells()], { TxnStatus: "Open" })],
  ["an e-mail without a domain", "2210", "/invoice", forPiedPiper([sells()], { BillEmail: { Address: "ann@acme" } })],
  ["two e-mails in one", "2210", "/invoice", forPiedPiper([sells()], { BillEmail: { Address: "a@b.co, c@d.co" } })],
  ["an unknown customer", "2500", "/estimate", { ...forPiedPiper(), CustomerRef: { value: "999" } }],
  ["an unknown item", "2500", "/estimate", forPiedPiper([sells(100, { ItemRef: { value: "999" } })])],
  ["an unknown term", "2500", "/invoice", forPiedPiper([sells()], { SalesTermRef: { value: "999" } })],
  ["an inactive customer", "610", "/estimate", { ...forPiedPiper(), CustomerRef: { value: "6" } }],
  ["a wrong product", "6070", "/estimate", forPiedPiper([{ ...sells(100), Amount: 99.99 }])],
  ["a product right only when rounded", "6070", "/estimate", forPiedPiper([{ ...sells(55.55, { Qty: 12_345, UnitPrice: 0.0045 }) }])],
  ["a tax code of another country", "6100", "/estimate", forPiedPiper([sells(100, { TaxCodeRef: { value: "2" } })])],
  ["a total below zero", "6000", "/estimate", forPiedPiper([sells(-5)])],
  ["another currency than the customer's", "6000", "/estimate", { ...forPiedPiper(), CurrencyRef: { value: "EUR" } }],
  ["sending without an address", "6420", "/invoice", forPiedPiper([sells()], { EmailStatus: "NeedToSend" })],
  ["an unknown custom field", "3000", "/invoice", forPiedPiper([sells()], { CustomField: [{ DefinitionId: "9", StringValue: "x" }] })],
  [
    "a custom field of 32 characters",
    "2050",
    "/invoice",
    forPiedPiper([sells()], { CustomField: [{ DefinitionId: "1", StringValue: "x".repeat(32) }] }),
  ],
];

test.each(cases)("%s is refused with %s", async (_what, code, path, body) => {
  const { refusal, all, realm } = await quickbooksForTest();
  const kind: Kind = path === "/invoice" ? "Invoice" : "Estimate";
  const before = all(realm, kind).length;
  expect((await refusal(path, body)).code).toBe(code);
  expect(all(realm, kind)).toHaveLength(before);
});

test("the detail of 2500 names the list and the id", async () => {
  const { refusal } = await quickbooksForTest();
  const { detail } = await refusal("/estimate", forPiedPiper([sells(100, { ItemRef: { value: "999" } })]));
  expect(detail).toBe("Invalid Reference Id : Items element id 999 not found");
});

test("what a preference turns off is refused with 6000", async () => {
  const { refusal, people, realm, post } = await quickbooksForTest();
  const discount: Line = { DetailType: "DiscountLineDetail", Amount: 5, DiscountLineDetail: { PercentBased: false } };
  people.setPreferences(realm, {
    SalesFormsPrefs: { AllowEstimates: false, AllowServiceDate: false, AllowDiscount: false, AllowDeposit: false },
  });
  expect((await refusal("/estimate", forPiedPiper())).code).toBe("6000");
  expect((await refusal("/invoice", forPiedPiper([sells(100, { ServiceDate: "2026-12-01" })]))).code).toBe("6000");
  expect((await refusal("/invoice", forPiedPiper([sells(), discount]))).code).toBe("6000");
  expect((await refusal("/invoice", forPiedPiper([sells()], { Deposit: 5 }))).code).toBe("6000");
  people.setPreferences(realm, { SalesFormsPrefs: { AllowEstimates: true } });
  expect((await post("/estimate", forPiedPiper())).TxnStatus).toBe("Pending");
});

test("nothing that posts goes into closed books, and nothing leaves them", async () => {
  const { refusal, people, realm, post, configure } = await quickbooksForTest();
  const old = await post("/invoice", forPiedPiper([sells()], { TxnDate: "2026-10-31" }));
  people.setPreferences(realm, { AccountingInfoPrefs: { BookCloseDate: "2026-10-31" } });
  expect((await refusal("/invoice", forPiedPiper([sells()], { TxnDate: "2026-10-31" }))).code).toBe("6200");
  expect((await refusal("/invoice?operation=void", { Id: old.Id, SyncToken: "0" })).code).toBe("6200");
  expect((await refusal("/invoice", { Id: old.Id, SyncToken: "0", sparse: true, TxnDate: "2026-11-01" })).code).toBe("6200");
  configure({ bookClosePassword: true });
  expect((await refusal("/invoice?operation=delete", { Id: old.Id, SyncToken: "0" })).code).toBe("6210");
  expect((await post("/invoice", forPiedPiper([sells()], { TxnDate: "2026-11-01" }))).Balance).toBe(100);
  expect((await post("/estimate", forPiedPiper([sells()], { TxnDate: "2026-10-01" }))).TotalAmt).toBe(100);
});

test("a body that is no JSON object, or not UTF-8, is refused", async () => {
  const { call, url, realm, oauth } = await quickbooksForTest();
  expect(refusalOf(await call("POST", "/estimate", "{oops", { "content-type": "application/json" })).code).toBe("2010");
  const answer = await fetch(`${url}/v3/company/${realm}/estimate`, {
    method: "POST",
    headers: { authorization: `Bearer ${oauth.grantDirectly(realm).access_token}` },
    body: Buffer.from([0x7b, 0xff, 0x7d]),
  });
  expect(await answer.json()).toMatchObject({ Fault: { Error: [{ code: "500" }] } });
});

test("lists that the API only reads refuse a write", async () => {
  const { refusal } = await quickbooksForTest();
  expect((await refusal("/customertype", { Name: "New" })).code).toBe("500");
  expect((await refusal("/salesorder", { Name: "New" })).code).toBe("500");
});

test("an XML throttle, an XML 401, a Fault with HTTP 200 and a 500 can be played through the wire", async () => {
  const { call, wire } = await quickbooksForTest();
  for (const answer of [throttledXml(), authenticationFailedXml(), faultWith200(), systemFault()]) {
    wire.faults.add({ match: { path: "/estimate" }, when: "before", kind: "answer", answer });
  }
  const answers = [];
  for (let index = 0; index < 4; index++) answers.push(await call("POST", "/estimate", forPiedPiper()));
  expect(answers.map((answer) => answer.status)).toEqual([429, 401, 200, 500]);
  expect(answers[0]!.text).toContain('<Error code="3001">');
  expect(answers[2]!.body).toMatchObject({ Fault: { Error: [{ code: "6000" }] } });
});

test("a commit whose answer is lost is a commit", async () => {
  const { call, wire, all, realm } = await quickbooksForTest();
  const before = all(realm, "Estimate").length;
  wire.faults.add({ match: { method: "POST", path: "/estimate" }, when: "before", kind: "drop" });
  await expect(call("POST", "/estimate?requestid=a", forPiedPiper())).rejects.toThrow();
  expect(all(realm, "Estimate")).toHaveLength(before);
  wire.faults.add({ match: { method: "POST", path: "/estimate" }, when: "after", kind: "drop" });
  await expect(call("POST", "/estimate?requestid=a", forPiedPiper())).rejects.toThrow();
  expect(all(realm, "Estimate")).toHaveLength(before + 1);
  expect((await call("POST", "/estimate?requestid=a", forPiedPiper())).status).toBe(200);
  expect(all(realm, "Estimate")).toHaveLength(before + 1);
});
