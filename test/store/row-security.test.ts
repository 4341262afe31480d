import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../../api/store/connect.ts";
import { createBlindIndex } from "../../api/store/blind-index.ts";
import { createCipher } from "../../api/store/encryption.ts";
import { withPortal, withSystem } from "../../api/store/with-portal.ts";
import { createTestDatabase, TEST_INDEX_SECRET, TEST_TOKEN_KEYS, type TestDatabase } from "../database.ts";
import { company, joinPortal, NOW, rowsOf, tokens } from "./fixtures.ts";
import { fillEveryTable } from "./every-table.ts";

/** What belongs to no one portal. Every other table is a tenant's. */
const SHARED_TABLES = new Set(["inbox_events", "oauth_states", "rate_limits", "rate_leases", "knex_migrations", "knex_migrations_lock"]);

/** What may be added and read, and never changed. */
const APPEND_ONLY = new Set(["audit_log", "mapping_versions"]);
/** What may not be moved, not even to its own portal. */
const NEVER_MOVED = new Set([...APPEND_ONLY, "sync_log"]);

let db: TestDatabase;
let knex: ReturnType<typeof connect>;
let connectionOfOne: string;
beforeAll(async () => {
  db = await createTestDatabase();
  knex = connect(db.url, 2);
  connectionOfOne = await joinPortal(db, 1);
  await joinPortal(db, 2);
  for (const portalId of [1, 2]) await fillEveryTable(db, portalId);
});
afterAll(async () => {
  await knex.destroy();
  await db.drop();
});

const needs = () => ({ knex, cipher: createCipher(TEST_TOKEN_KEYS), realmIndex: createBlindIndex(TEST_INDEX_SECRET) });

async function tenantTables(): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    db.url,
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
  );
  return rows.map(({ name }) => name).filter((name) => !SHARED_TABLES.has(name));
}

describe("the catalogue", () => {
  test("every table of a tenant begins with portal_id and forces row security", async () => {
    const wrong = await rowsOf(
      db.url,
      `select relname from pg_class
       join pg_attribute on attrelid = pg_class.oid and attnum = 1
       where relname = any($1) and relnamespace = 'public'::regnamespace
         and not (attname = 'portal_id' and attnotnull and relrowsecurity and relforcerowsecurity)`,
      [await tenantTables()],
    );
    expect(wrong).toEqual([]);
    expect((await tenantTables()).length).toBeGreaterThanOrEqual(12);
  });

  test("every primary, unique and foreign key of a tenant's table leads with portal_id", async () => {
    const wrong = await rowsOf(
      db.url,
      `select conrelid::regclass::text as "table", conname from pg_constraint
       join pg_attribute on attrelid = conrelid and attnum = conkey[1]
       where conrelid::regclass::text = any($1) and contype in ('p', 'u', 'f') and attname <> 'portal_id'
       union all
       select indrelid::regclass::text, indexrelid::regclass::text from pg_index
       join pg_attribute on attrelid = indrelid and attnum = indkey[0]
       where indrelid::regclass::text = any($1) and indisunique and attname <> 'portal_id'`,
      [await tenantTables()],
    );
    expect(wrong).toEqual([]);
  });

  test("every policy for everybody asks for the portal of the transaction, for reading and for writing", async () => {
    const rows = await rowsOf<{ table: string; reads: string; writes: string }>(
      db.url,
      `select tablename as "table", qual as reads, with_check as writes from pg_policies where policyname = 'one_portal' order by 1`,
    );
    expect(rows.map(({ table }) => table)).toEqual(await tenantTables());
    const condition = "(portal_id = (NULLIF(current_setting('app.portal_id'::text, true), ''::text))::bigint)";
    for (const { reads, writes } of rows) expect([reads, writes]).toEqual([condition, condition]);
  });

  test("the two roles own nothing, cannot log in and are above no rule", async () => {
    const owned = await rowsOf(
      db.url,
      `select relname from pg_class where pg_get_userbyid(relowner) in ('tieout_app', 'tieout_system')
       union all select nspname from pg_namespace where pg_get_userbyid(nspowner) in ('tieout_app', 'tieout_system')
       union all select proname from pg_proc where pg_get_userbyid(proowner) in ('tieout_app', 'tieout_system')`,
    );
    expect(owned).toEqual([]);
    const roles = await rowsOf(
      db.url,
      `select rolname from pg_roles where rolname in ('tieout_app', 'tieout_system')
         and not (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) order by 1`,
    );
    expect(roles).toEqual([{ rolname: "tieout_app" }, { rolname: "tieout_system" }]);
  });
});

