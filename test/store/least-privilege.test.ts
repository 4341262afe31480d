import { afterAll, beforeAll, expect, test } from "vitest";
import { createQueue } from "../../api/jobs/queue.ts";
import { createStore } from "../../api/store/create-store.ts";
import { migrate } from "../../api/store/migrate.ts";
import { databaseOn, onServer, QUIET_LOG, TEST_INDEX_SECRET, TEST_TOKEN_KEYS, testClock } from "../database.ts";
import { startDatabase, type Database } from "../sandbox/database.ts";
import { rowsOf, tokens } from "./fixtures.ts";

// A server of its own: roles belong to the whole server, and here they must be made by a user that is no superuser.
let server: Database;
let url: string;
beforeAll(async () => {
  server = await startDatabase();
  await onServer(server.url, "create role owner login createrole password 'secret'", "create database tieout owner owner");
  const owned = new URL(databaseOn(server.url, "tieout"));
  [owned.username, owned.password] = ["owner", "secret"];
  url = owned.href;
  await migrate(url);
});
afterAll(() => server.stop());

test("a user that is no superuser makes the roles and owns the tables", async () => {
  await migrate(url);
  const owners = await rowsOf(url, "select distinct tableowner from pg_tables where schemaname = 'public'");
  expect(owners).toEqual([{ tableowner: "owner" }]);
});

test("the tables' own owner is held back by row security until it becomes one of the roles", async () => {
  const insert = "insert into portals (portal_id, time_zone, currency) values (1, 'UTC', 'USD')";
  await expect(onServer(url, insert)).rejects.toThrow("row-level security");
});

test("store and queue work for such a user", async () => {
  const queue = await createQueue({ databaseUrl: url, clock: testClock, log: QUIET_LOG });
  const { enqueue, cancelJobs } = queue;
  const store = createStore({ databaseUrl: url, tokenKeys: TEST_TOKEN_KEYS, indexSecret: TEST_INDEX_SECRET, enqueue, cancelJobs });
  try {
    await store.inSystem(async (tx) => {
      await tx.portals.install({ portalId: 7, timeZone: "UTC", currency: "USD", userId: 1, scopes: [], tokens: tokens("x") });
      await tx.enqueue({ name: "handle-inbox", data: {} }, { key: "inbox" });
    });
    await store.inPortal(7, (tx) => tx.enqueue({ name: "tell-crm", data: { portalId: 7 } }));
    expect(await store.inPortal(7, (tx) => tx.portal.readTokens())).toEqual(tokens("x"));
    expect(await rowsOf(url, "select name from pgboss.job order by 1")).toEqual([{ name: "handle-inbox" }, { name: "tell-crm" }]);

    await store.inPortal(7, async (tx) => {
      await tx.settings.save(await tx.settings.readToChange());
      await tx.portal.leave(Temporal.Now.instant());
      await tx.cancelJobs();
      await tx.portal.erase();
    });
    expect(await rowsOf(url, "select name from pgboss.job where state = 'created'")).toEqual([{ name: "handle-inbox" }]);
    expect(await store.inPortal(7, (tx) => tx.portal.read())).toMatchObject({ installedBy: null, erasedAt: expect.anything() });
  } finally {
    await queue.stop();
    await store.stop();
  }
});
