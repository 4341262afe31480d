import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { InboxEvent } from "../../api/ports/inbox.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import pg from "pg";

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const NOW = Temporal.Instant.from("2026-12-01T10:00:01Z");

const event = (dedupeKey: string, changes: Partial<InboxEvent> = {}): InboxEvent => ({
  id: randomUUID(),
  source: "quickbooks",
  dedupeKey,
  portalId: null,
  realmId: "9130350000000001",
  type: "invoice.updated",
  objectId: "145",
  occurredAt: Temporal.Instant.from("2026-12-01T10:00:00.123456Z"),
  ...changes,
});

test("an event delivered fifty times at once is stored once", async () => {
  const counts = await Promise.all(Array.from({ length: 50 }, () => db.store.inSystem((tx) => tx.inbox.store([event("fifty")]))));
  expect(counts.reduce((sum, count) => sum + count)).toBe(1);
});

test("the same key of two vendors is two events", async () => {
  const stored = await db.store.inSystem((tx) =>
    tx.inbox.store([event("both"), event("both", { source: "hubspot", realmId: null, portalId: 7 })]),
  );
  expect(stored).toBe(2);
});

test("pending events come oldest first, exactly as stored, until they are handled", async () => {
  await onServer(db.url, "delete from inbox_events");
  const [first, second] = [event("first"), event("second", { source: "hubspot", realmId: null, portalId: 7 })];
  await db.store.inSystem((tx) => tx.inbox.store([first]));
  await db.store.inSystem((tx) => tx.inbox.store([second]));
  expect(await db.store.inSystem((tx) => tx.inbox.pending(10, NOW))).toEqual([first, second]);
  expect(await db.store.inSystem((tx) => tx.inbox.pending(1, NOW))).toEqual([first]);
  await db.store.inSystem((tx) => tx.inbox.markHandled([first.id]));
  expect(await db.store.inSystem((tx) => tx.inbox.pending(10, NOW))).toEqual([second]);
  expect(await db.store.inSystem((tx) => tx.inbox.read([first.id]))).toEqual([first]);
  expect(await db.store.inSystem((tx) => tx.inbox.store([{ ...event("first") }]))).toBe(0);
});

test("a realm lies in the inbox encrypted", async () => {
  await db.store.inSystem((tx) => tx.inbox.store([event("secret")]));
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  const { rows } = await client.query("select inbox_events::text as line from inbox_events");
  await client.end();
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain("9130350000000001");
});

test("what was handled long ago is deleted, and what nobody has taken in yet stays", async () => {
  await onServer(db.url, "delete from inbox_events");
  const [handled, waiting] = [event("handled"), event("waiting")];
  await db.store.inSystem((tx) => tx.inbox.store([handled, waiting]));
  await db.store.inSystem((tx) => tx.inbox.markHandled([handled.id]));
  const longAfter = Temporal.Instant.from("2999-01-01T00:00:00Z");
  expect(await db.store.inSystem((tx) => tx.inbox.forget(longAfter, 10))).toBe(1);
  expect(await db.store.inSystem((tx) => tx.inbox.pending(10, NOW))).toEqual([waiting]);
});
