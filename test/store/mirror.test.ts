import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ErpInvoice, ErpOrder, ErpPayment } from "../../api/ports/erp-documents.ts";
import type { MirrorRecord } from "../../api/ports/mirror.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { joinPortal, later, NOW } from "./fixtures.ts";

let db: TestDatabase;
let connectionId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  connectionId = await joinPortal(db, 1);
});
afterAll(() => db.drop());
beforeEach(() => onServer(db.url, "delete from mirrored_orders", "delete from mirrored_invoices", "delete from mirrored_payments"));

const inPortal = <T>(work: (mirror: PortalTx["mirror"]) => Promise<T>) => db.store.inPortal(1, (tx) => work(tx.mirror));

/** Keeps one record, typed by its kind. */
const save = (
  mirror: PortalTx["mirror"],
  kind: "order" | "invoice" | "payment",
  record: ErpOrder | ErpInvoice | ErpPayment,
  seenAt: Temporal.Instant,
) => mirror.save(connectionId, [{ kind, record } as MirrorRecord], seenAt);

/** More than a JSON number can hold exactly. */
const HUGE = 9_007_199_254_740_993n;
const order: ErpOrder = {
  id: "145",
  number: "1001",
  status: "pending",
  customerId: "1",
  currency: "USD",
  date: "2026-12-01",
  net: HUGE,
  tax: null,
  total: HUGE,
  invoiceIds: [],
  markers: ["tieout:1"],
  lastUpdated: "2026-12-01T02:00:00-08:00",
  version: 3,
  url: "https://qbo.intuit.com/app/estimate?txnId=145",
};
const invoice: ErpInvoice = {
  id: "146",
  number: null,
  customerId: "1",
  currency: "USD",
  date: "2026-12-01",
  dueDate: "2026-12-31",
  net: 10_000n,
  tax: 800n,
  total: 10_800n,
  balance: -HUGE,
  orderIds: ["145"],
  paymentIds: [],
  creditMemoIds: [],
  voided: false,
  markers: [],
  lastUpdated: "2026-12-01T02:00:00-08:00",
  version: 3,
  url: "",
};
const payment: ErpPayment = {
  id: "147",
  customerId: "1",
  currency: "USD",
  date: "2026-12-02",
  total: 10_800n,
  unapplied: 0n,
  applied: [
    { invoiceId: "146", amount: 5_400n, credit: 400n },
    { invoiceId: "148", amount: 5_400n, credit: 0n },
  ],
  voided: false,
  lastUpdated: "2026-12-01T02:00:00-08:00",
  version: 3,
};

