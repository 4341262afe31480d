import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Clock } from "../../../api/ports/clock.ts";
import { createLimiter } from "../../../api/store/limiter.ts";
import { onServer, TEST_INDEX_SECRET } from "../../database.ts";
import type { Time } from "../harness.ts";
import type { SandboxClock } from "../../sandbox/wire/clock.ts";

/** Where the simulated vendors are; the product is on localhost. */
const VENDORS = "127.0.0.1";
/** So often in a row nobody was seen at work. */
const CALM_TURNS = 4;

/** What a call takes at a vendor. */
const LATENCY_MS = 150;
/** Those who wake within the same moment wake together: few steps in which many are at work take far less than many steps of one. */
const MOMENT_MS = 250;

/**
 * Time for many who wait at once: it moves on, to whoever wakes first, when nobody is at work any more. The vendors, the product
 * and the database share it: what the product's own limiter asks the database for is this time, too.
 */
export async function startVirtualTime(sandboxClock: SandboxClock, databaseUrl: string): Promise<Time> {
  await hideRealTime(databaseUrl, sandboxClock.now());
  const { isBusy, stopWatching } = watchWork();
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  let sleepers: { at: number; wake: () => void }[] = [];
  let stopped = false;

  async function moveOn(): Promise<void> {
    while (!stopped) {
      for (let calm = 0; calm < CALM_TURNS;) {
        await (isBusy() ? wait(1) : turn());
        calm = isBusy() ? 0 : calm + 1;
      }
      const next = Math.min(...sleepers.map(({ at }) => at));
      if (next === Infinity) {
        await wait(1);
        continue;
      }
      sandboxClock.set(Math.max(next, sandboxClock.now()), true);
      await database.query("update virtual_time set at = $1", [new Date(sandboxClock.now())]);
      const awake = sleepers.filter(({ at }) => at <= sandboxClock.now());
      sleepers = sleepers.filter(({ at }) => at > sandboxClock.now());
      for (const { wake } of awake) wake();
    }
  }
  const moving = moveOn();

  const clock: Clock = {
    now: () => Temporal.Instant.fromEpochMilliseconds(sandboxClock.now()),
    sleep: (milliseconds) =>
      new Promise<void>((wake) => {
        const at = sandboxClock.now() + Math.max(1, milliseconds);
        sleepers.push({ at: Math.ceil(at / MOMENT_MS) * MOMENT_MS, wake });
      }),
  };
  const limiter = createLimiter({ databaseUrl, clock, indexSecret: TEST_INDEX_SECRET });
  return {
    clock,
    limiter: {
      ...limiter,
      run: (lane, key, work) => limiter.run(lane, key, () => clock.sleep(LATENCY_MS).then(work)),
    },
    async stop() {
      stopped = true;
      await moving;
      stopWatching();
      for (const { wake } of sleepers) wake();
      await limiter.stop();
      await database.end();
    },
  };
}

/** Connections that are made from now on find a clock_timestamp() of their own before PostgreSQL's. */
function hideRealTime(databaseUrl: string, now: number): Promise<void> {
  const database = new URL(databaseUrl).pathname.slice(1);
  return onServer(
    databaseUrl,
    "create table virtual_time (at timestamptz not null)",
    `insert into virtual_time values ('${new Date(now).toISOString()}')`,
    "grant select on virtual_time to public",
    "create function public.clock_timestamp() returns timestamptz language sql volatile as 'select at from public.virtual_time'",
    `alter database ${database} set search_path = public, pg_catalog`,
  );
}

type Sent = { request: { origin: string } };

/** Whether a query or a request to a vendor is under way. What is asked of the product takes as long as the product waits itself. */
function watchWork(): { isBusy(): boolean; stopWatching(): void } {
  const requests = new Set<unknown>();
  const begun = (message: unknown) => {
    const { request } = message as Sent;
    if (request.origin.includes(VENDORS)) requests.add(request);
  };
  const ended = (message: unknown) => void requests.delete((message as Sent).request);
  const listeners = { "undici:request:create": begun, "undici:request:trailers": ended, "undici:request:error": ended };
  for (const [channel, listener] of Object.entries(listeners)) subscribe(channel, listener);

  const clients = new Set<pg.Client & { readyForQuery?: boolean }>();
  const connect = pg.Client.prototype.connect;
  pg.Client.prototype.connect = function watched(this: pg.Client, ...given: Parameters<typeof connect>) {
    clients.add(this);
    this.once("end", () => clients.delete(this));
    return connect.apply(this, given);
  } as typeof connect;
  return {
    isBusy: () => requests.size > 0 || [...clients].some(({ readyForQuery }) => readyForQuery === false),
    stopWatching() {
      for (const [channel, listener] of Object.entries(listeners)) unsubscribe(channel, listener);
      pg.Client.prototype.connect = connect;
    },
  };
}
