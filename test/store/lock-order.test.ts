import { afterAll, beforeAll, expect, test } from "vitest";
import type { MirrorRecord } from "../../api/ports/mirror.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { rowsOf } from "../end-to-end/harness.ts";
import { joinPortal, NOW } from "./fixtures.ts";

let db: TestDatabase;
let connectionId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  connectionId = await joinPortal(db, 1);
});
afterAll(() => db.drop());

const versioned = { lastUpdated: "2026-12-01T10:00:00Z", version: 1, customerId: "1", currency: "USD", date: "2026-12-01" };
const invoice = (id: string) => ({ kind: "invoice", record: { ...versioned, id, orderIds: [] } }) as unknown as MirrorRecord;
const payment = (id: string) => ({ kind: "payment", record: { ...versioned, id, applied: [] } }) as unknown as MirrorRecord;

const someoneWaits = async () =>
  (await rowsOf(db.url, "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).length > 0;

/** Two transactions do the same two things, the second the other way round; the first goes on once the second waits or has ended. */
async function crosswise(one: (tx: PortalTx) => Promise<unknown>, other: (tx: PortalTx) => Promise<unknown>): Promise<void> {
  const halfway = Promise.withResolvers<void>();
  const second = { ended: false };
  const work = [
    db.store.inPortal(1, async (tx) => {
      await one(tx);
      halfway.resolve();
      while (!second.ended && !(await someoneWaits()));
      await other(tx);
    }),
    halfway.promise
      .then(() =>
        db.store.inPortal(1, async (tx) => {
          await other(tx);
          await one(tx);
        }),
      )
      .finally(() => void (second.ended = true)),
  ];
  expect((await Promise.allSettled(work)).map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
}

test("two looks that keep and forget the same records in different orders wait for each other in turn", async () => {
  await db.store.inPortal(1, (tx) => tx.mirror.save(connectionId, [invoice("1"), payment("2")], NOW));
  await crosswise(
    (tx) => tx.mirror.save(connectionId, [invoice("1")], NOW),
    (tx) => tx.mirror.forget(connectionId, "payment", ["2"], NOW),
  );
});

test("two transactions that put in the same jobs in different orders wait for each other in turn", async () => {
  const put = (name: "catch-up" | "follow-merges") => (tx: PortalTx) =>
    tx.enqueue({ name, data: { portalId: 1, connectionId } }, { key: connectionId });
  for (const name of ["catch-up", "follow-merges"] as const) await db.store.inPortal(1, put(name));
  await crosswise(put("catch-up"), put("follow-merges"));
});

test("two that lock the same rows crosswise all the same are told apart by the database: one goes on, the other is to try again", async () => {
  const save = (tx: PortalTx, dealId: string) => tx.deals.save(dealId, { message: "looked at" });
  for (const dealId of ["1", "2"]) await db.store.inPortal(1, (tx) => save(tx, dealId));
  const [hasOne, hasTwo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const crossed = [
    db.store.inPortal(1, async (tx) => {
      await save(tx, "1");
      hasOne.resolve();
      await hasTwo.promise;
      await save(tx, "2");
    }),
    db.store.inPortal(1, async (tx) => {
      await save(tx, "2");
      hasTwo.resolve();
      await hasOne.promise;
      await save(tx, "1");
    }),
  ];
  const failed = (await Promise.allSettled(crossed)).flatMap((ended) => (ended.status === "rejected" ? [ended.reason as unknown] : []));
  expect(failed).toEqual([expect.objectContaining({ kind: "busy" })]);
});
