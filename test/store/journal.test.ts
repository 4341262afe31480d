import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { VendorCall } from "../../api/ports/journal.ts";
import { createJournal } from "../../api/store/journal.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { joinPortal, NOW } from "./fixtures.ts";

let db: TestDatabase;
let lost = 0;
let counted = 0;
beforeAll(async () => {
  db = await createTestDatabase();
  await joinPortal(db, 1);
});
afterAll(() => db.drop());
beforeEach(async () => {
  [lost, counted] = [0, 0];
  await onServer(db.url, "truncate sync_log");
});

const journal = () =>
  createJournal({
    store: db.store,
    clock: { now: () => NOW, sleep: async () => undefined },
    counted: () => void (counted += 1),
    lost: (_portalId, lines) => void (lost += lines),
  });
const lines = () => db.store.inPortal(1, (tx) => tx.syncLog.search({}, { before: null, limit: 10 }));

const call = (changes: Partial<VendorCall> = {}): VendorCall => ({
  ...{ vendor: "quickbooks", method: "GET", path: "query", writes: false, outcome: "ok", code: null, status: 200, traceId: "1" },
  ...{ requestId: null, document: null, startedAt: NOW, durationMs: 100, payload: () => ({ request: {}, answer: {} }), ...changes },
});
const deal = { record: { object: "deal", id: "7" }, userId: 501 };

test("every write has a line, and every read that failed or was slow; an ordinary read is counted", async () => {
  const one = journal();
  const reads = await one.about(deal, async (counts) => {
    for (const each of [{ method: "POST", writes: true }, { outcome: "failed" as const }, { durationMs: 5_000 }, {}, {}])
      await one.called(1, call(each));
    return counts.reads;
  });
  expect([reads, (await lines()).length, counted]).toEqual([2, 3, 5]);
});

test("what is noted meanwhile carries the record, the buyer and the person, and nothing of other work at the same time", async () => {
  const one = journal();
  const work = (id: string) =>
    one.about({ record: { object: "deal", id }, userId: Number(id) }, async () => {
      one.concerns(`company:${id}`);
      await one.note(1, { what: "preflight.done", outcome: "ok" });
      await one.about({ record: { object: "invoice", id }, userId: null }, () => one.note(1, { what: "inner", outcome: "ok" }));
    });
  await Promise.all(["7", "8", "9"].map(work));
  const noted = await lines();
  expect(noted).toHaveLength(6);
  for (const { what, record, buyer, userId } of noted) {
    const id = record?.id;
    expect({ what, record, buyer, userId }).toEqual(
      what === "inner"
        ? { what, record: { object: "invoice", id }, buyer: null, userId: Number(id) }
        : { what, record: { object: "deal", id }, buyer: `company:${id}`, userId: Number(id) },
    );
  }
});

test("a line that cannot be written is counted as lost, and nobody's work fails", async () => {
  await onServer(db.url, "revoke insert on sync_log from tieout_app");
  const done = await journal().about(deal, async () => {
    await journal().called(1, call({ writes: true }));
    await journal().note(1, { what: "a", outcome: "ok" }, { what: "b", outcome: "ok" });
    return "done";
  });
  await onServer(db.url, "grant insert on sync_log to tieout_app");
  expect([done, lost, await lines()]).toEqual(["done", 3, []]);
});

test("a body that is very long is kept up to its limit", async () => {
  await journal().called(1, call({ writes: true, payload: () => ({ request: null, answer: "x".repeat(300_000) }) }));
  const [line] = await lines();
  const read = await db.store.inPortal(1, (tx) => tx.syncLog.read(line?.id ?? ""));
  expect(read?.payload?.length).toBeLessThan(101_000);
});
