import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Link, LinkKey } from "../../api/ports/links.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { intentOf, joinPortal, orderKey } from "./fixtures.ts";

let db: TestDatabase;
let key: LinkKey;
beforeAll(async () => {
  db = await createTestDatabase();
  key = orderKey(await joinPortal(db, 1));
});
afterAll(() => db.drop());
beforeEach(() => onServer(db.url, "delete from links"));

const inPortal = <T>(work: (links: PortalTx["links"]) => Promise<T>) => db.store.inPortal(1, (tx) => work(tx.links));
const linkTo = (externalId: string, changes: Partial<Link> = {}): Link => ({
  ...key,
  externalId,
  how: "found",
  reasons: ["same name", "same e-mail"],
  ...changes,
});

test("a link is found from both sides", async () => {
  await inPortal((links) => links.save(linkTo("145")));
  expect(await inPortal((links) => links.find(key))).toEqual(linkTo("145"));
  expect(await inPortal((links) => links.findByExternal(key.connectionId, "order", "145"))).toEqual(linkTo("145"));
  expect(await inPortal((links) => links.findByExternal(key.connectionId, "customer", "145"))).toBeNull();
  expect(await inPortal((links) => links.listOrders())).toEqual([linkTo("145")]);
});

test("two records are never linked to one document", async () => {
  await inPortal((links) => links.save(linkTo("145")));
  const second = inPortal((links) => links.save(linkTo("145", { recordId: "deal:2" })));
  await expect(second).rejects.toMatchObject({ kind: "conflict" });
  await inPortal((links) => links.save(linkTo("145", { recordType: "customer", recordId: "company:1" })));
});

test("a link may come to point at another document, and then there is still one", async () => {
  await inPortal((links) => links.save(linkTo("145")));
  await inPortal((links) => links.save(linkTo("146", { how: "created", reasons: [] })));
  expect(await inPortal((links) => links.listOrders())).toEqual([linkTo("146", { how: "created", reasons: [] })]);
});

test("a buyer in two currencies has two customers", async () => {
  const customer = { recordType: "customer" as const, recordId: "company:1" };
  await inPortal((links) => links.save(linkTo("1", customer)));
  await inPortal((links) => links.save(linkTo("2", { ...customer, currency: "EUR" })));
  expect(await inPortal((links) => links.find({ ...key, ...customer, currency: "EUR" }))).toMatchObject({ externalId: "2" });
});

test("what two records were linked to and sent goes over to the one that they became, as far as that has none of its own", async () => {
  const record = (recordId: string) => ({ ...key, recordType: "customer" as const, recordId });
  const [one, other, merged] = [record("company:1"), record("company:2"), "company:3"];
  const repoint = ({ recordId }: LinkKey) => inPortal((links) => links.repoint({ recordType: "customer", from: recordId, to: merged }));
  for (const [each, externalId] of [
    [one, "1"],
    [other, "2"],
  ] as const) {
    await inPortal((links) => links.save(linkTo(externalId, each)));
    await db.store.inPortal(1, (tx) => tx.intents.insert(intentOf(each, { state: "done", externalId })));
  }
  expect([await repoint(one), await repoint(other)]).toEqual([2, 0]);
  expect(await inPortal((links) => links.find(record(merged)))).toMatchObject({ externalId: "1" });
  expect(await inPortal((links) => links.find(other))).toMatchObject({ externalId: "2" });
});

test("a removed link is gone, and removing it again is no error", async () => {
  await inPortal((links) => links.save(linkTo("145")));
  await inPortal((links) => links.remove(key));
  await inPortal((links) => links.remove(key));
  expect(await inPortal((links) => links.find(key))).toBeNull();
});

test("a link into an unknown connection is refused", async () => {
  await expect(inPortal((links) => links.save(linkTo("145", { connectionId: "unknown" })))).rejects.toThrow("foreign key");
});
