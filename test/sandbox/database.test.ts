import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { startDatabase, type Database } from "./database.ts";

let dir: string;
const started: Database[] = [];
beforeEach(() => {
  const parent = mkdtempSync(join(tmpdir(), "tieout-test-"));
  // Made for its owner alone, but the server's user must be able to pass.
  chmodSync(parent, 0o755);
  dir = join(parent, "data");
  mkdirSync(dir);
});
afterEach(async () => {
  for (const database of started.splice(0)) await database.stop();
  rmSync(join(dir, ".."), { recursive: true, force: true });
});

async function start(options: { dir?: string } = { dir }): Promise<Database> {
  const database = await startDatabase(options);
  started.push(database);
  return database;
}

async function ask(url: string, sql = "select 1 as answer"): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(sql)).rows.map(({ answer }) => answer);
  } finally {
    await client.end();
  }
}

const answers = (url: string) =>
  ask(url).then(
    () => true,
    () => false,
  );

/** A process that started a database below `dir`, and the database's address. */
async function startElsewhere() {
  const path = fileURLToPath(new URL("./start-and-wait.ts", import.meta.url));
  const child = spawn(process.execPath, [path, dir], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, url: String(line).trim() };
}

describe("an embedded database that runs", () => {
  let database: Database;
  beforeAll(async () => void (database = await startDatabase()));
  afterAll(() => database?.stop());

  test("goes on, however much it writes into its log", async () => {
    await ask(database.url, "do $$ begin for i in 1..300 loop raise log '%', repeat('x', 8000); end loop; end $$");
    expect(await ask(database.url)).toEqual([1]);
  });

  test("is a real PostgreSQL 18 in UTF-8 and UTC, with the extensions that matching needs", async () => {
    expect(
      await ask(
        database.url,
        "select current_setting('server_version') || current_setting('server_encoding') || current_setting('timezone') as answer",
      ),
    ).toEqual([expect.stringMatching(/^18\..*UTF8UTC$/) as string]);
    for (const extension of ["pg_trgm", "unaccent", "fuzzystrmatch"]) await ask(database.url, `create extension ${extension}`);
    expect(await ask(database.url, "select unaccent(lower('ÉCLAIR')) as answer")).toEqual(["eclair"]);
  });

  test("asks for its password", async () => {
    const wrong = new URL(database.url);
    wrong.password = "wrong";
    await expect(ask(wrong.href)).rejects.toThrow("password authentication failed");
  });
});

describe("an embedded database", () => {
  test("stands beside others, each empty at its start; leaves nothing when it is stopped, and may be stopped twice", async () => {
    const [one, two] = await Promise.all([start(), start()]);
    await ask(one.url, "create table here (answer integer)");
    expect(await ask(two.url, "select to_regclass('here') as answer")).toEqual([null]);
    const three = await start();
    expect(await ask(three.url, "select to_regclass('here') as answer")).toEqual([null]);
    expect(await answers(one.url)).toBe(true);

    await Promise.all([one.stop(), one.stop(), two.stop(), three.stop()]);
    await one.stop();
    expect(await answers(one.url)).toBe(false);
    expect(readdirSync(dir)).toEqual([]);
  });

  test("starts where its folder may not be entered by the server's user", async () => {
    const locked = join(dir, "locked");
    mkdirSync(locked, { mode: 0o700 });
    const { url } = await start({ dir: join(locked, ".data") });
    expect(await ask(url)).toEqual([1]);
  });
});

describe("after its process was killed", () => {
  test("the database ends by itself and its folder is gone", async () => {
    const { child, url } = await startElsewhere();
    child.kill("SIGKILL");
    await expect.poll(() => answers(url), { timeout: 60_000 }).toBe(false);
    await expect.poll(() => readdirSync(dir), { timeout: 60_000 }).toEqual([]);
  });

  test("and its keeper with it, the next start clears both server and folder", async () => {
    if (process.platform !== "linux") return console.log("Only Linux tells which process is the keeper; this is not tried here.");
    const { child, url } = await startElsewhere();
    const folder = join(dir, readdirSync(dir)[0] ?? "");
    const server = readFileSync(join(folder, "data", "postmaster.pid"), "utf8").split("\n")[0] ?? "";
    const keeper = Number(readFileSync(`/proc/${server}/stat`, "utf8").split(") ")[1]?.split(" ")[1]);
    process.kill(keeper, "SIGKILL");
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await answers(url)).toBe(true);
    await start();
    expect(await answers(url)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });

  test("a folder whose process id was given to another process is cleared, and those of other programs stay", async () => {
    const folder = join(dir, "tieout-db-old");
    mkdirSync(folder);
    mkdirSync(join(dir, "something-else"));
    writeFileSync(join(folder, "owner.json"), JSON.stringify({ pid: process.pid, startedAt: "1" }));
    await start();
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(join(dir, "something-else"))).toBe(true);
  });
});
