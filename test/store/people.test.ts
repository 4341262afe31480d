import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saleToJson } from "../../api/domain/sale-json.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { exampleSale, intentOf, joinPortal, NOW, orderKey } from "./fixtures.ts";

const PAYLOAD = { CustomerRef: { value: "1" }, BillEmail: { Address: "ann@example.com" } };

let db: TestDatabase;
let connectionId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  connectionId = await joinPortal(db, 1);
});
afterAll(() => db.drop());
beforeEach(async () => {
  await onServer(db.url, "truncate deals, intents, forgotten_people cascade");
  const { buyer, ...sale } = saleToJson(exampleSale("7"));
  await db.store.inPortal(1, async (tx) => {
    await tx.deals.save("7", { state: "pushing", frozenSale: { ...sale, buyer: { ...buyer, kind: "company", contactId: "41" } } });
    await tx.intents.insert(intent());
  });
});

const intent = () => intentOf({ ...orderKey(connectionId), recordId: "7" }, { payload: PAYLOAD });
const forget = (contactId = "41") => db.store.inPortal(1, (tx) => tx.people.forget(contactId, NOW));
const payload = () => db.store.inPortal(1, async (tx) => (await tx.intents.latest(intent()))?.payload);

test("what is under way is not touched, since it may have to be sent again as it is; once it has ended it is forgotten, too", async () => {
  expect(await forget()).toMatchObject({ settled: false });
  expect(await payload()).toEqual(PAYLOAD);

  await db.store.inPortal(1, (tx) => tx.intents.settle(intent(), { state: "rejected", fault: "6000" }));
  expect(await forget()).toMatchObject({ settled: true });
  expect(await payload()).toEqual({ CustomerRef: { value: "1" } });
});

test("somebody else's data stays", async () => {
  await db.store.inPortal(1, (tx) => tx.intents.settle(intent(), { state: "rejected", fault: "6000" }));
  expect(await forget("4")).toMatchObject({ settled: true });
  expect(await payload()).toEqual(PAYLOAD);
});
