import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EMPTY_MAPPING, type Mapping } from "../../api/domain/mapping.ts";
import { createEmptyDatabase, createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { up as addMapping } from "../../migrations/0004-mapping.ts";
import { connect } from "../../api/store/connect.ts";
import { joinPortal, NOW, rowsOf } from "./fixtures.ts";

let db: TestDatabase;
let portalId = 100;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const by = { userId: 501, email: "finance@northwind.example" };
const mapped = (sku: string, itemId = "5") => ({ sku, items: [{ itemId, quantity: "1", share: "1" }] });
const read = () => db.store.inPortal(portalId, (tx) => tx.mapping.read());
const save = (lists: Partial<Mapping>, expectedVersion: number | null = null) =>
  db.store.inPortal(portalId, (tx) => tx.mapping.save({ lists, what: "Saved", by, at: NOW, expectedVersion }));
const newPortal = () => joinPortal(db, ++portalId);

describe("the mapping of a portal", () => {
  test("is empty at version 0 until somebody saves one", async () => {
    await newPortal();
    expect(await read()).toEqual({ ...EMPTY_MAPPING, version: 0 });
  });

  test("comes back as saved, list by list, each save a version", async () => {
    await newPortal();
    await save({ products: [mapped("B"), mapped("A")] });
    await save({ terms: [{ text: "Net 30", termId: "3" }] });
    expect(await read()).toEqual({
      ...EMPTY_MAPPING,
      products: [mapped("B"), mapped("A")],
      terms: [{ text: "Net 30", termId: "3" }],
      version: 2,
    });
  });

  test("a save on a stale version is refused and changes nothing", async () => {
    await newPortal();
    await save({ products: [mapped("A")] }, 0);
    await expect(save({ products: [] }, 0)).rejects.toMatchObject({ kind: "conflict", code: "mappingStale" });
    expect((await read()).products).toEqual([mapped("A")]);
  });

  test("of two saves at once on one version, one is refused", async () => {
    await newPortal();
    const outcomes = await Promise.allSettled([save({ products: [mapped("A")] }, 0), save({ products: [mapped("B")] }, 0)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await read()).version).toBe(1);
  });

  test("a save that changes nothing makes no version", async () => {
    await newPortal();
    await save({ products: [mapped("A"), mapped("B")] });
    expect((await save({ products: [mapped("B"), mapped("A")] })).changes).toEqual([]);
    expect((await read()).version).toBe(1);
  });

  test("keeps who saved what, newest first, in pages", async () => {
    await newPortal();
    for (const sku of ["A", "B", "C"]) await save({ products: [mapped(sku)] });
    const page = await db.store.inPortal(portalId, (tx) => tx.mapping.history({ before: null, limit: 2 }));
    expect(page.map(({ version }) => version)).toEqual([3, 2]);
    expect(page[0]).toMatchObject({ what: "Saved", by, at: NOW.round("microsecond") });
    expect(page[0]?.changes.map(({ key, before, after }) => [key, before, after])).toEqual([
      ["SKU B", mapped("B"), null],
      ["SKU C", null, mapped("C")],
    ]);
    const rest = await db.store.inPortal(portalId, (tx) => tx.mapping.history({ before: 2, limit: 2 }));
    expect(rest.map(({ version }) => version)).toEqual([1]);
  });
});

test("what was mapped before there were versions is taken over, though the owner is no superuser", async () => {
  const empty = await createEmptyDatabase();
  const knex = connect(empty.url, 1);
  try {
    for (const name of ["0001-first-slice", "0002-rate-limits"]) {
      const { up } = (await import(`../../migrations/${name}.ts`)) as { up: typeof addMapping };
      await knex.transaction((trx) => up(trx));
    }
    await onServer(
      empty.url,
      "insert into portals (portal_id, time_zone, currency) values (1, 'UTC', 'USD'), (2, 'UTC', 'USD')",
      `insert into product_mappings (portal_id, position, product_id, sku, manual_review, items) values
         (1, 1, '100', null, false, '[{"itemId": "5", "quantity": "1", "share": "1"}]'), (1, 0, null, 'A', true, '[]')`,
      "do $$ begin create role plain_owner nologin; exception when duplicate_object then null; end $$",
      "grant plain_owner to current_user",
      "grant create, usage on schema public to plain_owner",
      "alter table portals owner to plain_owner",
      "alter table product_mappings owner to plain_owner",
    );
    await knex.transaction(async (trx) => {
      await trx.raw("set local role plain_owner");
      await addMapping(trx);
    });
    expect(await rowsOf(empty.url, "select portal_id, version, lists, user_id from mapping_versions")).toEqual([
      {
        portal_id: "1",
        version: 1,
        lists: {
          products: [
            { sku: "A", items: [], manualReview: true },
            { productId: "100", items: [{ itemId: "5", quantity: "1", share: "1" }] },
          ],
        },
        user_id: null,
      },
    ]);
    expect(await rowsOf(empty.url, "select relforcerowsecurity as forced from pg_class where relname = 'product_mappings'")).toEqual([
      { forced: true },
    ]);
  } finally {
    await knex.destroy();
    await empty.drop();
  }
});
