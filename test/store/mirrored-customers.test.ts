import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { matchKeys } from "../../api/domain/match-keys.ts";
import type { ErpCustomer } from "../../api/ports/erp-customer.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { joinPortal, later, NOW, rowsOf } from "./fixtures.ts";
import { sampleCustomer } from "./matching-fixtures.ts";

const PORTAL = 7_101;
const OTHER_PORTAL = 7_102;
const NOTHING = { names: [], email: null, website: null, phone: null, taxId: null, street: null, postcode: null, country: null };

let db: TestDatabase;
let connectionId: string;
let otherConnectionId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  connectionId = await joinPortal(db, PORTAL);
  otherConnectionId = await joinPortal(db, OTHER_PORTAL);
});
afterAll(() => db.drop());
beforeEach(() => onServer(db.url, "truncate mirrored_customers, customer_fills cascade"));

const save = (customers: ErpCustomer[], at = NOW) =>
  db.store.inPortal(PORTAL, (tx) => tx.mirroredCustomers.save(connectionId, customers, { at, homeCountry: "US" }));
const find = async (subject: Partial<Parameters<typeof matchKeys>[0]>) => {
  const keys = matchKeys({ ...NOTHING, ...subject }, "US");
  const found = await db.store.inPortal(PORTAL, (tx) => tx.mirroredCustomers.find(connectionId, keys));
  return found.map(({ id }) => id).sort();
};

test.each([
  ["name, its legal form aside", { names: ["INITECH 71 Incorporated"] }],
  ["name that is misspelled", { names: ["Continental Freight Logistisc LLC"] }],
  ["e-mail", { email: "x@y.example, AP@initech71.example" }],
  ["domain", { website: "https://www.initech71.example" }],
  ["phone", { phone: "+1 217 555 0142" }],
  ["tax id", { taxId: "123456789" }],
  ["house number and postcode", { street: "742 Evergreen Ter.", postcode: "62704-0001" }],
])("a customer is found by its %s", async (_, subject) => {
  await save([sampleCustomer("71", { companyName: "Continental Freight Logistics" }), sampleCustomer("72", OTHER)]);
  expect(await find(subject)).toEqual(["71"]);
});
const OTHER = { name: "Globex", email: null, phone: null, taxId: null, street: "9 Elm", postcode: "10001" };

test("a postcode alone finds nobody", async () => {
  await save([sampleCustomer("71")]);
  expect(await find({ postcode: "62704" })).toEqual([]);
});

test("a renamed customer is found by its new name and no longer by the old one", async () => {
  await save([sampleCustomer("71", OTHER)]);
  await save([sampleCustomer("71", { ...OTHER, name: "Hooli" })], later(1));
  expect([await find({ names: ["Globex"] }), await find({ names: ["Hooli"] })]).toEqual([[], ["71"]]);
});

test("what was read earlier does not replace what was read later", async () => {
  await save([sampleCustomer("71", { ...OTHER, name: "Hooli" })], later(1));
  await save([sampleCustomer("71", OTHER)]);
  expect([await find({ names: ["Globex"] }), await find({ names: ["Hooli"] })]).toEqual([[], ["71"]]);
});

test("a page that shows a customer as it was before a change that we have seen does not bring that back", async () => {
  const nowhere = { street: null, street2: null, city: null, state: null, zip: null, country: null };
  const details = (version: number) => ({
    version,
    givenName: null,
    familyName: null,
    billing: nowhere,
    shipping: nowhere,
    exemptionReason: null,
  });
  await save([sampleCustomer("71", { ...OTHER, name: "Hooli", details: details(2) })]);
  await save([sampleCustomer("71", { ...OTHER, details: details(1) })], later(1));
  expect([await find({ names: ["Globex"] }), await find({ names: ["Hooli"] })]).toEqual([[], ["71"]]);
});

test("another portal's customers are found by nobody else, though the search by likeness runs as the tables' owner", async () => {
  await db.store.inPortal(OTHER_PORTAL, (tx) =>
    tx.mirroredCustomers.save(otherConnectionId, [sampleCustomer("71")], { at: NOW, homeCountry: "US" }),
  );
  const keys = matchKeys({ ...NOTHING, names: ["Initech 71"], email: "ap@initech71.example" }, "US");
  const asked = (portalId: number) => db.store.inPortal(portalId, (tx) => tx.mirroredCustomers.find(otherConnectionId, keys));
  expect(await asked(PORTAL)).toEqual([]);
  expect(await asked(OTHER_PORTAL)).toHaveLength(1);
});

test("when all have been read, whoever was not among them is gone", async () => {
  await save([sampleCustomer("71", OTHER), sampleCustomer("72", { ...OTHER, name: "Hooli" })]);
  await db.store.inPortal(PORTAL, async ({ mirroredCustomers }) => {
    await mirroredCustomers.startFill(connectionId, later(10));
    await mirroredCustomers.save(connectionId, [sampleCustomer("72", { ...OTHER, name: "Hooli" })], { at: later(11), homeCountry: "US" });
    const fill = await mirroredCustomers.readFill(connectionId);
    expect(fill).toMatchObject({ lastId: null, filledAt: null });
    if (fill) await mirroredCustomers.endFill(connectionId, fill, later(12));
    expect(await mirroredCustomers.readFill(connectionId)).toMatchObject({ filledAt: later(12) });
  });
  expect(await rowsOf(db.url, "select customer_id from mirrored_customers")).toEqual([{ customer_id: "72" }]);
});