describe("one portal", () => {
  test("sees no row of another in any table, though each has rows of both", async () => {
    for (const table of await tenantTables()) {
      const all = await rowsOf<{ portal_id: string }>(db.url, `select distinct portal_id from ${table} order by 1`);
      expect({ table, portals: all.map((row) => row.portal_id) }).toEqual({ table, portals: ["1", "2"] });
      const seen = await withPortal(needs(), 1, ({ trx }) => trx(table).distinct("portal_id").pluck("portal_id"));
      expect({ table, seen }).toEqual({ table, seen: ["1"] });
    }
  });

  test("cannot write a row for another", async () => {
    for (const table of await tenantTables()) {
      const moved = withPortal(needs(), 1, ({ trx }) => trx(table).update({ portal_id: 2 }));
      await expect(moved, table).rejects.toThrow(NEVER_MOVED.has(table) ? "permission denied" : "row-level security");
      const copied = withPortal(needs(), 1, ({ trx }) =>
        trx.raw(`insert into ${table} select (jsonb_populate_record(row, '{"portal_id": 3}')).* from ${table} as row limit 1`),
      );
      await expect(copied, table).rejects.toThrow("row-level security");
    }
  });

  test("changes and deletes nothing of another", async () => {
    for (const table of (await tenantTables()).toReversed().filter((name) => !APPEND_ONLY.has(name))) {
      const touched = await withPortal(needs(), 1, ({ trx }) => trx(table).where("portal_id", 2).delete());
      expect({ table, touched }).toEqual({ table, touched: 0 });
    }
  });

  test("sees nothing at all when no portal is named", async () => {
    const rows = await knex.transaction(async (trx) => {
      await trx.raw("set local role tieout_app");
      return trx("deals").select();
    });
    expect(rows).toEqual([]);
  });

  test("may not look into the inbox or the OAuth states", async () => {
    for (const table of ["inbox_events", "oauth_states"]) {
      await expect(withPortal(needs(), 1, ({ trx }) => trx(table).select())).rejects.toThrow("permission denied");
    }
  });

  test("does not leave its role or its portal behind on the connection", async () => {
    const single = connect(db.url, 1);
    const around = "select current_user = session_user as own, coalesce(current_setting('app.portal_id', true), '') as portal";
    await withPortal({ ...needs(), knex: single }, 1, ({ trx }) => trx("deals").select());
    const { rows } = await single.raw<{ rows: unknown[] }>(around);
    await single.destroy();
    expect(rows).toEqual([{ own: true, portal: "" }]);
  });
});

describe("the system", () => {
  test("finds connections by realm over portals, and reads nothing else of them", async () => {
    await db.store.inPortal(2, (tx) => tx.connections.join({ realmId: "91301", company, tokens: tokens("other") }));
    const found = await db.store.inSystem((tx) => tx.connections.findByRealm("91301"));
    expect(found).toEqual([
      { portalId: 1, connectionId: connectionOfOne },
      { portalId: 2, connectionId: expect.any(String) as string },
    ]);
    await expect(withSystem(needs(), ({ trx }) => trx("connections").select("tokens"))).rejects.toThrow("permission denied");
  });

  test("may not read what belongs to portals alone", async () => {
    const allowed = new Set(["portals", "connections"]);
    for (const table of (await tenantTables()).filter((name) => !allowed.has(name))) {
      await expect(
        withSystem(needs(), ({ trx }) => trx(table).select()),
        table,
      ).rejects.toThrow("permission denied");
    }
  });
});

describe("an account that has left", () => {
  const countedIn = async (portalId: number): Promise<Record<string, number>> => {
    const counts = (await tenantTables()).map(
      (table) => `select '${table}' as name, count(*)::int as n from ${table} where portal_id = ${portalId}`,
    );
    const rows = await rowsOf<{ name: string; n: number }>(db.url, counts.join(" union all "));
    return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
  };

  test("is not erased before it has left", async () => {
    await expect(db.store.inPortal(1, (tx) => tx.portal.erase())).rejects.toThrow("only an account that has left is erased");
  });

  test("is erased from every table, but for itself and what is kept as long as books are; another keeps every row", async () => {
    const [others, lines] = [await countedIn(2), (await countedIn(1))["sync_log"]];
    await db.store.inPortal(1, async (tx) => {
      await tx.portal.leave(NOW);
      await tx.portal.erase();
    });
    const left = Object.entries(await countedIn(1)).filter(([, rows]) => rows > 0);
    expect(left).toEqual([
      ["audit_log", 1],
      ["portals", 1],
      ["sync_log", lines],
    ]);
    expect(await rowsOf(db.url, "select from sync_log where portal_id = 1 and payload is not null")).toEqual([]);
    expect(await countedIn(2)).toEqual(others);
  });
});
