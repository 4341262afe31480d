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
function erpWithCustomers(pages: (string | null)[], diesAt: string | null, mergedAway: string | null = null): Erp {
  const everybody = Array.from({ length: CUSTOMERS }, (_, index) => sampleCustomer(String(index + 1)));
  const living = () => (pages.length > 1 ? everybody.filter(({ id }) => id !== mergedAway) : everybody);
  const erp: Pick<Erp, "readCompany" | "listCustomers"> = {
    readCompany: () => Promise.resolve(company),
    listCustomers: ({ after, rows }) => {
      pages.push(after);
      const behind = living().filter(({ id }) => Number(id) > Number(after ?? 0));
      if (after === diesAt && after !== null) return Promise.reject(new Error("killed"));
      const customers = behind.slice(0, rows);
      return Promise.resolve({ customers, unread: [], rows: customers.length, lastId: customers.at(-1)?.id ?? null });
    },
  };
  return erp as Erp;
}

/** Nothing else has a part in this. */
const needsWith = (erp: Erp) => ({ store: db.store, clock: testClock, erp: () => erp }) as Partial<Needs> as Needs;

test("the reading of all customers goes on where it was killed, and the mirror counts as filled only at its end", async () => {
  const pages: (string | null)[] = [];
  const place = { portalId: PORTAL, connectionId };
  const fill = () => db.store.inPortal(PORTAL, (tx) => tx.mirroredCustomers.readFill(connectionId));
  await db.store.inPortal(PORTAL, (tx) => tx.mirroredCustomers.startFill(connectionId, testClock.now()));

  await expect(mirrorCustomers(needsWith(erpWithCustomers(pages, "2000")), place)).rejects.toThrow("killed");
  expect(await fill()).toMatchObject({ lastId: "2000", filledAt: null });

  await mirrorCustomers(needsWith(erpWithCustomers(pages, null)), place);
  expect(pages).toEqual([null, "1000", "2000", "2000"]);
  expect((await fill())?.filledAt).not.toBeNull();
  expect(await rowsOf(db.url, "select count(*)::int as customers from mirrored_customers")).toEqual([{ customers: CUSTOMERS }]);
});

test("a customer that is merged away while all are read makes no gap in the mirror", async () => {
  await db.store.inPortal(PORTAL, (tx) => tx.mirroredCustomers.startFill(connectionId, testClock.now()));
  await mirrorCustomers(needsWith(erpWithCustomers([], null, "7")), { portalId: PORTAL, connectionId });
  expect(
    await rowsOf(db.url, "select count(*)::int as customers from mirrored_customers where customer_id in ('1000', '1001', '1002')"),
  ).toEqual([{ customers: 3 }]);
});
