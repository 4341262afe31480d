import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readJoiningCompany, createQuickBooksErp } from "../../api/quickbooks/quickbooks-erp.ts";
import { createQuickBooksOAuth } from "../../api/quickbooks/oauth.ts";
import type { Erp } from "../../api/ports/erp.ts";
import { CA_REALM, US_REALM } from "../sandbox/seed/quickbooks.ts";
import { authenticationFailedXml, throttledXml } from "../sandbox/quickbooks/canned-answers.ts";
import { startQuickBooks, type QuickBooksSandbox } from "../sandbox/quickbooks/quickbooks.ts";
import { connectionStore, US_COMPANY } from "./connection-store.ts";
import { buyer, customerDraft, orderDraft, orderLine } from "./example-drafts.ts";
import { schemaFaults } from "./schema.ts";

const APP = { clientId: "app", clientSecret: "secret" };
let quickbooks: QuickBooksSandbox;
let clock: { now(): Temporal.Instant; sleep(): Promise<void> };
let oauth: ReturnType<typeof createQuickBooksOAuth>;
let erp: Erp;
let state: ReturnType<typeof connectionStore>["state"];

beforeAll(async () => {
  quickbooks = await startQuickBooks({ ...APP, verifierToken: "verifier" });
  clock = { now: () => Temporal.Instant.fromEpochMilliseconds(quickbooks.clock.now()), sleep: () => Promise.resolve() };
  const [authorizeUrl, tokenUrl, revokeUrl] = ["/connect/oauth2", "/oauth2/v1/tokens/bearer", "/v2/oauth2/tokens/revoke"].map(
    (path) => quickbooks.url + path,
  );
  oauth = createQuickBooksOAuth({ ...APP, authorizeUrl: authorizeUrl!, tokenUrl: tokenUrl!, revokeUrl: revokeUrl!, clock });
});
afterAll(() => quickbooks.stop());
beforeEach(() => {
  quickbooks.reset();
  quickbooks.configure({ limits: { enforced: false } });
  ({ erp, state } = connect(US_REALM));
});

function connect(realmId: string) {
  const { access_token, refresh_token, expires_in } = quickbooks.oauth.grantDirectly(realmId);
  const tokens = { accessToken: access_token, refreshToken: refresh_token, expiresAt: clock.now().add({ seconds: expires_in }) };
  const connection = connectionStore(tokens, { realmId });
  const urls = { apiUrl: quickbooks.url, appUrl: "https://qbo.intuit.com" };
  return {
    state: connection.state,
    erp: createQuickBooksErp({ ...urls, store: connection.store, oauth, clock, portalId: 7, connectionId: "c1" }),
  };
}

const requests = (method: string, path: RegExp) =>
  quickbooks.wire.requests.filter((each) => each.method === method && path.test(each.path));
const minutesAgo = (minutes: number) => clock.now().subtract({ minutes });

async function makeCustomer(changes: Parameters<typeof customerDraft>[0] = {}, requestId = "customer-1"): Promise<string> {
  const payload = erp.customerPayload(customerDraft(changes));
  expect(schemaFaults("CustomerCreate", payload)).toEqual([]);
  const answer = await erp.createCustomer(payload, requestId);
  if (!answer.made) throw new Error(answer.message);
  return answer.id;
}

async function makeOrder(customerId: string, changes: Parameters<typeof orderDraft>[0] = {}, requestId = "order-1"): Promise<string> {
  const payload = erp.orderPayload(orderDraft({ customerId, ...changes }), await erp.readCompany());
  expect(schemaFaults("EstimateCreate", payload)).toEqual([]);
  const answer = await erp.createOrder(payload, requestId);
  if (!answer.made) throw new Error(answer.message);
  return answer.id;
}

