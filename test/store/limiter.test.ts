import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type { Lane, Limiter } from "../../api/ports/limiter.ts";
import { createLimiter, LIMITS } from "../../api/store/limiter.ts";
import { createTestDatabase, onServer, TEST_INDEX_SECRET, testClock, type TestDatabase } from "../database.ts";
import { rowsOf } from "./fixtures.ts";

const REALM = "4620816365291411420";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  // Slots are given back; every turn that was ever handed out is kept here.
  await onServer(
    db.url,
    "create table handed_out (lane text, key text, starts_at timestamptz)",
    `create function keep_turn() returns trigger language plpgsql as $$ begin
       insert into handed_out values (new.lane, new.key, new.starts_at); return new; end $$`,
    "create trigger keep_turn after insert on rate_leases for each row execute function keep_turn()",
  );
});
beforeEach(() => onServer(db.url, "truncate rate_limits, rate_leases, handed_out"));
afterAll(() => db.drop());

/** A limiter with a pool of its own, as a process has it. Without `sleep` nothing waits for its turn: only the turns count. */
function startProcess(sleep: (ms: number) => Promise<void> = () => Promise.resolve()): Limiter {
  const limiter = createLimiter({ databaseUrl: db.url, clock: { now: testClock.now, sleep }, indexSecret: TEST_INDEX_SECRET });
  onTestFinished(() => limiter.stop());
  return limiter;
}

const times = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_each, index) => make(index));

/** When the turns were, in milliseconds. */
async function turns(): Promise<number[]> {
  const rows = await rowsOf<{ at: string }>(db.url, "select extract(epoch from starts_at) * 1000 as at from handed_out order by starts_at");
  return rows.map(({ at }) => Number(at));
}

const mostIn = (windowMs: number, at: number[]) =>
  Math.max(...at.map((start) => at.filter((time) => time >= start && time < start + windowMs).length));

/** Takes turns straight from the database, with slots and patience without end. */
const takeTurns = (lane: Lane, count: number) =>
  rowsOf<{ wait_ms: number }>(
    db.url,
    "select (take_turn($1, 'k', $2, $3, 100000, 60000, 3600000)).wait_ms from generate_series(1, $4::integer)",
    [lane, LIMITS[lane].everyMs, LIMITS[lane].ahead, count],
  );

/** Works that go on until they are ended, begun by these processes in turn. */
async function fillSlots(processes: Limiter[], count: number) {
  const end = Promise.withResolvers<void>();
  const begun = times(count, () => Promise.withResolvers<void>());
  const works = begun.map(({ resolve }, index) =>
    processes[index % processes.length]!.run("quickbooks", REALM, () => (resolve(), end.promise)),
  );
  await Promise.all(begun.map(({ promise }) => promise));
  return { end: end.resolve, over: Promise.all(works) };
}

/** A `sleep` that says when it was called, and ends when it is told to. */
function heldSleep() {
  const [asleep, wake] = [Promise.withResolvers<number>(), Promise.withResolvers<void>()];
  return { sleep: (ms: number) => (asleep.resolve(ms), wake.promise), asleep: asleep.promise, wake: wake.resolve };
}

test("forty calls of four processes at once get at most ten turns in any second", async () => {
  const processes = times(4, () => startProcess());
  await Promise.all(times(40, (index) => processes[index % 4]!.run("quickbooks", REALM, () => Promise.resolve())));
  const at = await turns();
  expect(at).toHaveLength(40);
  expect(mostIn(1_000, at)).toBeLessThanOrEqual(10);
});

test.each<[Lane, number, number]>([
  ["quickbooks", 1_000, 10],
  ["quickbooks", 60_000, 500],
  ["hubspot", 10_000, 110],
  ["hubspotSearch", 1_000, 5],
])("%s: any %i ms hold at most %i turns, and not much fewer", async (lane, windowMs, limit) => {
  await takeTurns(lane, 2 * limit);
  // The first are taken after a rest, then as fast as they are handed out.
  const most = mostIn(windowMs, await turns());
  expect(most).toBeLessThanOrEqual(limit);
  expect(most).toBeGreaterThanOrEqual(limit * 0.8);
});

