import { AppError } from "../domain/errors.ts";
import { AFTER_UNINSTALL, nextRun, planOf, SCHEDULED_KINDS, type ScheduledKind } from "../domain/schedule.ts";
import { catchUpPortal } from "../flows/catch-up-everywhere.ts";
import { freshenAll } from "../flows/freshen-all.ts";
import type { Needs } from "../flows/needs.ts";
import { readCompanies } from "../flows/read-company.ts";
import { findDoubles } from "../flows/find-doubles.ts";
import { findMended } from "../flows/find-mended.ts";
import { forget } from "../flows/forget.ts";
import { findStrayed } from "../flows/find-strayed.ts";
import { sendAlerts } from "../flows/send-alerts.ts";
import { sendDigest } from "../flows/send-digest.ts";
import { syncAllFields } from "../flows/sync-all-fields.ts";
import { syncCatalogue } from "../flows/sync-catalogue.ts";
import { sweepDeals } from "../flows/sweep-deals.ts";
import { watchReadBudgets } from "../flows/watch-read-budgets.ts";
import type { Log } from "../ports/log.ts";
import type { RunResult } from "../ports/schedule.ts";

/** What each recurring piece of work does for one portal. `lastRunAt`: the beginning of the last run that came to its end. */
type Work = (needs: Needs, run: { portalId: number; lastRunAt: Temporal.Instant | null }) => Promise<RunResult>;
const WORK: Record<ScheduledKind, Work> = {
  companies: readCompanies,
  sweep: sweepDeals,
  strayed: findStrayed,
  mended: findMended,
  alerts: sendAlerts,
  digest: sendDigest,
  doubles: findDoubles,
  forget,
  invoices: catchUpPortal,
  customers: syncAllFields("customers"),
  contacts: syncAllFields("contacts"),
  items: (needs, { portalId }) => syncCatalogue(needs, { portalId, all: false }),
  budget: watchReadBudgets,
  payments: freshenAll,
};

const LOOK_EVERY_MS = 15_000;
const MOST_AT_A_LOOK = 500;

/** Looks every few seconds for what is due. Every worker process does: an entry that is due is queued by one of them. */
export function keepSchedule(needs: Needs, log: Log): { stop(): Promise<void> } {
  const looking = { now: Promise.resolve() };
  const look = () =>
    lookAtSchedule(needs).catch((error: unknown) => log.warn({ error }, "the schedule could not be looked at; it is again soon"));
  const timer = setInterval(() => void (looking.now = looking.now.then(look)), LOOK_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await looking.now;
    },
  };
}

/** Queues whatever is due in any portal, and moves it to its next time in the same transaction. */
export async function lookAtSchedule({ store, clock }: Needs): Promise<void> {
  const now = clock.now();
  const due = await store.inSystem((tx) =>
    tx.schedule.due({ kinds: SCHEDULED_KINDS, afterwards: AFTER_UNINSTALL, now, limit: MOST_AT_A_LOOK }),
  );
  for (const { portalId, kind } of due as { portalId: number; kind: ScheduledKind }[]) {
    await store.inPortal(portalId, async (tx) => {
      const { dailyHour, sync } = await tx.settings.read();
      const timeZone = (await tx.portal.read())?.timeZone ?? "UTC";
      const next = nextRun(planOf(kind, sync), { now, timeZone, dailyHour });
      const claimed = await tx.schedule.claim(kind, now, next);
      if (claimed) await tx.enqueue({ name: "run-scheduled", data: { portalId, kind } }, { key: `${portalId}:${kind}` });
    });
  }
}

type Run = { portalId: number; kind: ScheduledKind };

/** Does a recurring piece of work, and notes what came of it. */
export async function runScheduled(needs: Needs, { portalId, kind }: Run): Promise<void> {
  const startedAt = needs.clock.now();
  const entry = await needs.store.inPortal(portalId, (tx) => tx.schedule.read(kind));
  const result = await WORK[kind](needs, { portalId, lastRunAt: entry?.lastRunAt ?? null });
  await needs.store.inPortal(portalId, (tx) => tx.schedule.noteRun(kind, startedAt, result));
}

/** Notes that a run failed for good. */
export async function noteFailedRun({ store, clock }: Needs, { portalId, kind }: Run, error: unknown): Promise<void> {
  const message = error instanceof AppError ? error.message : "Something went wrong on our side.";
  await store.inPortal(portalId, (tx) => tx.schedule.noteFailure(kind, clock.now(), message));
}
