import { setImmediate as turn } from "node:timers/promises";
import pg from "pg";
import { pino, type Logger } from "pino";
import { readConfig, type Config } from "../../api/config.ts";
import { pushDeal, type Push } from "../../api/flows/push-deal.ts";
import { secondsUntilRetry } from "../../api/jobs/retry-policy.ts";
import { startTieout, type Tieout } from "../../api/main.ts";
import type { Clock } from "../../api/ports/clock.ts";
import type { Limiter } from "../../api/ports/limiter.ts";
import { createTestDatabase, onServer, TEST_INDEX_SECRET, TEST_TOKEN_KEYS, type TestDatabase } from "../database.ts";
import { NO_LIMITS } from "../no-limits.ts";
import { createActors, type Actors } from "../sandbox/demo/actors.ts";
import { install } from "../sandbox/demo/story.ts";
import { lastingPort } from "../sandbox/free-port.ts";
import { sandboxEnvironment, startSandbox, type Sandbox } from "../sandbox/sandbox.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import type { SeedCompany } from "../sandbox/quickbooks/seed-company.ts";
import { createSandboxClock, type SandboxClock } from "../sandbox/wire/clock.ts";

/** The whole product in this process on both simulated vendors, installed and connected through its own doors. */
export type Stage = {
  sandbox: Sandbox;
  tieout: Tieout;
  db: TestDatabase;
  /** What the product keeps time by; vendors too, unless the stage runs in real time. */
  clock: Clock;
  config: Config;
  url: string;
  actors: Actors;
  stop(): Promise<void>;
};

/** `limiter` is on the same time. */
export type Time = { clock: Clock; limiter: Limiter; stop(): Promise<void> };

type Options = {
  /** Workers run as in production, and so time is real; else nothing runs by itself and waiting moves the sandbox clock at once. */
  live?: boolean;
  /** What paces the calls to vendors; nothing does without it. */
  limiter?: Limiter;
  /** What keeps time in the place of a clock that every wait moves on at once. */
  time?: (sandboxClock: SandboxClock, databaseUrl: string) => Promise<Time>;
  /** Companies of QuickBooks besides those of the seed. */
  moreCompanies?: SeedCompany[];
  /** What takes the product's own output; nothing does without it. */
  log?: Logger;
  /** More of the product's environment. */
  environment?: Record<string, string>;
  /** After how long a call to QuickBooks is given up: short where one is to hang, and else as in production, since a busy machine takes its time. */
  erpTimeoutMs?: number;
};

const START = "2026-11-20T15:00:00Z";
const MOST_RUNS = 4;

export async function startStage({
  live = false,
  limiter = NO_LIMITS,
  time,
  moreCompanies = [],
  log = pino({ level: "silent" }),
  environment = {},
  erpTimeoutMs,
}: Options = {}): Promise<Stage> {
  const port = await lastingPort();
  const url = `http://localhost:${port}`;
  const sandboxClock = createSandboxClock();
  if (!live) sandboxClock.set(Date.parse(START), true);
  const [db, sandbox] = await Promise.all([createTestDatabase(), startSandbox({ productUrl: url, clock: sandboxClock, moreCompanies })]);
  liftLimits(sandbox);
  if (!live) holdWebhooks(sandbox);

  const given = time && (await time(sandboxClock, db.url));
  const clock = given?.clock ?? clockOn(sandboxClock);
  const config = configFor(sandbox, { databaseUrl: db.url, url, role: live ? "all" : "web", environment });
  const tieout = await startTieout({
    config,
    log,
    limiter: given?.limiter ?? limiter,
    ...(live ? {} : { clock }),
    ...(erpTimeoutMs !== undefined && { erpTimeoutMs }),
  });
  const actors = createActors(sandbox.hubspot);
  await install(sandbox, actors, url, () => undefined);
  await actors.ask("admin", "/ui/settings", { method: "PUT", body: { settleSeconds: 0 } });
  const stop = async () => {
    await tieout.stop();
    await given?.stop();
    await sandbox.stop();
    await db.drop();
  };
  return { sandbox, tieout, db, clock, config, url, actors, stop };
}