describe("a mirrored record", () => {
  test("comes back exactly, with its amounts and when it was seen", async () => {
    await inPortal((mirror) => save(mirror, "order", order, NOW));
    await inPortal((mirror) => save(mirror, "invoice", invoice, NOW));
    await inPortal((mirror) => save(mirror, "payment", payment, NOW));
    expect(await inPortal((mirror) => mirror.readOrder(connectionId, "145"))).toEqual({ record: order, seenAt: NOW });
    expect(await inPortal((mirror) => mirror.read(connectionId, "invoice", "146"))).toEqual({ record: invoice, seenAt: NOW });
    expect(await inPortal((mirror) => mirror.read(connectionId, "payment", "147"))).toEqual({ record: payment, seenAt: NOW });
    expect(await inPortal((mirror) => mirror.readOrder(connectionId, "146"))).toBeNull();
  });

  test.each([
    ["changed later in QuickBooks", { lastUpdated: "2026-12-01T10:00:01Z" }, -5, "accepted"],
    ["changed in the same second and read later", { lastUpdated: "2026-12-01T10:00:00Z" }, 5, "accepted"],
    ["changed in the same second and read earlier", { lastUpdated: "2026-12-01T10:00:00Z" }, -5, "pending"],
    ["changed more often in the same second, though read earlier", { lastUpdated: "2026-12-01T10:00:00Z", version: 4 }, -5, "accepted"],
    ["changed less often in the same second, though read later", { lastUpdated: "2026-12-01T10:00:00Z", version: 2 }, 5, "pending"],
    ["changed earlier in QuickBooks, though read later", { lastUpdated: "2026-12-01T09:59:59Z" }, 5, "pending"],
  ])("that was %s: the newer one is kept", async (_what, changes, seconds, expected) => {
    await inPortal((mirror) => save(mirror, "order", order, NOW));
    await inPortal((mirror) => save(mirror, "order", { ...order, ...changes, status: "accepted" }, later(seconds)));
    expect((await inPortal((mirror) => mirror.readOrder(connectionId, "145")))?.record.status).toBe(expected);
  });

  test("that is gone is deleted as an order and nothing as an invoice or payment", async () => {
    await inPortal((mirror) => save(mirror, "order", order, NOW));
    await inPortal((mirror) => save(mirror, "invoice", invoice, NOW));
    await inPortal((mirror) => save(mirror, "payment", payment, NOW));
    await inPortal((mirror) => mirror.forget(connectionId, "order", ["145"], later(9)));
    await inPortal((mirror) => mirror.forget(connectionId, "invoice", ["146"], later(9)));
    await inPortal((mirror) => mirror.forget(connectionId, "payment", ["147"], later(9)));
    expect(await inPortal((mirror) => mirror.readOrder(connectionId, "145"))).toEqual({
      record: { ...order, status: "deleted" },
      seenAt: later(9),
    });
    expect(await inPortal((mirror) => mirror.read(connectionId, "invoice", "146"))).toBeNull();
    expect(await inPortal((mirror) => mirror.read(connectionId, "payment", "147"))).toBeNull();
    expect(await inPortal((mirror) => mirror.invoicesOfOrder(connectionId, "145"))).toEqual([]);
    expect(await inPortal((mirror) => mirror.paymentsOfInvoices(connectionId, ["146"]))).toEqual([]);
  });

  test("that is gone is not brought back by what was read before, but by what was read after", async () => {
    await inPortal((mirror) => save(mirror, "invoice", invoice, NOW));
    await inPortal((mirror) => mirror.forget(connectionId, "invoice", ["146"], later(9)));
    await inPortal((mirror) => save(mirror, "invoice", invoice, later(8)));
    expect(await inPortal((mirror) => mirror.read(connectionId, "invoice", "146"))).toBeNull();
    await inPortal((mirror) => save(mirror, "invoice", invoice, later(10)));
    expect(await inPortal((mirror) => mirror.read(connectionId, "invoice", "146"))).not.toBeNull();
  });

  test("that was gone before it was ever seen is not brought back by what was read before, but by what was read after", async () => {
    expect(await inPortal((mirror) => mirror.forget(connectionId, "order", ["145"], NOW))).toEqual([]);
    await inPortal((mirror) => save(mirror, "order", order, later(-1)));
    expect(await inPortal((mirror) => mirror.readOrder(connectionId, "145"))).toBeNull();
    expect(await inPortal((mirror) => save(mirror, "order", order, later(1)))).toMatchObject([{ id: "145", before: null }]);
    expect(await inPortal((mirror) => mirror.readOrder(connectionId, "145"))).toEqual({ record: order, seenAt: later(1) });
  });

  test("that was seen alive after it was reported gone stays", async () => {
    await inPortal((mirror) => save(mirror, "invoice", invoice, later(10)));
    await inPortal((mirror) => mirror.forget(connectionId, "invoice", ["146"], later(9)));
    expect(await inPortal((mirror) => mirror.read(connectionId, "invoice", "146"))).not.toBeNull();
  });
});

describe("what hangs together", () => {
  test("an order's invoices come in the order of their ids", async () => {
    for (const id of ["1002", "99", "1001"]) await inPortal((mirror) => save(mirror, "invoice", { ...invoice, id }, NOW));
    const ids = (await inPortal((mirror) => mirror.invoicesOfOrder(connectionId, "145"))).map(({ record }) => record.id);
    expect(ids).toEqual(["99", "1001", "1002"]);
  });

  test("an invoice that was unlinked from its order is not the order's any more, and an older reading does not link it again", async () => {
    await inPortal((mirror) => save(mirror, "invoice", invoice, NOW));
    await inPortal((mirror) => save(mirror, "invoice", { ...invoice, orderIds: [], lastUpdated: "2026-12-01T10:00:01Z" }, later(1)));
    await inPortal((mirror) => save(mirror, "invoice", invoice, later(2)));
    expect(await inPortal((mirror) => mirror.invoicesOfOrder(connectionId, "145"))).toEqual([]);
  });

  test("a payment that touches several of the invoices comes once", async () => {
    await inPortal((mirror) => save(mirror, "payment", payment, NOW));
    const found = await inPortal((mirror) => mirror.paymentsOfInvoices(connectionId, ["146", "148"]));
    expect(found).toEqual([{ record: payment, seenAt: NOW }]);
    expect(await inPortal((mirror) => mirror.paymentsOfInvoices(connectionId, ["149"]))).toEqual([]);
    expect(await inPortal((mirror) => mirror.paymentsOfInvoices(connectionId, []))).toEqual([]);
  });

  test("a payment moved to another invoice leaves the first", async () => {
    await inPortal((mirror) => save(mirror, "payment", payment, NOW));
    const moved = { ...payment, applied: [{ invoiceId: "149", amount: 10_800n, credit: 0n }], lastUpdated: "2026-12-03T10:00:00Z" };
    await inPortal((mirror) => save(mirror, "payment", moved, later(1)));
    expect(await inPortal((mirror) => mirror.paymentsOfInvoices(connectionId, ["146"]))).toEqual([]);
    expect(await inPortal((mirror) => mirror.paymentsOfInvoices(connectionId, ["149"]))).toHaveLength(1);
  });
});