describe("the company", () => {
  test("its switches are read, also before there is a connection", async () => {
    const { access_token } = quickbooks.oauth.grantDirectly(CA_REALM);
    const canadian = await readJoiningCompany({ apiUrl: quickbooks.url, realmId: CA_REALM, accessToken: access_token, clock });
    expect(canadian).toMatchObject({ country: "CA", homeCurrency: "CAD", automatedSalesTax: false });
    expect(await erp.readCompany()).toMatchObject({
      name: "Sandbox Company US",
      country: "US",
      homeCurrency: "USD",
      multiCurrency: true,
      automatedSalesTax: true,
      customNumbers: false,
    });
  });

  test("items and terms are listed", async () => {
    expect(await erp.listItems()).toContainEqual({
      id: "6",
      name: "API calls",
      sku: "API-CALLS",
      active: true,
      taxable: false,
      unitPrice: "0.0045",
    });
    expect(await erp.listTerms()).toContainEqual({ id: "1", name: "Due on receipt", dueDays: 0, active: true });
  });
});

describe("customers", () => {
  test("a customer is made and read back with our marker", async () => {
    const id = await makeCustomer({ currency: "EUR" });
    expect(await erp.readCustomer(id)).toMatchObject({
      id,
      name: "Acme Inc",
      companyName: "Acme Inc",
      email: "ap@acme.com",
      currency: "EUR",
      active: true,
      postcode: "94042",
      markers: ["HS-company-123"],
    });
    expect(await erp.readCustomer("987654")).toBeNull();
  });

  test("the same request id makes one customer", async () => {
    expect(await makeCustomer()).toBe(await makeCustomer());
    expect(quickbooks.all(US_REALM, "Customer").filter(({ DisplayName }) => DisplayName === "Acme Inc")).toHaveLength(1);
  });

  test("a name that is taken, also by a vendor, is a definite refusal for finance", async () => {
    expect(await erp.createCustomer(erp.customerPayload(customerDraft({ name: "Hooli" })), "r")).toMatchObject({
      made: false,
      code: "6240",
      fixBy: "finance",
    });
  });

  test("who holds a name is found among customers, vendors and employees, inactive ones too", async () => {
    expect(await erp.findNameHolders("hooli")).toEqual([{ kind: "vendor", id: "7", active: true }]);
    expect(await erp.findNameHolders("Emily Platt")).toEqual([{ kind: "employee", id: "8", active: true }]);
    expect(await erp.findNameHolders("Vandelay Industries")).toEqual([{ kind: "customer", id: "6", active: false }]);
    expect(await erp.findNameHolders("Nobody")).toEqual([]);
  });

  test("candidates are found by name, by e-mail and by the beginning of the name, each once", async () => {
    const names = async (changes: Parameters<typeof buyer>[0]) =>
      (await erp.findCustomerCandidates(buyer({ email: null, ...changes }))).map(({ name }) => name);
    expect(await names({ name: "Initech Inc" })).toEqual(["Initech Incorporated"]);
    expect(await names({ name: "Somebody Else", email: "AP@globex.example" })).toEqual(["Globex Corp"]);
    expect(await names({ name: "Globex Corp", email: "ap@globex.example" })).toEqual(["Globex Corp"]);
    expect(await names({ name: "Vandelay" })).toEqual(["Vandelay Industries"]);
    expect(await names({ name: "Unheard Of" })).toEqual([]);
  });

  test.each(["Adam's \\ Candy & Co + 100% #1", "Öl 'n' Gas – 株式会社", "C:\\Temp"])("the name %s is found again", async (name) => {
    const id = await makeCustomer({ name });
    expect((await erp.findNameHolders(name)).map((holder) => holder.id)).toEqual([id]);
    expect((await erp.findCustomerCandidates(buyer({ name, email: null }))).map((candidate) => candidate.id)).toEqual([id]);
  });

  test("the marker finds the customer by its name, and after a rename among those made since", async () => {
    const id = await makeCustomer({ name: "Acme Inc (HS 123)" });
    const search = { marker: "HS-company-123", name: "Acme Inc", since: minutesAgo(1) };
    expect(await erp.findCustomerByMarker(search)).toMatchObject({ id });
    quickbooks.people.edit(US_REALM, "Customer", id, { DisplayName: "Acme Worldwide", Active: false });
    expect(await erp.findCustomerByMarker(search)).toMatchObject({ id, name: "Acme Worldwide", active: false });
    expect(await erp.findCustomerByMarker({ ...search, marker: "HS-company-12" })).toBeNull();
  });
});

