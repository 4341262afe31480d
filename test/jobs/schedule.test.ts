import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SCHEDULED_KINDS } from "../../api/domain/schedule.ts";
import { AppError } from "../../api/domain/errors.ts";
import type { Needs } from "../../api/flows/needs.ts";
import { lookAtSchedule, noteFailedRun, runScheduled } from "../../api/jobs/schedule.ts";
import type { Crm } from "../../api/ports/crm.ts";
import { NO_JOURNAL } from "../no-journal.ts";
import { NO_ALERTS } from "../no-alerts.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { joinPortal, NOW, rowsOf } from "../store/fixtures.ts";

let db: TestDatabase;
let now = NOW;
beforeAll(async () => {
  db = await createTestDatabase();
  for (const portalId of [1, 2]) await joinPortal(db, portalId);
});
afterAll(() => db.drop());
beforeEach(async () => {
  now = NOW;
  await onServer(db.url, "truncate schedule", "delete from pgboss.job");
});

const asked: string[] = [];
const crm = {
  findWonDeals: async ({ since }) => {
    asked.push(since.toString());
    return [];
  },
} satisfies Partial<Crm> as unknown as Crm;
const needs = (): Needs => ({
  store: db.store,
  clock: { now: () => now, sleep: async () => undefined },
  alerts: NO_ALERTS,
  journal: NO_JOURNAL,
  crm: () => crm,
  erp: () => {
    throw new Error("nothing is asked of the ERP");
  },
});

const queued = () =>
  rowsOf<{ portal: string; kind: string }>(
    db.url,
    "select data ->> 'portalId' as portal, data ->> 'kind' as kind from pgboss.job where name = 'run-scheduled' and state = 'created' order by 1, 2",
  );
const entry = (portalId: number, kind = "sweep") => db.store.inPortal(portalId, (tx) => tx.schedule.read(kind));
const bothSweeps = [
  { portal: "1", kind: "sweep" },
  { portal: "2", kind: "sweep" },
];
const sweeps = async () => (await queued()).filter(({ kind }) => kind === "sweep");

test("a portal's first look only enters everything, at its own time", async () => {
  await lookAtSchedule(needs());
  expect(await queued()).toEqual([]);
  const entries = await db.store.inPortal(1, (tx) => tx.schedule.list());
  expect(entries.map(({ kind }) => kind)).toEqual(SCHEDULED_KINDS.toSorted());
  expect((await entry(1))?.nextRunAt.toString()).toBe(now.add({ minutes: 15 }).toString());
});

test("what is due is queued once by however many workers look, and again at its next time", async () => {
  await lookAtSchedule(needs());
  now = now.add({ minutes: 15 });
  await Promise.all(Array.from({ length: 5 }, () => lookAtSchedule(needs())));
  expect(await sweeps()).toEqual(bothSweeps);

  await onServer(db.url, "delete from pgboss.job");
  await Promise.all(Array.from({ length: 5 }, () => lookAtSchedule(needs())));
  expect(await queued()).toEqual([]);
  now = now.add({ minutes: 15 });
  await lookAtSchedule(needs());
  expect(await sweeps()).toEqual(bothSweeps);
});

test("what is due falls to one alone of those who reach for it at once", async () => {
  const claim = () => db.store.inPortal(1, (tx) => tx.schedule.claim("sweep", now, now.add({ minutes: 15 })));
  expect(await claim()).toBe(false);
  now = now.add({ minutes: 15 });
  const claims = await Promise.all(Array.from({ length: 5 }, claim));
  expect(claims.filter(Boolean)).toHaveLength(1);
});

test("of runs that were missed while nobody looked one is made up for", async () => {
  await lookAtSchedule(needs());
  now = now.add({ hours: 5 });
  await lookAtSchedule(needs());
  await lookAtSchedule(needs());
  expect(await sweeps()).toEqual(bothSweeps);
});

test("an account that was uninstalled has nothing done for it", async () => {
  await lookAtSchedule(needs());
  await db.store.inPortal(2, (tx) => tx.portal.setState("uninstalled"));
  now = now.add({ minutes: 15 });
  await lookAtSchedule(needs());
  expect(await sweeps()).toEqual([{ portal: "1", kind: "sweep" }]);
  await db.store.inPortal(2, (tx) => tx.portal.setState("installed"));
});

test("a run is noted with what it did, and the next one is told when it began", async () => {
  await lookAtSchedule(needs());
  await runScheduled(needs(), { portalId: 1, kind: "sweep" });
  expect(await entry(1)).toMatchObject({ lastRunAt: now, result: { found: 0, missed: 0 }, failure: null });
  now = now.add({ minutes: 15 });
  await runScheduled(needs(), { portalId: 1, kind: "sweep" });
  expect(asked.at(-1)).toBe(NOW.subtract({ minutes: 30 }).toString());
});

test("a run that failed says why until one succeeds, and the work that was not done stays to be done", async () => {
  await lookAtSchedule(needs());
  await runScheduled(needs(), { portalId: 1, kind: "sweep" });
  const failedAt = (now = now.add({ minutes: 15 }));
  await noteFailedRun(needs(), { portalId: 1, kind: "sweep" }, new AppError("unavailable", "HubSpot did not answer."));
  expect(await entry(1)).toMatchObject({ lastRunAt: NOW, failure: { message: "HubSpot did not answer.", at: failedAt } });
  await runScheduled(needs(), { portalId: 1, kind: "sweep" });
  expect(await entry(1)).toMatchObject({ lastRunAt: failedAt, failure: null });
});
