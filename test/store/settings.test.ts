import { afterAll, beforeAll, expect, test } from "vitest";
import type { PortalTx } from "../../api/ports/store.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { joinPortal } from "./fixtures.ts";

const PORTAL = 41;
const AT_ONCE = 8;

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await joinPortal(db, PORTAL);
});
afterAll(() => db.drop());

async function takeNumber(tx: PortalTx): Promise<number> {
  const settings = await tx.settings.readToChange();
  const { next = 1 } = settings.numbering;
  await tx.settings.save({ ...settings, numbering: { kind: "sequence", next: next + 1 } });
  return next;
}

test("who changes the settings waits for whoever does already, also before there are any: no number is given twice", async () => {
  const taken = await Promise.all(Array.from({ length: AT_ONCE }, () => db.store.inPortal(PORTAL, takeNumber)));
  expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: AT_ONCE }, (_, index) => index + 1));
});