function clockOn(sandboxClock: SandboxClock): Clock {
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(sandboxClock.now()),
    async sleep(milliseconds) {
      sandboxClock.advance(Math.ceil(milliseconds));
      await turn();
    },
  };
}

/** The vendors limit nobody: nothing paces the product on a stage, and their clock may stand still between waits. */
export function liftLimits({ hubspot, quickbooks }: Sandbox): void {
  hubspot.world.limits.burst = Infinity;
  quickbooks.configure({ limits: { enforced: false } });
}

function holdWebhooks({ hubspot, quickbooks }: Sandbox): void {
  hubspot.world.webhooks.set({ held: true });
  quickbooks.webhooks.configure({ held: true });
}

/** The settings of a product on a sandbox; `url` is where vendors call it. */
function configFor(
  sandbox: Sandbox,
  { databaseUrl, url, role, environment }: { databaseUrl: string; url: string; role: Config["ROLE"]; environment: Record<string, string> },
): Config {
  const config = readConfig({
    ...sandboxEnvironment(sandbox),
    DATABASE_URL: databaseUrl,
    PORT: new URL(url).port,
    PUBLIC_URL: url,
    ROLE: role,
    TOKEN_KEYS: TEST_TOKEN_KEYS,
    LINK_SIGNING_KEY: TEST_INDEX_SECRET,
    LOG_LEVEL: "silent",
    ...environment,
  });
  if ("faults" in config) throw new Error(config.faults.join("\n"));
  return config;
}

/** One run of a push, as one try of its job. */
export function pushOnce({ tieout }: Pick<Stage, "tieout">, dealId: string, cause: Push["cause"] = "button"): Promise<void> {
  return pushDeal(tieout.needs, { portalId: NORTHWIND_PORTAL, dealId, cause });
}

/** Pushes a deal as the queue would: again after what passes with time, at most four runs. Throws what the last run threw. */
export async function push(stage: Stage, dealId: string, cause: Push["cause"] = "button"): Promise<void> {
  const { clock } = stage;
  for (let run = 0; ; run += 1) {
    try {
      return await pushOnce(stage, dealId, cause);
    } catch (error) {
      const seconds = run + 1 < MOST_RUNS ? secondsUntilRetry(error, run, 0.5) : null;
      if (seconds === null) throw error;
      await clock.sleep(seconds * 1000);
    }
  }
}

/** Empty books and no memory of any deal; portal, connection and settings stay. */
export async function forgetDeals(stage: Stage): Promise<void> {
  const { hubspot, quickbooks } = stage.sandbox;
  const { held } = quickbooks.webhooks.settings();
  quickbooks.reset({ keepConnections: true });
  quickbooks.webhooks.configure({ held });
  quickbooks.configure({ limits: { enforced: false } });
  for (const { wire } of [hubspot, quickbooks]) {
    wire.requests.length = 0;
    wire.faults.clear();
  }
  await loseOurMemory(stage);
}

const MEMORY = ["deals", "approvals", "links", "intents", "matches", "customer_fills"];
const MIRRORED = ["mirrored_orders", "mirrored_invoices", "mirrored_payments", "mirrored_customers"];

/** The product's database forgets every deal, link and intent, as after a backup was put back; QuickBooks keeps what it has. */
export function loseOurMemory({ db }: Pick<Stage, "db">): Promise<void> {
  // Ten times faster than to truncate them, which makes new files.
  return onServer(db.url, [...MEMORY, ...MIRRORED].map((table) => `delete from ${table}`).join(";"));
}

/** The order's intents, oldest first. */
export async function orderIntents({ db }: Pick<Stage, "db">): Promise<{ generation: number; state: string; request_id: string }[]> {
  const rows = await rowsOf(db.url, "select generation, state, request_id from intents where record_type = 'order' order by generation");
  return rows as { generation: number; state: string; request_id: string }[];
}

/** What a statement finds, as the owner of all tables. */
export async function rowsOf(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