test("companies and lanes do not wait for each other", async () => {
  await takeTurns("hubspot", 50);
  const waits: number[] = [];
  const limiter = startProcess(async (ms) => void waits.push(ms));
  for (const key of ["k", "other"]) await limiter.run("quickbooks", key, () => Promise.resolve());
  expect(waits).toEqual([]);
});

test("eleven calls of three processes: the last begins when a slot is given back", async () => {
  const filled = await fillSlots([startProcess(), startProcess()], 10);
  const { sleep, asleep, wake } = heldSleep();
  const state = { begun: false };
  const last = startProcess(sleep).run("quickbooks", REALM, async () => void (state.begun = true));
  expect(await asleep).toBeLessThanOrEqual(100);
  expect(await rowsOf(db.url, "select from rate_leases")).toHaveLength(10);
  expect(state.begun).toBe(false);

  filled.end();
  await filled.over;
  wake();
  await last;
  expect(state.begun).toBe(true);
  expect(await rowsOf(db.url, "select from rate_leases")).toEqual([]);
});

test("of one process only the first in line asks for a slot, and the others follow", async () => {
  const filled = await fillSlots([startProcess()], 10);
  const { sleep, asleep, wake } = heldSleep();
  const state = { slept: 0, begun: [] as number[] };
  const limiter = startProcess((ms) => (state.slept++, sleep(ms)));
  const waiting = times(3, (index) => limiter.run("quickbooks", REALM, async () => void state.begun.push(index)));
  await asleep;
  await startProcess().run("quickbooks", "another company", () => Promise.resolve());
  expect(state).toEqual({ slept: 1, begun: [] });

  filled.end();
  await filled.over;
  wake();
  await Promise.all(waiting);
  expect(state.begun.toSorted((one, other) => one - other)).toEqual([0, 1, 2]);
});

test("a card's call comes before fifty calls of jobs that line up for the same company in its process", async () => {
  const filled = await fillSlots([startProcess()], 10);
  const { sleep, asleep, wake } = heldSleep();
  const limiter = createLimiter({ databaseUrl: db.url, clock: { now: testClock.now, sleep }, indexSecret: TEST_INDEX_SECRET });
  onTestFinished(() => limiter.stop());
  const begun: string[] = [];
  const call = (name: string) => limiter.run("quickbooks", REALM, async () => void begun.push(name));
  const jobs = times(50, (index) => call(`job ${index}`));
  await asleep;
  const card = limiter.forPeople(() => call("card"));
  filled.end();
  await filled.over;
  wake();
  await card;
  expect(begun.indexOf("card")).toBeLessThanOrEqual(10);
  await Promise.all(jobs);
});

test("two portals on one worker: the turns of one that has fifty calls in line do not put off the other's", async () => {
  const limiter = startProcess();
  const crowd = times(50, () => limiter.run("hubspot", "crowded", () => Promise.resolve()));
  await Promise.all([...crowd, limiter.run("hubspot", "small", () => Promise.resolve())]);
  const rows = await rowsOf<{ of: number }>(
    db.url,
    "select count(*) over (partition by key)::integer as of from handed_out order by starts_at",
  );
  expect(rows.findIndex((row) => row.of === 1)).toBeLessThan(25);
});

