import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { later, NOW } from "./fixtures.ts";

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const begin = (id: string) =>
  db.store.inSystem((tx) => tx.oauthStates.insert({ id, purpose: "quickbooks", portalId: 1, userId: 501, expiresAt: later(600) }));
const use = (id: string, now = NOW) => db.store.inSystem((tx) => tx.oauthStates.use(id, now));

test("a state is used once, however many try at once", async () => {
  await begin("once");
  const answers = await Promise.all(Array.from({ length: 20 }, () => use("once")));
  expect(answers.filter((answer) => answer !== null)).toEqual([{ portalId: 1, userId: 501 }]);
  expect(await use("once")).toBeNull();
});

test("a state that has expired, or never was, is not used", async () => {
  await begin("late");
  expect(await use("late", later(600))).toBeNull();
  expect(await use("late", later(599))).not.toBeNull();
  expect(await use("unknown")).toBeNull();
});

test("a state without portal and user comes back without them", async () => {
  await db.store.inSystem((tx) =>
    tx.oauthStates.insert({ id: "install", purpose: "hubspot", portalId: null, userId: null, expiresAt: later(600) }),
  );
  expect(await use("install")).toEqual({ portalId: null, userId: null });
});
