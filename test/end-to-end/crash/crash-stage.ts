import type { Parts } from "../../../api/http/parts.ts";
import { secondsUntilRetry } from "../../../api/jobs/retry-policy.ts";
import { handlers, whenDead } from "../../../api/jobs/workers.ts";
import type { Alerts } from "../../../api/ports/alerts.ts";
import type { Clock } from "../../../api/ports/clock.ts";
import type { Job } from "../../../api/ports/queue.ts";
import { onServer } from "../../database.ts";
import { mapPeople } from "../../sandbox/demo/story.ts";
import { NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import { startStage, rowsOf, type Stage } from "../harness.ts";
import { takeWaiting, workWaiting, type Waiting } from "../waiting-jobs.ts";
import type { Life } from "./life.ts";

/** A stage that can be brought back to how it was when everything was set up, and whose jobs outlive a process. */
export type CrashStage = Stage & {
  parts: Parts;
  /** Those of our tables that are as at the start when a scenario begins. */
  tables: string[];
  /** Books, deals and our database as at the start, on a day that has hours left; `memory` is how well QuickBooks remembers and finds. Answers the day. */
  startAfresh(memory: Memory): Promise<string>;
  /** Runs the jobs that wait until none does, as the queue would: what was being worked on when a life ended comes first in the next. */
  work(parts: Parts, life: Life | null): Promise<void>;
};
export type Memory = { queryLagSeconds: number; requestIds: { forgetful: boolean } };

const MOST_JOBS = 200;

export async function startCrashStage(): Promise<CrashStage> {
  const stage = await startStage();
  await mapPeople(stage.actors, () => undefined);
  await workWaiting(stage);
  const tables = await tablesToRestore(stage.db.url);
  const kept = [...tables, "connections"];
  await onServer(stage.db.url, "create schema base", ...kept.map((table) => `create table base.${table} as table public.${table}`));
  const { world } = stage.sandbox.hubspot;
  const portal = structuredClone(world.portals.get(NORTHWIND_PORTAL)!);
  const parts: Parts = { ...(stage.tieout.needs as Parts), clock: leaping(stage.clock), alerts: TAKEN };
  const taken: Waiting[] = [];
  return {
    ...stage,
    parts,
    tables,
    async startAfresh(memory) {
      const { quickbooks, hubspot } = stage.sandbox;
      taken.length = 0;
      world.portals.set(NORTHWIND_PORTAL, structuredClone(portal));
      quickbooks.reset({ keepConnections: true });
      quickbooks.webhooks.configure({ held: true });
      world.webhooks.clear();
      quickbooks.configure({ limits: { enforced: false }, ...memory });
      for (const { wire } of [hubspot, quickbooks]) {
        wire.requests.length = 0;
        wire.faults.clear();
      }
      await comeBack(stage);
      await onServer(stage.db.url, restoring(tables));
      // What is remembered of the company and its lists for some seconds is forgotten.
      await stage.clock.sleep(60_000);
      return beginDay(stage.clock);
    },
    async work(living, life) {
      for (let run = 0; run < MOST_JOBS; run += 1) {
        if (taken.length === 0) taken.push(...(await takeWaiting(stage)));
        const job = taken[0];
        if (!job) return;
        if (job.seconds > 0) await stage.clock.sleep(job.seconds * 1_000);
        job.seconds = 0;
        await runAsQueued(stage, living, job as Job, life);
        if (life?.isOver()) return;
        taken.shift();
      }
      throw new Error(`More than ${MOST_JOBS} jobs were run, and there are still some.`);
    },
  };
}

/** From then on, and for longer than a scenario takes, it is the same day in HubSpot's account and in the books of QuickBooks. */
const MORNING = { hour: 9, until: 20 };

/** Waits for the next morning when the day is nearly over. Answers the day. */
async function beginDay({ now, sleep }: Clock): Promise<string> {
  const { hour } = now().toZonedDateTimeISO("UTC");
  const isMorning = hour >= MORNING.hour && hour < MORNING.until;
  if (!isMorning) await sleep(((24 + MORNING.hour - hour) % 24) * 3_600_000);
  return now().toZonedDateTimeISO("UTC").toPlainDate().toString();
}

/** Whoever looks again and again for an outcome looks less often here. */
function leaping(clock: Clock): Clock {
  return { now: clock.now, sleep: (ms) => clock.sleep(Math.max(ms, 2_000)) };
}

const TAKEN: Alerts = { checkSlackUrl: () => undefined, send: () => Promise.resolve() };

/** One job, tried again after what passes with time, and given up in the end. */
async function runAsQueued(stage: Stage, parts: Parts, job: Job, life: Life | null): Promise<void> {
  const run = handlers(parts)[job.name] as (data: Job["data"]) => Promise<void>;
  for (let triesBefore = 0; ; triesBefore += 1) {
    try {
      return await run(job.data);
    } catch (error) {
      if (life?.isOver()) return;
      const seconds = secondsUntilRetry(error, triesBefore, 0.5);
      if (seconds === null) return whenDead(parts, job, error).catch((fault: unknown) => throwUnless(life?.isOver(), fault));
      await stage.clock.sleep(seconds * 1_000);
    }
  }
}

function throwUnless(excused: boolean | undefined, error: unknown): void {
  if (!excused) throw error;
}

/** Where a scenario has ended the account or the connection, an admin installs the app and joins the company anew. */
async function comeBack({ db, actors, url: product }: Stage): Promise<void> {
  // One that was erased comes back under its old id, by which the base knows it, but without what QuickBooks would take.
  await onServer(db.url, LEFT, "insert into public.connections select * from base.connections on conflict do nothing");
  const portal = await db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.portal.read());
  if (portal?.state !== "installed") await actors.walk(`${product}/oauth/hubspot/install`);
  const connections = await db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.list());
  if (connections.some(({ state }) => state === "active")) return;
  const { url } = await actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} });
  await actors.walk(url);
}

const LEFT = "update base.connections set state = 'disconnected'";

/** Portals and connections keep the tokens that the vendors gave since; what was migrated stays. */
async function tablesToRestore(url: string): Promise<string[]> {
  const rows = await rowsOf(
    url,
    `select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
       and table_name not like 'knex%' and table_name not in ('portals', 'connections', 'oauth_states')`,
  );
  return rows.map(({ table_name }) => String(table_name));
}

/** Also tables that nobody may empty, and in any order. */
function restoring(tables: string[]): string {
  const each = tables.map(
    (table) => `delete from public.${table}; insert into public.${table} overriding system value select * from base.${table}`,
  );
  return ["set session_replication_role = replica", "delete from pgboss.job", ...each].join(";");
}