test("a work that fails gives its slot back", async () => {
  const limiter = startProcess();
  await expect(limiter.run("hubspot", "1", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await rowsOf(db.url, "select from rate_leases")).toEqual([]);
});

test("what the work answered counts even when its slot cannot be given back", async () => {
  const limiter = startProcess();
  await onServer(
    db.url,
    `create function refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
    "create trigger refuse before delete on rate_leases for each row execute function refuse()",
  );
  onTestFinished(() => onServer(db.url, "drop function refuse cascade"));
  expect(await limiter.run("hubspot", "1", () => Promise.resolve("made"))).toBe("made");
});

test("the slots of a process that died come back when their leases end", async () => {
  const dead = await fillSlots([startProcess()], 10);
  const { sleep, asleep, wake } = heldSleep();
  const last = startProcess(sleep).run("quickbooks", REALM, () => Promise.resolve("done"));
  await asleep;
  await onServer(db.url, "update rate_leases set expires_at = clock_timestamp()");
  wake();
  expect(await last).toBe("done");
  dead.end();
  await dead.over;
});

test("a pause blocks every process, tells how long, and leaves others alone", async () => {
  const [told, other] = [startProcess(), startProcess()];
  await told.pause("quickbooks", REALM, 60_000);
  await told.pause("quickbooks", REALM, 1_000);
  for (const limiter of [told, other]) {
    const error: unknown = await limiter.run("quickbooks", REALM, () => Promise.resolve()).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: "rateLimited", code: "ourLimit" });
    const { retryAfterMs } = error as { retryAfterMs: number };
    expect(retryAfterMs).toBeGreaterThan(30_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
  }
  expect(await other.run("quickbooks", "another company", () => Promise.resolve("runs"))).toBe("runs");
});

test("the first turn after a pause is at its end, and none is given ahead of time", async () => {
  const [paused] = await rowsOf<{ at: string }>(db.url, "select extract(epoch from clock_timestamp()) * 1000 as at");
  await startProcess().pause("hubspot", "1", 5_000);
  const limiter = startProcess();
  for (const _ of times(3, () => 0)) await limiter.run("hubspot", "1", () => Promise.resolve());
  const [first = 0, second = 0, third = 0] = await turns();
  expect(first - Number(paused?.at)).toBeGreaterThanOrEqual(5_000);
  expect([Math.round(second - first), Math.round(third - second)]).toEqual([100, 100]);
});

test("a pause takes back the turns that have not come yet", async () => {
  const { sleep, asleep, wake } = heldSleep();
  await takeTurnsOf(startProcess(), 30);
  const waiting = startProcess(sleep).run("quickbooks", REALM, () => Promise.reject(new Error("it began")));
  await asleep;
  await startProcess().pause("quickbooks", REALM, 60_000);
  wake();
  await expect(waiting).rejects.toMatchObject({ kind: "rateLimited" });
});

test("a wait that has no form for the database is cut to a day", async () => {
  await startProcess().pause("quickbooks", REALM, 1e15);
  await startProcess().pause("hubspot", "1", 0.1);
  const waits = await rowsOf<{ days: number }>(
    db.url,
    "select round(extract(epoch from next_turn - clock_timestamp()) / 86400)::integer as days from rate_limits order by lane",
  );
  expect(waits).toEqual([{ days: 0 }, { days: 1 }]);
});

test("no id stands in the tables, and keys that rest are swept out with their leases", async () => {
  const limiter = startProcess();
  const held = await fillSlots([limiter], 1);
  expect(JSON.stringify(await rowsOf(db.url, "select * from rate_limits, rate_leases"))).not.toContain(REALM);
  await onServer(db.url, "update rate_limits set next_turn = clock_timestamp() - interval '61 minutes'");
  await limiter.run("hubspot", "1", () => Promise.resolve());
  expect(await rowsOf(db.url, "select lane from rate_limits")).toEqual([{ lane: "hubspot" }]);
  expect(await rowsOf(db.url, "select from rate_leases")).toEqual([]);
  held.end();
  await held.over;
});

test("a database that is gone makes a call unavailable, and its work does not begin", async () => {
  const limiter = createLimiter({ databaseUrl: "postgres://127.0.0.1:1/none", clock: testClock, indexSecret: TEST_INDEX_SECRET });
  onTestFinished(() => limiter.stop());
  await expect(limiter.run("hubspot", "1", () => Promise.reject(new Error("it began")))).rejects.toMatchObject({ kind: "unavailable" });
});

async function takeTurnsOf(limiter: Limiter, count: number): Promise<void> {
  for (const _ of times(count, () => 0)) await limiter.run("quickbooks", REALM, () => Promise.resolve());
}
