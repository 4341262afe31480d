import { afterAll, beforeAll, expect, test } from "vitest";
import { mirrorCustomers } from "../../api/flows/mirror-customers.ts";
import type { Needs } from "../../api/flows/needs.ts";
import type { Erp } from "../../api/ports/erp.ts";
import { createTestDatabase, testClock, type TestDatabase } from "../database.ts";
import { company, joinPortal, rowsOf } from "../store/fixtures.ts";
import { sampleCustomer } from "../store/matching-fixtures.ts";

const PORTAL = 7_201;
const CUSTOMERS = 2_500;

let db: TestDatabase;
let connectionId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  connectionId = await joinPortal(db, PORTAL);
});
afterAll(() => db.drop());

/** QuickBooks with 2,500 customers; it goes away at a page if it is told to, and keeps a list of the pages it was asked for. */
function erpWithCustomers(pages: number[], diesAt: number | null): Erp {
  const all = Array.from({ length: CUSTOMERS }, (_, index) => sampleCustomer(String(index + 1)));
  const erp: Pick<Erp, "readCompany" | "listCustomers"> = {
    readCompany: () => Promise.resolve(company),
    listCustomers: ({ start, rows }) => {
      pages.push(start);
      return start === diesAt ? Promise.reject(new Error("killed")) : Promise.resolve(all.slice(start - 1, start - 1 + rows));
    },
  };
  return erp as Erp;
}

/** Nothing else has a part in this. */
const needsWith = (erp: Erp) => ({ store: db.store, clock: testClock, erp: () => erp }) as Partial<Needs> as Needs;

test("the reading of all customers goes on where it was killed, and the mirror counts as filled only at its end", async () => {
  const pages: number[] = [];
  const place = { portalId: PORTAL, connectionId };
  const fill = () => db.store.inPortal(PORTAL, (tx) => tx.mirroredCustomers.readFill(connectionId));
  await db.store.inPortal(PORTAL, (tx) => tx.mirroredCustomers.startFill(connectionId, testClock.now()));

  await expect(mirrorCustomers(needsWith(erpWithCustomers(pages, 2_001)), place)).rejects.toThrow("killed");
  expect(await fill()).toMatchObject({ nextRow: 2_001, filledAt: null });

  await mirrorCustomers(needsWith(erpWithCustomers(pages, null)), place);
  expect(pages).toEqual([1, 1_001, 2_001, 2_001]);
  expect((await fill())?.filledAt).not.toBeNull();
  expect(await rowsOf(db.url, "select count(*)::int as customers from mirrored_customers")).toEqual([{ customers: CUSTOMERS }]);
});