describe("orders", () => {
  test("an order is made pending, with exact lines, and QuickBooks' tax beside them", async () => {
    const lines = [
      orderLine({ itemId: "6", unitPrice: "0.0045", quantity: "1000000", amount: 450_000n }),
      orderLine({ itemId: "7", quantity: "3", unitPrice: "900", amount: 270_000n, taxable: true }),
    ];
    const id = await makeOrder("1", { lines });
    const order = await erp.readOrder(id);
    expect(order).toMatchObject({
      id,
      status: "pending",
      customerId: "1",
      currency: "USD",
      net: 720_000n,
      markers: ["HS-987"],
      date: "2026-11-23",
    });
    expect(order?.number).toMatch(/^\d+$/);
    expect(order?.tax).toBeGreaterThan(0n);
    expect(order?.total).toBe(720_000n + (order?.tax ?? 0n));
  });

  test("an order that was deleted reads as gone, and its marker finds nothing", async () => {
    const id = await makeOrder("1");
    quickbooks.people.delete(US_REALM, "Estimate", id);
    expect(await erp.readOrder(id)).toBeNull();
    expect(await erp.findOrdersByMarker({ marker: "HS-987", customerId: "1", since: minutesAgo(1) })).toEqual([]);
  });

  test("the marker finds live orders of this customer alone, the oldest first", async () => {
    const first = await makeOrder("1");
    quickbooks.clock.advance(1_000);
    const second = await makeOrder("1", {}, "order-2");
    await makeOrder("2", {}, "order-3");
    await makeOrder("1", { marker: "HS-9871" }, "order-4");
    quickbooks.people.edit(US_REALM, "Estimate", first, { PrivateNote: "asked Ann\nHS-987" });
    const found = await erp.findOrdersByMarker({ marker: "HS-987", customerId: "1", since: minutesAgo(5) });
    expect(found.map(({ id }) => id)).toEqual([first, second]);
  });

  test("a marker search looks two days further back, since QuickBooks' clock may be behind ours", async () => {
    const id = await makeOrder("1");
    const search = { marker: "HS-987", customerId: "1" };
    expect(await erp.findOrdersByMarker({ ...search, since: clock.now().add({ hours: 47 }) })).toMatchObject([{ id }]);
    expect(await erp.findOrdersByMarker({ ...search, since: clock.now().add({ hours: 49 }) })).toEqual([]);
  });

  test("a number that carries the marker is as good as the note", async () => {
    quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { CustomTxnNumbers: true } });
    const id = await makeOrder("1", { number: "HS-987" });
    quickbooks.people.edit(US_REALM, "Estimate", id, { PrivateNote: "" });
    expect(await erp.findOrdersByMarker({ marker: "HS-987", customerId: "1", since: minutesAgo(1) })).toMatchObject([
      { id, number: "HS-987" },
    ]);
  });

  test("a taken number is a definite refusal that names its holder", async () => {
    quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { CustomTxnNumbers: true } });
    const id = await makeOrder("1", { number: "HS-987" });
    const payload = erp.orderPayload(orderDraft({ number: "HS-987" }), await erp.readCompany());
    expect(await erp.createOrder(payload, "order-2")).toMatchObject({ made: false, code: "6140", takenById: id });
  });

  test("an item that does not exist is a definite refusal, with QuickBooks' words", async () => {
    const payload = erp.orderPayload(orderDraft({ lines: [orderLine({ itemId: "999" })] }), US_COMPANY);
    expect(await erp.createOrder({ ...payload, CurrencyRef: { value: "USD" } }, "r")).toMatchObject({
      made: false,
      code: "2500",
      message: expect.stringContaining("999") as string,
    });
  });

  test.each(["drop", "truncate"] as const)(
    "committed and then lost by %s: unknown, found by its marker, and never made twice",
    async (kind) => {
      quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate" }, when: "after", kind });
      await expect(makeOrder("1")).rejects.toMatchObject({ kind: "unavailable" });
      const [found] = await erp.findOrdersByMarker({ marker: "HS-987", customerId: "1", since: minutesAgo(1) });
      expect(await makeOrder("1")).toBe(found?.id);
    },
  );

  test("committed and then refused with 401: unknown, and the next call has a new token", async () => {
    quickbooks.wire.faults.add({
      match: { method: "POST", path: "/estimate" },
      when: "after",
      kind: "answer",
      answer: authenticationFailedXml(),
    });
    await expect(makeOrder("1")).rejects.toMatchObject({ kind: "unavailable" });
    expect(state.saved).toHaveLength(1);
    expect(await erp.findOrdersByMarker({ marker: "HS-987", customerId: "1", since: minutesAgo(1) })).toHaveLength(1);
  });

  test("too many requests, said in XML, means wait a minute", async () => {
    quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate" }, when: "before", kind: "answer", answer: throttledXml() });
    await expect(makeOrder("1")).rejects.toMatchObject({ kind: "rateLimited", retryAfterMs: 60_000 });
  });
});

