import { afterAll, beforeAll, expect, test } from "vitest";
import type { PortalTx } from "../../api/ports/store.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { buyerKey, sampleConflict } from "./field-sync-fixtures.ts";
import { joinPortal, later, NOW } from "./fixtures.ts";

const PORTAL = 7_401;
let db: TestDatabase;
let connectionId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  connectionId = await joinPortal(db, PORTAL);
});
afterAll(() => db.drop());

const inPortal = <T>(work: (tx: PortalTx) => Promise<T>) => db.store.inPortal(PORTAL, work);
const link = (recordId: string, externalId: string) =>
  inPortal((tx) => tx.links.save({ ...buyerKey(connectionId, recordId), externalId, how: "created", reasons: [] }));
const phone = (number: string) => ({ field: "phone" as const, hubspot: { phone: number }, quickbooks: { phone: number } });
const syncedOf = async (recordId: string) =>
  (await inPortal((tx) => tx.fieldSync.ofRecords(connectionId, [recordId]))).get(`${recordId} USD`);

test("what both sides said last goes with the link to another record, and away with it", async () => {
  await link("company:1", "11");
  await inPortal((tx) => tx.fieldSync.remember(buyerKey(connectionId, "company:1"), [phone("1")], NOW));
  await inPortal((tx) => tx.links.repoint({ recordType: "customer", from: "company:1", to: "company:2" }));
  expect(await syncedOf("company:1")).toBeUndefined();
  expect(await syncedOf("company:2")).toMatchObject([phone("1")]);
  await inPortal((tx) => tx.links.remove(buyerKey(connectionId, "company:2")));
  expect(await syncedOf("company:2")).toBeUndefined();
});

test("a changed value counts from when it was first seen, until both sides agree again", async () => {
  await link("company:3", "13");
  const key = buyerKey(connectionId, "company:3");
  await inPortal((tx) => tx.fieldSync.remember(key, [phone("1")], NOW));
  await inPortal((tx) => tx.fieldSync.noteSeen(key, "phone", "hash of 2", later(60)));
  await inPortal((tx) => tx.fieldSync.noteSeen(key, "phone", "hash of 2", later(120)));
  expect(await syncedOf("company:3")).toMatchObject([{ seen: { hash: "hash of 2", at: later(60) } }]);
  await inPortal((tx) => tx.fieldSync.noteSeen(key, "phone", "hash of 3", later(180)));
  expect(await syncedOf("company:3")).toMatchObject([{ seen: { hash: "hash of 3", at: later(180) } }]);
  await inPortal((tx) => tx.fieldSync.remember(key, [phone("3")], later(200)));
  expect(await syncedOf("company:3")).toMatchObject([{ seen: null, syncedAt: later(200) }]);
});

test("a field has one conflict, and what was decided about other values does not hold for new ones", async () => {
  await link("company:9", "19");
  const key = buyerKey(connectionId);
  await inPortal((tx) => tx.conflicts.open(sampleConflict(connectionId), NOW));
  const [first] = await inPortal((tx) => tx.conflicts.ofLink(key));
  await inPortal((tx) => tx.conflicts.choose([first!.conflictId], "hubspot"));
  expect(await inPortal((tx) => tx.conflicts.list({ cursor: null, limit: 9 }))).toEqual([]);
  await inPortal((tx) => tx.conflicts.open(sampleConflict(connectionId, { quickbooks: { phone: "4" } }), later(60)));
  expect(await inPortal((tx) => tx.conflicts.ofLink(key))).toMatchObject([
    { conflictId: first!.conflictId, customerId: "19", quickbooks: { phone: "4" }, chosen: null, openedAt: NOW },
  ]);
  await inPortal((tx) => tx.conflicts.close(key, ["phone"]));
  expect(await inPortal((tx) => tx.conflicts.read(first!.conflictId))).toBeNull();
});

test("the list is read page by page, oldest first, and may be narrowed to a field", async () => {
  for (const [index, field] of (["phone", "name", "billingEmail", "taxId"] as const).entries()) {
    await inPortal((tx) => tx.conflicts.open(sampleConflict(connectionId, { field }), later(index % 2)));
  }
  const all: string[] = [];
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<PortalTx["conflicts"]["list"]>> = await inPortal((tx) => tx.conflicts.list({ cursor, limit: 3 }));
    all.push(...page.map(({ field }) => field));
    const last = page.at(-1);
    if (!last || page.length < 3) break;
    cursor = `${last.openedAt.toString()} ${last.conflictId}`;
  }
  expect(all.slice(0, 2).toSorted()).toEqual(["billingEmail", "phone"]);
  expect(all.slice(2).toSorted()).toEqual(["name", "taxId"]);
  expect(await inPortal((tx) => tx.conflicts.list({ field: "name", cursor: null, limit: 9 }))).toHaveLength(1);
});

test("a person who is forgotten takes along what was compared of them, and nothing of the company", async () => {
  await link("company:6", "16");
  const key = buyerKey(connectionId, "company:6");
  const value = { givenName: "Ann", familyName: "Lee" };
  const name = { field: "contactName" as const, hubspot: { contactId: "46", ...value }, quickbooks: value };
  await inPortal((tx) => tx.fieldSync.remember(key, [name, { ...phone("1"), field: "contactPhone" }, phone("2")], NOW));
  await inPortal((tx) => tx.conflicts.open(sampleConflict(connectionId, { recordId: "company:6", field: "contactPhone" }), NOW));
  await inPortal((tx) => tx.people.forget("46", NOW));
  expect(await syncedOf("company:6")).toMatchObject([phone("2")]);
  expect(await inPortal((tx) => tx.conflicts.ofLink(key))).toEqual([]);
});

test("the customers of a billed person are found by the person's id", async () => {
  await link("company:5", "15");
  const value = { givenName: "Ann", familyName: "Lee" };
  const name = { field: "contactName" as const, hubspot: { contactId: "41", ...value }, quickbooks: value };
  await inPortal((tx) => tx.fieldSync.remember(buyerKey(connectionId, "company:5"), [name], NOW));
  expect(await inPortal((tx) => tx.fieldSync.withContacts(["41", "42"]))).toEqual([{ connectionId, customerId: "15" }]);
  expect(await inPortal((tx) => tx.fieldSync.withContacts(["42"]))).toEqual([]);
});
