import { describe, expect, test } from "vitest";
import { authenticationFailedXml, throttledXml } from "../sandbox/quickbooks/canned-answers.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { connectedCompany } from "./connected-company.ts";
import { US_COMPANY } from "./connection-store.ts";
import { orderDraft, orderLine } from "./example-drafts.ts";

const company = connectedCompany();

describe("orders", () => {
  test("an order is made pending, with exact lines, and QuickBooks' tax beside them", async () => {
    const lines = [
      orderLine({ itemId: "6", unitPrice: "0.0045", quantity: "1000000", amount: 450_000n }),
      orderLine({ itemId: "7", quantity: "3", unitPrice: "900", amount: 270_000n, taxable: true }),
    ];
    const id = await company.makeOrder("1", { lines });
    const order = await company.erp.readOrder(id);
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
    const id = await company.makeOrder("1");
    company.quickbooks.people.delete(US_REALM, "Estimate", id);
    expect(await company.erp.readOrder(id)).toBeNull();
    expect(
      await company.erp.findOrdersByMarker({ marker: "HS-987", customerId: "1", since: company.clock.now().subtract({ minutes: 1 }) }),
    ).toEqual([]);
  });

  test("an order that is answered as deleted is gone, too", async () => {
    const answer = { status: 200, body: { Estimate: { domain: "QBO", status: "Deleted", Id: "106" } } };
    company.quickbooks.wire.faults.add({ match: { path: "/estimate/106" }, when: "before", kind: "answer", answer });
    expect(await company.erp.readOrder("106")).toBeNull();
  });

  test("the marker finds live orders of this customer alone, the oldest first", async () => {
    const first = await company.makeOrder("1");
    company.quickbooks.clock.advance(1_000);
    const second = await company.makeOrder("1", {}, "order-2");
    await company.makeOrder("2", {}, "order-3");
    await company.makeOrder("1", { marker: "HS-9871" }, "order-4");
    company.quickbooks.people.edit(US_REALM, "Estimate", first, { PrivateNote: "asked Ann\nHS-987" });
    const found = await company.erp.findOrdersByMarker({
      marker: "HS-987",
      customerId: "1",
      since: company.clock.now().subtract({ minutes: 5 }),
    });
    expect(found.map(({ id }) => id)).toEqual([first, second]);
  });

  test("a marker search looks two days further back, since QuickBooks' clock may be behind ours", async () => {
    const id = await company.makeOrder("1");
    const search = { marker: "HS-987", customerId: "1" };
    expect(await company.erp.findOrdersByMarker({ ...search, since: company.clock.now().add({ hours: 47 }) })).toMatchObject([{ id }]);
    expect(await company.erp.findOrdersByMarker({ ...search, since: company.clock.now().add({ hours: 49 }) })).toEqual([]);
  });

  test("a number that carries the marker is as good as the note", async () => {
    company.quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { CustomTxnNumbers: true } });
    const id = await company.makeOrder("1", { number: "HS-987" });
    company.quickbooks.people.edit(US_REALM, "Estimate", id, { PrivateNote: "" });
    expect(
      await company.erp.findOrdersByMarker({ marker: "HS-987", customerId: "1", since: company.clock.now().subtract({ minutes: 1 }) }),
    ).toMatchObject([{ id, number: "HS-987" }]);
  });

  test("a taken number is a definite refusal that names its holder", async () => {
    company.quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { CustomTxnNumbers: true } });
    const id = await company.makeOrder("1", { number: "HS-987" });
    const payload = company.erp.orderPayload(orderDraft({ number: "HS-987" }), await company.erp.readCompany());
    expect(await company.erp.createOrder(payload, "order-2")).toMatchObject({ made: false, code: "6140", takenById: id });
  });

  test("an item that does not exist is a definite refusal, with QuickBooks' words", async () => {
    const payload = company.erp.orderPayload(orderDraft({ lines: [orderLine({ itemId: "999" })] }), US_COMPANY);
    expect(await company.erp.createOrder({ ...payload, CurrencyRef: { value: "USD" } }, "r")).toMatchObject({
      made: false,
      code: "2500",
      message: expect.stringContaining("999") as string,
    });
  });

  test.each(["drop", "truncate"] as const)(
    "committed and then lost by %s: unknown, found by its marker, and never made twice",
    async (kind) => {
      company.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate" }, when: "after", kind });
      await expect(company.makeOrder("1")).rejects.toMatchObject({ kind: "unavailable" });
      const [found] = await company.erp.findOrdersByMarker({
        marker: "HS-987",
        customerId: "1",
        since: company.clock.now().subtract({ minutes: 1 }),
      });
      expect(await company.makeOrder("1")).toBe(found?.id);
    },
  );

  test("committed and then refused with 401: unknown, and the next call has a new token", async () => {
    company.quickbooks.wire.faults.add({
      match: { method: "POST", path: "/estimate" },
      when: "after",
      kind: "answer",
      answer: authenticationFailedXml(),
    });
    await expect(company.makeOrder("1")).rejects.toMatchObject({ kind: "unavailable" });
    expect(company.state.saved).toHaveLength(1);
    expect(
      await company.erp.findOrdersByMarker({ marker: "HS-987", customerId: "1", since: company.clock.now().subtract({ minutes: 1 }) }),
    ).toHaveLength(1);
  });

  test("too many requests, said in XML, means wait a minute", async () => {
    company.quickbooks.wire.faults.add({
      match: { method: "POST", path: "/estimate" },
      when: "before",
      kind: "answer",
      answer: throttledXml(),
    });
    await expect(company.makeOrder("1")).rejects.toMatchObject({ kind: "rateLimited", retryAfterMs: 60_000 });
  });
});

describe("what becomes of an order", () => {
  test("accepted, invoiced, paid in part and credited", async () => {
    const orderId = await company.makeOrder("1");
    company.quickbooks.people.acceptEstimate(US_REALM, orderId);
    expect(await company.erp.readOrder(orderId)).toMatchObject({ status: "accepted" });

    const { Id: invoiceId } = company.quickbooks.people.invoiceFromEstimate(US_REALM, orderId);
    expect(await company.erp.readOrder(orderId)).toMatchObject({ status: "invoiced", invoiceIds: [invoiceId] });
    expect(await company.erp.readInvoice(invoiceId)).toMatchObject({
      orderIds: [orderId],
      net: 2_700_000n,
      total: 2_700_000n,
      balance: 2_700_000n,
      voided: false,
    });

    const { Id: paymentId } = company.quickbooks.people.receivePayment(US_REALM, invoiceId, 10_000);
    expect(await company.erp.readInvoice(invoiceId)).toMatchObject({ balance: 1_700_000n, paymentIds: [paymentId] });
    expect(await company.erp.readPayment(paymentId)).toMatchObject({
      total: 1_000_000n,
      unapplied: 0n,
      applied: [{ invoiceId, amount: 1_000_000n, credit: 0n }],
    });
  });

  test("a void invoice is told from a paid one, and one that does not exist is null", async () => {
    company.quickbooks.people.void(US_REALM, "Invoice", "103");
    expect(await company.erp.readInvoice("103")).toMatchObject({ voided: true, net: 0n, balance: 0n });
    expect(await company.erp.readInvoice("987654")).toBeNull();
    expect(await company.erp.readPayment("987654")).toBeNull();
  });
});
