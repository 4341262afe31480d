import { expect, test } from "vitest";
import { forPiedPiper, quickbooksForTest } from "./for-tests.ts";
import { loadWireSchema } from "./wire-schema.ts";

async function controlled() {
  const quickbooks = await quickbooksForTest();
  const control = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${quickbooks.url}/control${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    return { status: answer.status, body: (await answer.json()) as Record<string, never> };
  };
  return { ...quickbooks, control };
}

test("every record of the seed passes the published schema", async () => {
  const { control } = await controlled();
  const { body } = await control("GET", "/state");
  expect(Object.keys(body)).toEqual(["9341452790001111", "9341452790002222"]);
  expect(loadWireSchema().answer(body)).toEqual([]);
});

test("the seed is the same at every start", async () => {
  const { control, post, realm } = await controlled();
  const before = (await control("GET", `/state?realm=${realm}`)).body;
  await post("/estimate", forPiedPiper());
  expect((await control("GET", `/state?realm=${realm}`)).body).not.toEqual(before);
  await control("POST", "/reset", { seed: 7 });
  expect((await control("GET", `/state?realm=${realm}`)).body).toEqual(before);
});

test("a reset cuts the connections unless they are to be kept", async () => {
  const { control, call, configure } = await controlled();
  await control("POST", "/reset", { keepConnections: true });
  configure({ limits: { enforced: false } });
  expect((await call("GET", "/companyinfo/1")).status).toBe(200);
  await control("POST", "/reset", {});
  expect((await call("GET", "/companyinfo/1")).status).toBe(401);
});

test("settings are changed in parts", async () => {
  const { control } = await controlled();
  const { body } = await control("POST", "/settings", { queryLagSeconds: 5, requestIds: { forgetful: true } });
  expect(body).toMatchObject({ queryLagSeconds: 5, requestIds: { forgetful: true, replayFaults: true }, limits: { perMinute: 500 } });
});

test("a person works in QuickBooks: accepts, invoices, receives money, edits, voids", async () => {
  const { control, post, find, realm, webhooks } = await controlled();
  const estimate = await post("/estimate", forPiedPiper());
  const act = async (action: string, ...args: unknown[]) =>
    (await control("POST", "/people", { action, args: [realm, ...args] })).body["result"] as never as { Id: string };
  await act("acceptEstimate", estimate.Id, "Ann");
  expect(find(realm, "Estimate", estimate.Id)).toMatchObject({ TxnStatus: "Accepted", AcceptedBy: "Ann", AcceptedDate: "2026-11-23" });
  const invoice = await act("invoiceFromEstimate", estimate.Id);
  expect(invoice).toMatchObject({
    TotalAmt: 100,
    SalesTermRef: { value: "3" },
    DueDate: "2026-12-23",
    BillEmail: { Address: "finance@piedpiper.example" },
  });
  expect(find(realm, "Estimate", estimate.Id)).toMatchObject({ TxnStatus: "Closed" });
  await act("receivePayment", invoice.Id, 120);
  expect(find(realm, "Invoice", invoice.Id)).toMatchObject({ Balance: 0 });
  await act("edit", "Invoice", invoice.Id, { PrivateNote: "by hand" });
  await act("void", "Invoice", invoice.Id);
  expect(find(realm, "Invoice", invoice.Id)).toMatchObject({ TotalAmt: 0, PrivateNote: "Voided" });
  expect(webhooks.waiting()).toBeGreaterThan(5);
});

test("a person rejects or closes an estimate, applies a credit and merges two customers", async () => {
  const { people, realm, post, read, call } = await controlled();
  const [one, two] = [await post("/estimate", forPiedPiper()), await post("/estimate", forPiedPiper())];
  expect(people.rejectEstimate(realm, one.Id).TxnStatus).toBe("Rejected");
  expect(people.closeEstimate(realm, two.Id).TxnStatus).toBe("Closed");
  const memo = await post("/creditmemo", forPiedPiper());
  people.applyCredit(realm, memo.Id, "102");
  expect((await read(`/creditmemo/${memo.Id}`)).Balance).toBe(0);
  people.mergeCustomers(realm, "4", "9");
  expect((await read("/invoice/102")).CustomerRef).toEqual({ value: "9", name: "Stark Industries" });
  expect((await call("GET", "/customer/4")).body).toMatchObject({ Fault: { Error: [{ code: "610" }] } });
});

test("a person's mistakes are refused like anybody's", async () => {
  const { control, realm } = await controlled();
  expect((await control("POST", "/people", { action: "void", args: [realm, "Estimate", "106"] })).status).toBe(400);
  expect((await control("POST", "/people", { action: "fly", args: [realm] })).status).toBe(400);
});

test("tokens are ended and granted by control", async () => {
  const { control, call, connectAs, realm } = await controlled();
  await control("POST", "/tokens", { action: "expireAccess", realm });
  expect((await call("GET", "/companyinfo/1")).status).toBe(401);
  const { body } = await control("POST", "/tokens", { action: "grantDirectly", realm });
  connectAs(String(body["access_token"]));
  expect((await call("GET", "/companyinfo/1")).status).toBe(200);
});

test("a link for people leads to their pages, or to a line of text", async () => {
  const { url } = await quickbooksForTest({ pagesUrl: "http://crm.example/quickbooks" });
  const answer = await fetch(`${url}/app/estimate?txnId=106`, { redirect: "manual" });
  expect(answer.headers.get("location")).toBe("http://crm.example/quickbooks/app/estimate?txnId=106");
  const plain = await quickbooksForTest();
  expect(await (await fetch(`${plain.url}/app/estimate?txnId=106`)).text()).toContain("estimate 106");
});
