import { afterAll, beforeAll, expect, test } from "vitest";
import type { ErpInvoice, ErpOrder } from "../../api/ports/erp-documents.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { joinPortal, later, NOW, orderKey } from "./fixtures.ts";

const PORTAL = 45;
const ann = { userId: 501, email: "ann@northwind.example" };
const seen = { customerId: "1", currency: "USD", date: "2026-12-01", lastUpdated: NOW.toString(), version: 0, markers: [], number: null };
const sums = { net: 100n, total: 100n };
const orderOf = (id: string): ErpOrder => ({ ...seen, ...sums, id, url: `order/${id}`, status: "invoiced", tax: null, invoiceIds: [] });
const invoiceOf = (id: string, orderId: string): ErpInvoice => ({
  ...{ ...seen, ...sums, id, url: `invoice/${id}`, dueDate: null, tax: 0n, balance: 0n },
  ...{ orderIds: [orderId], paymentIds: [], creditMemoIds: [], voided: false },
});

let db: TestDatabase;
let connectionId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  connectionId = await joinPortal(db, PORTAL);
  await inPortal(async (tx) => {
    for (const id of ["1", "2", "3"]) {
      await tx.links.save({ ...orderKey(connectionId, `deal-${id}`), externalId: id, how: "created", reasons: [] });
      await tx.mirror.save(connectionId, [{ kind: "order", record: orderOf(id) }], NOW);
    }
    const invoices = ["9", "10", "11"].map((id) => ({ kind: "invoice" as const, record: invoiceOf(id, "1") }));
    await tx.mirror.save(connectionId, invoices, NOW);
    await tx.mirror.forget(connectionId, "invoice", ["11"], later(60));
  });
});
afterAll(() => db.drop());

const inPortal = <T>(work: (tx: PortalTx) => Promise<T>) => db.store.inPortal(PORTAL, work);
const hold = (orderId: string, seconds: number, invoiceIds: string[] = []) =>
  inPortal((tx) => {
    const why = invoiceIds.length > 0 ? "invoiced" : "closed";
    return tx.holds.save({ connectionId, orderId }, { why, invoiceIds, state: "open" }, later(seconds));
  });
const list = (after: string | null, answered = false) => inPortal((tx) => tx.holds.list({ answered, after, limit: 2 }));

test("orders on hold come page by page, the oldest first, with their deal and the documents that are there", async () => {
  await hold("2", 20);
  await hold("3", 30);
  await hold("1", 10, ["9", "10", "11"]);
  await hold("4", 5);
  const first = await list(null);
  expect(first.holds.map(({ orderId, dealId }) => [orderId, dealId])).toEqual([
    ["1", "deal-1"],
    ["2", "deal-2"],
  ]);
  expect(first.holds[0]).toMatchObject({ order: { net: 100n, url: "order/1" }, invoices: [{ id: "9" }, { id: "10" }] });
  const second = await list(first.cursor);
  expect([second.holds.map(({ orderId }) => orderId), second.cursor]).toEqual([["3"], null]);
  await expect(list("yesterday")).rejects.toMatchObject({ code: "invalidCursor" });
});

test("a question is answered once, and what is asked anew is another", async () => {
  const asked = await inPortal((tx) => tx.holds.find(connectionId, "2"));
  const answer = (holdId = "") => inPortal((tx) => tx.holds.answer(holdId, { answer: "keep", by: ann, at: later(40), reason: "Partly" }));
  expect(await answer(asked?.holdId)).toMatchObject({ state: "keep", answeredBy: ann, answeredAt: later(40), reason: "Partly" });
  expect(await answer(asked?.holdId)).toBeNull();
  expect((await list(null, true)).holds.map(({ orderId }) => orderId)).toEqual(["2"]);

  await hold("2", 50, ["12"]);
  expect(await inPortal((tx) => tx.holds.find(connectionId, "2"))).toMatchObject({ state: "open", answeredBy: null, reason: null });
  expect(await answer(asked?.holdId)).toBeNull();
});

test("an answer that there is not to it is kept by nobody", async () => {
  const asked = await inPortal((tx) => tx.holds.find(connectionId, "3"));
  const answer = { answer: "adopt", by: ann, at: NOW, reason: null } as const;
  await expect(inPortal((tx) => tx.holds.answer(asked?.holdId ?? "", answer))).rejects.toThrow("holds_check");
});
