import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "../../api/store/migrate.ts";
import { createEmptyDatabase, onServer } from "../database.ts";
import { rowsOf } from "./fixtures.ts";

let db: Awaited<ReturnType<typeof createEmptyDatabase>>;
beforeEach(async () => void (db = await createEmptyDatabase()));
afterEach(() => db.drop());

const ran = () => rowsOf<{ name: string }>(db.url, "select name from knex_migrations order by id");

test("processes that start at once migrate once", async () => {
  await Promise.all(Array.from({ length: 5 }, () => migrate(db.url)));
  const names = (await ran()).map(({ name }) => name);
  expect(names).toContain("0001-first-slice");
  expect(new Set(names).size).toBe(names.length);
});

test("a second start changes nothing", async () => {
  await migrate(db.url);
  const before = await ran();
  await migrate(db.url);
  expect(await ran()).toEqual(before);
});

test("what a process killed in the middle of migrating left locked is freed", async () => {
  await migrate(db.url);
  await onServer(db.url, "update knex_migrations_lock set is_locked = 1", "drop schema public cascade", "create schema public");
  await migrate(db.url);
  await onServer(db.url, "update knex_migrations_lock set is_locked = 1");
  await migrate(db.url);
  expect(await rowsOf(db.url, "select from portals")).toEqual([]);
});

test("the command says what it did, and what it misses", async () => {
  const path = fileURLToPath(new URL("../../api/store/migrate-command.ts", import.meta.url));
  const run = async (env: NodeJS.ProcessEnv) => {
    const child = spawn(process.execPath, [path], { env: { PATH: process.env["PATH"], ...env } });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
    const [code] = (await once(child, "close")) as [number];
    return { code, said };
  };
  expect(await run({ DATABASE_URL: db.url })).toEqual({ code: 0, said: "The database is up to date.\n" });
  expect((await ran()).length).toBeGreaterThan(0);
  expect(await run({})).toMatchObject({ code: 1, said: expect.stringContaining("DATABASE_URL") as string });
});
