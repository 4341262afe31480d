import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { company, joinPortal, tokens } from "./fixtures.ts";

const PORTAL = 41;
const AT_ONCE = 8;

let db: TestDatabase;
let us: string;
let canada: string;
beforeAll(async () => {
  db = await createTestDatabase();
  us = await joinPortal(db, PORTAL);
  canada = await inPortal((tx) => tx.connections.join({ realmId: "9130000000000099", company, tokens: tokens("canada") }));
});
afterAll(() => db.drop());

const inPortal = <T>(work: (tx: PortalTx) => Promise<T>) => db.store.inPortal(PORTAL, work);

test("who changes the settings waits for whoever does already, also before there are any: no change is lost", async () => {
  const settleLonger = async (tx: PortalTx) => {
    const settings = await tx.settings.readToChange();
    await tx.settings.save({ ...settings, settleSeconds: settings.settleSeconds + 1 });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, () => inPortal(settleLonger)));
  expect((await inPortal((tx) => tx.settings.read())).settleSeconds).toBe(DEFAULT_SETTINGS.settleSeconds + AT_ONCE);
});

test("what a company has of its own holds for it alone, and the rest is the portal's", async () => {
  await inPortal((tx) => tx.settings.saveOwn(canada, { goLiveDate: "2026-12-01", orderDocument: "invoice" }));
  await inPortal(async (tx) => tx.settings.save({ ...(await tx.settings.readToChange()), discountAs: "line" }));
  const [ofUs, ofCanada] = await inPortal(async (tx) => [await tx.settings.of(us), await tx.settings.of(canada)]);
  expect(ofUs).toMatchObject({ goLiveDate: null, orderDocument: "estimate", discountAs: "line" });
  expect(ofCanada).toMatchObject({ goLiveDate: "2026-12-01", orderDocument: "invoice", discountAs: "line" });
  await inPortal((tx) => tx.settings.saveOwn(canada, {}));
  expect(await inPortal((tx) => tx.settings.of(canada))).toEqual(ofUs);
});

describe("numbers of orders", () => {
  const take = (connectionId: string, prefix: string, from = 1) => inPortal((tx) => tx.orderNumbers.take(connectionId, { prefix, from }));
  const next = (connectionId: string, prefix: string, from = 1) => inPortal((tx) => tx.orderNumbers.next(connectionId, { prefix, from }));

  test("are given once each, however many are taken at the same time", async () => {
    const taken = await Promise.all(Array.from({ length: AT_ONCE }, () => take(us, "A-", 10)));
    expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: AT_ONCE }, (_, index) => 10 + index));
  });

  test("are counted by each company and for each beginning by itself", async () => {
    expect([await take(us, "B-", 5), await take(canada, "B-", 5), await take(us, "B-", 5), await take(us, "C-", 5)]).toEqual([5, 5, 6, 5]);
  });

  test("go on from a later first number, and never back", async () => {
    expect([await take(us, "D-", 5), await take(us, "D-", 90), await take(us, "D-", 5)]).toEqual([5, 90, 91]);
  });

  test("are not used up by looking, nor by work that is rolled back", async () => {
    await take(us, "E-", 7);
    const failed = inPortal(async (tx) => {
      await tx.orderNumbers.take(us, { prefix: "E-", from: 7 });
      throw new Error("the rest of it failed");
    });
    await expect(failed).rejects.toThrow("the rest of it failed");
    expect([await next(us, "E-"), await next(us, "E-"), await take(us, "E-")]).toEqual([8, 8, 8]);
  });
});
