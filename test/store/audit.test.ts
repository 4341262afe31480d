import { afterAll, beforeAll, expect, test } from "vitest";
import type { Decision } from "../../api/ports/audit.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { joinPortal, rowsOf } from "./fixtures.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  for (const portalId of [1, 2, 3, 4, 5]) await joinPortal(db, portalId);
});
afterAll(() => db.drop());

const decision = (n: number): Decision => ({
  by: { userId: 501, email: "ann@northwind.example" },
  what: "approval.refused",
  subject: { object: "deal", id: String(n) },
  details: { reason: "Zu hoher Rabatt", percent: 12.5, z: 1, a: [{ y: null, b: true }] },
});
const append = (portalId: number, n: number) => db.store.inPortal(portalId, (tx) => tx.audit.append(decision(n)));
const verify = (portalId: number) => db.store.inPortal(portalId, (tx) => tx.audit.verify());

/** As somebody who owns the tables and has taken the guards off. */
const tamper = (statement: string) =>
  onServer(db.url, `begin; alter table audit_log disable trigger user; ${statement}; alter table audit_log enable trigger user; commit`);

test("what was decided is read back newest first, a page at a time, and the chain holds", async () => {
  for (const n of [1, 2, 3]) await append(1, n);
  const [newest, second] = await db.store.inPortal(1, (tx) => tx.audit.list({ before: null, limit: 2 }));
  expect(newest).toEqual({ ...decision(3), seq: 3, at: expect.any(Temporal.Instant) as Temporal.Instant });
  const older = await db.store.inPortal(1, (tx) => tx.audit.list({ before: second?.seq ?? 0, limit: 2 }));
  expect(older.map(({ subject }) => subject?.id)).toEqual(["1"]);
  expect(await verify(1)).toEqual({ entries: 3, firstBroken: null });
});

test("what Tieout itself decided names nobody", async () => {
  await db.store.inPortal(2, (tx) => tx.audit.append({ by: null, what: "automaticPushes.paused", subject: null, details: {} }));
  expect(await db.store.inPortal(2, (tx) => tx.audit.list({ before: null, limit: 1 }))).toMatchObject([{ by: null, subject: null }]);
});

test("many who append at once make one chain without a gap, and none of them waits in vain", async () => {
  await Promise.all(Array.from({ length: 12 }, (_, n) => append(3, n)));
  expect(await verify(3)).toEqual({ entries: 12, firstBroken: null });
});

test("a decision whose transaction is rolled back leaves no gap", async () => {
  await append(4, 1);
  const failed = db.store.inPortal(4, async (tx) => {
    await tx.audit.append(decision(2));
    throw new Error("the rest of it failed");
  });
  await expect(failed).rejects.toThrow("the rest of it failed");
  await append(4, 3);
  expect(await verify(4)).toEqual({ entries: 2, firstBroken: null });
});

test.each([
  ["content", `update audit_log set details = '{"reason": "none"}' where portal_id = 5 and seq = 3`, 3],
  ["author", "update audit_log set user_id = 777 where portal_id = 5 and seq = 3", 3],
  ["time", "update audit_log set at = at - interval '1 hour' where portal_id = 5 and seq = 2", 2],
  ["absence", "delete from audit_log where portal_id = 5 and seq = 2", 3],
])("an entry whose %s was tampered with is named", async (_what, statement, firstBroken) => {
  await tamper("delete from audit_log where portal_id = 5");
  for (const n of [1, 2, 3, 4]) await append(5, n);
  expect(await verify(5)).toEqual({ entries: 4, firstBroken: null });
  await tamper(statement);
  expect(await verify(5)).toMatchObject({ firstBroken });
});

test("an entry whose own hash was mended as well is found by the one after it", async () => {
  await tamper("delete from audit_log where portal_id = 5");
  for (const n of [1, 2, 3]) await append(5, n);
  await tamper("update audit_log set hash = repeat('a', 64) where portal_id = 5 and seq = 3");
  expect(await verify(5)).toMatchObject({ firstBroken: 3 });
});

test("an entry that is whole in itself, but was made after another, is named", async () => {
  await tamper("delete from audit_log where portal_id = 5");
  for (const n of [1, 2, 3]) await append(5, n);
  await tamper(
    "create table elsewhere as select * from audit_log where portal_id = 5 and seq = 2; delete from audit_log where portal_id = 5",
  );
  for (const n of [1, 2, 3]) await append(5, n);
  await tamper(
    "delete from audit_log where portal_id = 5 and seq = 2; insert into audit_log select * from elsewhere; drop table elsewhere",
  );
  expect(await verify(5)).toMatchObject({ firstBroken: 2 });
});

test("nobody changes, deletes or empties it, not even the owner of the tables", async () => {
  await append(1, 9);
  for (const statement of ["update audit_log set what = 'nothing'", "delete from audit_log", "truncate audit_log"]) {
    await expect(onServer(db.url, statement), statement).rejects.toThrow("rows of audit_log are only ever added");
  }
  expect(await rowsOf(db.url, "select from audit_log")).not.toEqual([]);
});

test("the store's role may read and add, and nothing else", async () => {
  const rights = await rowsOf(
    db.url,
    "select privilege_type from information_schema.role_table_grants where table_name = 'audit_log' and grantee in ('tieout_app', 'tieout_system') order by 1",
  );
  expect(rights).toEqual([{ privilege_type: "INSERT" }, { privilege_type: "SELECT" }]);
});
