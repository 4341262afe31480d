import type { DueRuns, RunResult, ScheduleEntry } from "../ports/schedule.ts";
import type { PortalScope, SystemScope } from "./with-portal.ts";

type ScheduleTableRow = {
  portal_id: string;
  kind: string;
  next_run_at: Temporal.Instant;
  last_run_at: Temporal.Instant | null;
  result: Record<string, string | number> | null;
  failure: string | null;
  failed_at: Temporal.Instant | null;
};

/** Everything recurring of the portal. */
export async function listSchedule({ trx, portalId }: PortalScope): Promise<ScheduleEntry[]> {
  const rows = await trx<ScheduleTableRow>("schedule").where("portal_id", portalId).orderBy("kind");
  return rows.map(entryFrom);
}

/** One recurring piece of work; null before it was entered. */
export async function readSchedule({ trx, portalId }: PortalScope, kind: string): Promise<ScheduleEntry | null> {
  const row = await trx<ScheduleTableRow>("schedule")
    .where({ portal_id: String(portalId), kind })
    .first();
  return row ? entryFrom(row) : null;
}

/** True to the one caller who moves a due entry on; whoever comes at the same time waits for its row and finds it moved. */
export async function claimRun(
  { trx, portalId }: PortalScope,
  kind: string,
  now: Temporal.Instant,
  next: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { entered: boolean }[] }>(
    `insert into schedule (portal_id, kind, next_run_at) values (?, ?, ?)
     on conflict (portal_id, kind) do update set next_run_at = excluded.next_run_at where schedule.next_run_at <= ?
     returning xmax = 0 as entered`,
    [portalId, kind, next.toString(), now.toString()],
  );
  return rows[0]?.entered === false;
}

/** A run came to its end. */
export async function noteRun({ trx, portalId }: PortalScope, kind: string, startedAt: Temporal.Instant, result: RunResult): Promise<void> {
  const ended = { last_run_at: startedAt.toString(), result: JSON.stringify(result), failure: null, failed_at: null };
  await trx("schedule")
    .insert({ portal_id: portalId, kind, next_run_at: startedAt.toString(), ...ended })
    .onConflict(["portal_id", "kind"])
    .merge(ended);
}

/** A run failed for good; the next one is tried at its time. */
export async function noteFailedRun({ trx, portalId }: PortalScope, kind: string, at: Temporal.Instant, message: string): Promise<void> {
  await trx("schedule").where({ portal_id: portalId, kind }).update({ failure: message, failed_at: at.toString() });
}

/** Over all portals that may be worked for, what is due or was never entered; the longest due first. */
export async function dueRuns(
  { trx }: SystemScope,
  { kinds, afterwards, now, limit }: Parameters<DueRuns["due"]>[0],
): Promise<{ portalId: number; kind: string }[]> {
  const { rows } = await trx.raw<{ rows: { portal_id: string; kind: string }[] }>(
    `select portals.portal_id, kinds.kind from portals cross join unnest(?::text[]) as kinds (kind)
     left join schedule on schedule.portal_id = portals.portal_id and schedule.kind = kinds.kind
     where (portals.state = 'installed' or (portals.state = 'uninstalled' and kinds.kind = ?)) and (schedule.next_run_at is null or schedule.next_run_at <= ?)
     order by schedule.next_run_at nulls last, 1, 2 limit ?`,
    [[...kinds], afterwards, now.toString(), limit],
  );
  return rows.map(({ portal_id, kind }) => ({ portalId: Number(portal_id), kind }));
}

function entryFrom({ kind, next_run_at, last_run_at, result, failure, failed_at }: ScheduleTableRow): ScheduleEntry {
  return {
    kind,
    nextRunAt: next_run_at,
    lastRunAt: last_run_at,
    result,
    failure: failure === null || failed_at === null ? null : { message: failure, at: failed_at },
  };
}
