import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { NewLetter } from "../../api/ports/dead-letters.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { joinPortal, later, NOW, rowsOf } from "./fixtures.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await joinPortal(db, 1);
});
afterAll(() => db.drop());
beforeEach(() => onServer(db.url, "truncate dead_letters", "delete from pgboss.job"));

const letter = (id: string, changes: Partial<NewLetter> = {}): NewLetter => ({
  kind: "push-deal",
  record: { object: "deal", id },
  code: "6210",
  cause: "6210",
  message: "The books are closed for this date.",
  fixBy: "finance",
  sent: [{ path: "TxnDate", value: "2026-01-31" }],
  job: { name: "push-deal", data: { portalId: 1, dealId: id, cause: "retry" } },
  money: { amount: 12_000n, currency: "USD" },
  ...changes,
});
const bury = (given: NewLetter, at = NOW) => db.store.inPortal(1, (tx) => tx.deadLetters.bury(given, at));
const list = () => db.store.inPortal(1, (tx) => tx.deadLetters.list({ after: 0, limit: 100 }));
const heal = (id: string) => db.store.inPortal(1, (tx) => tx.deadLetters.heal("push-deal", { object: "deal", id }, later(60)));
const alertsQueued = async () => (await rowsOf(db.url, "select from pgboss.job where name = 'send-alerts'")).length;

test("work that fails again is the same letter, with its age, another attempt, and what was sent otherwise this time", async () => {
  await bury(letter("1"));
  await bury(letter("1", { code: "6240", cause: "6240", sent: [{ path: "TxnDate", value: "2026-02-01" }] }), later(60));
  expect(await list()).toMatchObject([
    {
      attempts: 2,
      since: NOW,
      cause: "6240",
      money: { amount: 12_000n, currency: "USD" },
      fields: [{ path: "TxnDate", value: "2026-02-01", before: "2026-01-31" }],
    },
  ]);
});

test("a letter about a deal says who buys, once that is known", async () => {
  await onServer(db.url, `insert into deals (portal_id, deal_id, frozen_sale) values (1, '7', '{"buyer": {"name": "Acme Robotics"}}')`);
  await bury(letter("7"));
  await bury(letter("8"));
  await bury(letter("7", { kind: "double-document", record: { object: "order", id: "7" } }));
  expect((await list()).map(({ company }) => company)).toEqual(["Acme Robotics", null, null]);
});

test("what a look finds again stays dismissed, until it is found in other words or the work fails by itself", async () => {
  const find = (message: string) => db.store.inPortal(1, (tx) => tx.deadLetters.buryFound(letter("1", { message }), later(60)));
  const dismissAll = async () => {
    for (const { id } of await list()) await db.store.inPortal(1, (tx) => tx.deadLetters.dismiss(id, later(60)));
  };
  await find("Two estimates");
  await find("Two estimates");
  expect(await list()).toMatchObject([{ attempts: 2 }]);
  await dismissAll();
  await find("Two estimates");
  expect(await list()).toEqual([]);
  await find("Three estimates");
  expect(await list()).toMatchObject([{ message: "Three estimates", attempts: 1 }]);
  await dismissAll();
  await bury(letter("1", { message: "Three estimates" }));
  expect(await list()).toHaveLength(1);
});

test("the database itself refuses a second open letter of the same work", async () => {
  await bury(letter("1"));
  const again = `insert into dead_letters (portal_id, letter_id, kind, object, record_id, code, cause, message, fix_by, attempts, since, last_at, state)
    select portal_id, 'another', kind, object, record_id, code, cause, message, fix_by, attempts, since, last_at, state from dead_letters`;
  await expect(onServer(db.url, again)).rejects.toMatchObject({ constraint: "dead_letters_one_open" });
});

test("however many report the same work at once, it is one letter", async () => {
  await Promise.all(Array.from({ length: 6 }, () => bury(letter("1"))));
  expect(await list()).toMatchObject([{ attempts: 6 }]);
});

test("what healed and fails again later is a new letter", async () => {
  await bury(letter("1"));
  await heal("1");
  expect(await list()).toEqual([]);
  await bury(letter("1"), later(120));
  expect(await list()).toMatchObject([{ attempts: 1, since: later(120) }]);
});

