import { afterAll, beforeAll, expect, test } from "vitest";
import type { Needs } from "../../api/flows/needs.ts";
import { watchReadBudgets } from "../../api/flows/watch-read-budgets.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { joinPortal } from "../store/fixtures.ts";

const PORTAL = 7_301;
let db: TestDatabase;
let connectionId: string;
let now = Temporal.Instant.from("2026-11-20T10:00:00Z");
beforeAll(async () => {
  db = await createTestDatabase();
  connectionId = await joinPortal(db, PORTAL);
  await setBudget(10);
});
afterAll(() => db.drop());

const inPortal = <T>(work: Parameters<typeof db.store.inPortal<T>>[1]) => db.store.inPortal(PORTAL, work);
const setBudget = (readBudget: number) => inPortal(async (tx) => tx.settings.save({ ...(await tx.settings.readToChange()), readBudget }));
const read = (times: number) =>
  inPortal(async (tx) => {
    for (let time = 0; time < times; time++) await tx.feeds.countRead(connectionId, now.toString().slice(0, 7));
  });
const watch = () => watchReadBudgets({ store: db.store, clock: { now: () => now } } as Partial<Needs> as Needs, { portalId: PORTAL });
const letters = () => inPortal((tx) => tx.deadLetters.ofKind("read-budget"));

test("four fifths of a month's reads are told once, and once settled by hand not again in that month", async () => {
  await read(7);
  expect(await watch()).toEqual({ near: 0 });
  expect(await letters()).toEqual([]);
  await read(1);
  expect(await watch()).toEqual({ near: 1 });
  await watch();
  const [letter] = await letters();
  expect(letter).toMatchObject({ attempts: 1, code: "readBudgetNear", fixBy: "admin", record: { object: "connection", id: connectionId } });
  expect(letter?.message).toContain("8 of the 10 reads of Craig's Design");
  await inPortal((tx) => tx.deadLetters.dismiss(letter!.id, now));
  await watch();
  expect(await letters()).toEqual([]);
});

test("it heals with a larger budget or a new month, and is told anew when they are nearly used up again", async () => {
  await setBudget(11);
  await watch();
  await setBudget(9);
  await watch();
  expect(await letters()).toHaveLength(1);
  now = now.add({ hours: 24 * 14 });
  await watch();
  expect(await letters()).toEqual([]);
  await read(8);
  await watch();
  expect(await letters()).toHaveLength(1);
});