describe("what becomes of an order", () => {
  test("accepted, invoiced, paid in part and credited", async () => {
    const orderId = await makeOrder("1");
    quickbooks.people.acceptEstimate(US_REALM, orderId);
    expect(await erp.readOrder(orderId)).toMatchObject({ status: "accepted" });

    const { Id: invoiceId } = quickbooks.people.invoiceFromEstimate(US_REALM, orderId);
    expect(await erp.readOrder(orderId)).toMatchObject({ status: "invoiced", invoiceIds: [invoiceId] });
    expect(await erp.readInvoice(invoiceId)).toMatchObject({
      orderIds: [orderId],
      net: 2_700_000n,
      total: 2_700_000n,
      balance: 2_700_000n,
      voided: false,
    });

    const { Id: paymentId } = quickbooks.people.receivePayment(US_REALM, invoiceId, 10_000);
    expect(await erp.readInvoice(invoiceId)).toMatchObject({ balance: 1_700_000n, paymentIds: [paymentId] });
    expect(await erp.readPayment(paymentId)).toMatchObject({
      total: 1_000_000n,
      unapplied: 0n,
      applied: [{ invoiceId, amount: 1_000_000n, credit: 0n }],
    });
  });

  test("a void invoice is told from a paid one, and one that does not exist is null", async () => {
    quickbooks.people.void(US_REALM, "Invoice", "103");
    expect(await erp.readInvoice("103")).toMatchObject({ voided: true, net: 0n, balance: 0n });
    expect(await erp.readInvoice("987654")).toBeNull();
    expect(await erp.readPayment("987654")).toBeNull();
  });
});

describe("the connection", () => {
  test("an access token that ended is replaced while reading, and the read goes through", async () => {
    quickbooks.oauth.expireAccess();
    expect(await erp.readCustomer("1")).toMatchObject({ name: "Globex Corp" });
    expect(state.saved).toHaveLength(1);
  });

  test("a connection that is made after the first call failed serves the next", async () => {
    const { tokens } = state;
    state.tokens = null;
    await expect(erp.readCustomer("1")).rejects.toMatchObject({ kind: "notConnected" });
    state.tokens = tokens;
    expect(await erp.readCustomer("1")).toMatchObject({ name: "Globex Corp" });
  });

  test("a refresh token that ended means reconnect, and nothing more is asked", async () => {
    quickbooks.oauth.expireRefresh();
    quickbooks.oauth.expireAccess();
    await expect(erp.readCustomer("1")).rejects.toMatchObject({ kind: "notConnected", code: "invalid_grant" });
    expect(state.connection).toBe("needsReconnect");
    const before = requests("POST", /tokens\/bearer/).length;
    await expect(erp.readCustomer("1")).rejects.toMatchObject({ kind: "notConnected" });
    expect(requests("POST", /tokens\/bearer/)).toHaveLength(before);
  });
});
