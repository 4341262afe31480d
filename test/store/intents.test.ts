import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Intent } from "../../api/ports/intents.ts";
import type { LinkKey } from "../../api/ports/links.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { intentOf, joinPortal, later, orderKey, rowsOf } from "./fixtures.ts";

let db: TestDatabase;
let key: LinkKey;
beforeAll(async () => {
  db = await createTestDatabase();
  key = orderKey(await joinPortal(db, 1));
});
afterAll(() => db.drop());
beforeEach(() => onServer(db.url, "delete from intents"));

const inPortal = <T>(work: (intents: PortalTx["intents"]) => Promise<T>) => db.store.inPortal(1, (tx) => work(tx.intents));
const insert = (changes: Partial<Intent> = {}) => inPortal((intents) => intents.insert(intentOf(key, changes)));
const latest = () => inPortal((intents) => intents.latest(key));

describe("a new intent", () => {
  test("comes back as stored, its payload as the same text", async () => {
    await insert();
    const stored = await latest();
    expect(stored).toEqual(intentOf(key));
    expect(JSON.stringify(stored?.payload)).toBe(JSON.stringify(intentOf(key).payload));
  });

  test("of the same generation is refused as a conflict, however many try at once", async () => {
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => insert()));
    const refused = tries.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(9);
    for (const { reason } of refused) expect(reason).toMatchObject({ kind: "conflict" });
  });

  test("of the next generation waits for the end of the one before it", async () => {
    await insert();
    await expect(insert({ generation: 2 })).rejects.toMatchObject({ kind: "conflict" });
    await inPortal((intents) => intents.settle(intentOf(key), { state: "rejected", fault: "6000" }));
    await insert({ generation: 2 });
    expect(await latest()).toMatchObject({ generation: 2, state: "planned" });
  });

  test("never shares its request id", async () => {
    await insert({ requestId: "same" });
    const other = intentOf({ ...key, recordId: "deal:2" }, { requestId: "same" });
    await expect(inPortal((intents) => intents.insert(other))).rejects.toMatchObject({ kind: "conflict" });
  });

  test("for another currency stands beside it", async () => {
    await insert();
    await inPortal((intents) => intents.insert(intentOf({ ...key, currency: "EUR" }, { requestId: "eur" })));
    expect(await rowsOf(db.url, "select currency from intents order by 1")).toEqual([{ currency: "EUR" }, { currency: "USD" }]);
  });

  test.each([
    ["a generation of 0", { generation: 0 }],
    ["a request id of 51 characters", { requestId: "x".repeat(51) }],
    ["an empty request id", { requestId: "" }],
    ["a done state without a document", { state: "done" as const }],
    ["a sent state without an attempt", { state: "sent" as const }],
  ])("with %s is refused by the table", async (_what, changes) => {
    await expect(insert(changes)).rejects.toThrow("violates check constraint");
  });
});

describe("an intent's course", () => {
  beforeEach(() => insert());

  test("each sending is counted with its time", async () => {
    await inPortal((intents) => intents.markSent(intentOf(key), later(1)));
    await inPortal((intents) => intents.markSent(intentOf(key), later(2)));
    expect(await latest()).toMatchObject({ state: "sent", attempts: 2, lastSentAt: later(2) });
  });

  test("an unknown outcome moves the quiet time and says when to send again, and the next sending forgets that", async () => {
    await inPortal((intents) => intents.markSent(intentOf(key), later(1)));
    await inPortal((intents) => intents.markUnknown(intentOf(key), later(30), later(60)));
    expect(await latest()).toMatchObject({ state: "sent", attempts: 1, lastSentAt: later(30), resendAfter: later(60) });
    await inPortal((intents) => intents.markSent(intentOf(key), later(61)));
    expect(await latest()).toMatchObject({ state: "sent", attempts: 2, lastSentAt: later(61), resendAfter: null });
  });

  test.each([{ state: "done" as const, externalId: "145" }, { state: "rejected" as const, fault: "6000" }, { state: "gone" as const }])(
    "once it has ended it is not sent: $state",
    async (outcome) => {
      await inPortal((intents) => intents.settle(intentOf(key), outcome));
      await expect(inPortal((intents) => intents.markSent(intentOf(key), later(1)))).rejects.toMatchObject({ kind: "conflict" });
      await inPortal((intents) => intents.markUnknown(intentOf(key), later(1), later(2)));
      expect(await latest()).toMatchObject({ ...outcome, attempts: 0, lastSentAt: null, resendAfter: null });
    },
  );

  test("what was done may turn out deleted, and keeps its document's id", async () => {
    await inPortal((intents) => intents.settle(intentOf(key), { state: "done", externalId: "145" }));
    await inPortal((intents) => intents.settle(intentOf(key), { state: "gone" }));
    expect(await latest()).toMatchObject({ state: "gone", externalId: "145" });
  });

  test("an end is not changed into another one", async () => {
    await inPortal((intents) => intents.settle(intentOf(key), { state: "rejected", fault: "6000" }));
    const changed = inPortal((intents) => intents.settle(intentOf(key), { state: "done", externalId: "145" }));
    await expect(changed).rejects.toMatchObject({ kind: "conflict" });
  });
});