test("what was sent lies sealed in the database, and opens nowhere else", async () => {
  await bury(letter("1"));
  await bury(letter("2"));
  const rows = await rowsOf<{ fields: string }>(db.url, "select fields from dead_letters order by seq");
  expect(rows.map(({ fields }) => fields).join()).not.toContain("TxnDate");
  await onServer(db.url, "update dead_letters set fields = (select fields from dead_letters where record_id = '1')");
  await expect(list()).rejects.toThrow();
});

test("a letter, and one that heals, have an alert queued in the same transaction; a letter about an alert has none", async () => {
  await bury(letter("1"));
  expect(await alertsQueued()).toBe(1);
  await onServer(db.url, "delete from pgboss.job");
  await heal("1");
  expect(await alertsQueued()).toBe(1);
  await onServer(db.url, "delete from pgboss.job");
  await heal("1");
  await bury(letter("1", { kind: "send-alerts" }));
  expect(await alertsQueued()).toBe(0);
});

test("letters are grouped by cause, the most first, with money by currency, age and how far the correction is", async () => {
  await bury(letter("1"), later(10));
  await bury(letter("2"));
  await bury(letter("3", { money: { amount: 5n, currency: "EUR" } }));
  await bury(letter("4", { money: null, code: "6240", cause: "6240: acme" }));
  await bury(letter("5"));
  await heal("5");
  const [, second] = await list();
  await db.store.inPortal(1, (tx) => tx.deadLetters.markRetrying([second?.id ?? ""]));
  const groups = await db.store.inPortal(1, (tx) => tx.deadLetters.groups(later(120)));
  expect(groups).toMatchObject([
    { cause: "6210", code: "6210", count: 3, retrying: 1, healed: 1, oldest: NOW },
    { cause: "6240: acme", code: "6240", count: 1, retrying: 0, healed: 0, money: [] },
  ]);
  expect(groups[0]?.money.toSorted((one, other) => one.currency.localeCompare(other.currency))).toEqual([
    { amount: 5n, currency: "EUR" },
    { amount: 24_000n, currency: "USD" },
  ]);
});

test("what became of the letters of a cause since it was told is counted, with what they were about", async () => {
  const settled = (since: Temporal.Instant) => db.store.inPortal(1, (tx) => tx.deadLetters.settledSince("6210", since));
  for (const id of ["1", "2", "3"]) await bury(letter(id));
  const [one] = await list();
  await db.store.inPortal(1, (tx) => tx.deadLetters.dismiss(one?.id ?? "", later(50)));
  await heal("2");
  expect(await settled(NOW)).toEqual({ healed: 1, dismissed: 1, message: "The books are closed for this date." });
  expect(await settled(later(55))).toMatchObject({ healed: 1, dismissed: 0 });
  expect(await settled(later(61))).toEqual({ healed: 0, dismissed: 0, message: null });
});

test("pages begin with the oldest and follow one another", async () => {
  for (const id of ["1", "2", "3"]) await bury(letter(id));
  const first = await db.store.inPortal(1, (tx) => tx.deadLetters.list({ after: 0, limit: 2 }));
  const second = await db.store.inPortal(1, (tx) => tx.deadLetters.list({ after: first.at(-1)?.seq ?? 0, limit: 2 }));
  expect([...first, ...second].map(({ record }) => record.id)).toEqual(["1", "2", "3"]);
});

test("the letter of a piece of work is found as long as it waits", async () => {
  const waiting = () => db.store.inPortal(1, (tx) => tx.deadLetters.waitingFor("push-deal", { object: "deal", id: "1" }));
  await bury(letter("1"));
  await bury(letter("2"));
  expect(await waiting()).toMatchObject({ record: { id: "1" } });
  await heal("1");
  expect(await waiting()).toBeNull();
});

test("a dismissed letter is settled, and an assigned one keeps its owner", async () => {
  await bury(letter("1"));
  await bury(letter("2"));
  const [one, two] = await list();
  await db.store.inPortal(1, async (tx) => {
    await tx.deadLetters.dismiss(one?.id ?? "", later(5));
    await tx.deadLetters.assign(two?.id ?? "", { userId: 502, email: "cfo@example.com" });
  });
  expect(await list()).toMatchObject([{ record: { id: "2" }, owner: { userId: 502, email: "cfo@example.com" } }]);
});
