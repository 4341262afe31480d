import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import type { Needs } from "../../api/flows/needs.ts";
import { tellCrm } from "../../api/flows/tell-crm.ts";
import type { Crm } from "../../api/ports/crm.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { NO_JOURNAL } from "../no-journal.ts";
import { sized } from "../prove/size.ts";
import { joinPortal, NOW, rowsOf } from "../store/fixtures.ts";

const PORTAL = 7_401;
const DEALS = sized({ sample: 104, whole: 10_000 });
const dealIds = Array.from({ length: DEALS }, (_, index) => String(1_000_000 + index));
const WHOLE_TIME = { timeout: 600_000 };
const [BROKEN = "", HATED = ""] = [dealIds[7], dealIds[102]];

let db: TestDatabase;
let crm: {
  down: boolean;
  losesAnswers: boolean;
  hates: string | null;
  gone: Set<string>;
  told: Set<string>;
  states: Map<string, string>;
  calls: number;
};
beforeAll(async () => {
  db = await createTestDatabase();
  await joinPortal(db, PORTAL);
});
afterAll(() => db.drop());
beforeEach(async () => {
  crm = { down: false, losesAnswers: false, hates: null, gone: new Set(), told: new Set(), states: new Map(), calls: 0 };
  await onServer(db.url, "delete from deals; delete from stale_records; delete from dead_letters");
  await onServer(
    db.url,
    `insert into deals (portal_id, deal_id, state) select ${PORTAL}, id, 'ready' from unnest(array['${dealIds.join("','")}']) id`,
  );
  await db.store.inPortal(PORTAL, (tx) => tx.telling.mark("deal", dealIds));
});

/** HubSpot, which may answer nothing at all, or fail whenever it is told of one deal. */
function showOnAll(_object: string, records: { id: string; values: Record<string, string> }[]): Promise<Map<string, null>> {
  crm.calls += 1;
  const there = records.filter(({ id }) => !crm.gone.has(id));
  if (!crm.down) for (const { id, values } of there) if (values["tieout_state"]) crm.states.set(id, values["tieout_state"]);
  if (crm.down || crm.losesAnswers || records.some(({ id }) => id === crm.hates))
    return Promise.reject(new AppError("unavailable", "HubSpot answered 500.", { code: "hubspotUnavailable" }));
  for (const { id } of records) crm.told.add(id);
  return Promise.resolve(new Map([...crm.gone].map((id) => [id, null])));
}

const needs = () =>
  ({
    store: db.store,
    journal: NO_JOURNAL,
    clock: { now: () => NOW, sleep: async () => undefined },
    crm: () => ({ showOnAll }) as Partial<Crm> as Crm,
  }) as Partial<Needs> as Needs;

async function tellUntilNothingWaits(): Promise<void> {
  do await tellCrm(needs(), { portalId: PORTAL });
  while ((await rowsOf(db.url, "select from stale_records limit 1")).length > 0);
}
const letters = () => db.store.inPortal(PORTAL, (tx) => tx.deadLetters.list({ after: 0, limit: 10 }));

test("of so many deals two that always fail delay nobody: the others are told, and the two are dead letters", WHOLE_TIME, async () => {
  crm.hates = HATED;
  await onServer(db.url, `update deals set frozen_sale = '{"no": "sale"}' where deal_id = '${BROKEN}'`);

  await tellUntilNothingWaits();

  expect(dealIds.filter((id) => !crm.told.has(id))).toEqual([BROKEN, HATED]);
  expect(await letters()).toMatchObject([
    { kind: "tell-crm", record: { object: "deal", id: BROKEN }, code: "internal" },
    { kind: "tell-crm", record: { object: "deal", id: HATED }, code: "hubspotUnavailable" },
  ]);
  expect(crm.calls).toBeLessThan(DEALS / 100 + 210);
});

async function become(id: string, state: "ready" | "failed"): Promise<void> {
  await db.store.inPortal(PORTAL, (tx) => tx.deals.save(id, { state }));
  await db.store.inPortal(PORTAL, (tx) => tx.telling.mark("deal", [id]));
  await tellUntilNothingWaits();
}

test("a deal that was deleted when HubSpot was told of it shows all of it once it is restored", async () => {
  const [id = ""] = dealIds;
  await become(id, "ready");
  crm.gone.add(id);
  await become(id, "failed");
  expect(crm.states.get(id)).toBe("ready");

  const calls = crm.calls;
  await become(id, "failed");
  expect(crm.calls).toBe(calls);

  crm.gone.clear();
  await db.store.inPortal(PORTAL, (tx) => tx.deals.save(id, { gone: false }));
  await become(id, "failed");
  expect(crm.states.get(id)).toBe("failed");
});

test("what HubSpot took though its answer was lost is taken back once it is so no more", async () => {
  const [id = ""] = dealIds;
  await become(id, "ready");
  crm.losesAnswers = true;
  await expect(become(id, "failed")).rejects.toThrow("500");
  expect(crm.states.get(id)).toBe("failed");

  crm.losesAnswers = false;
  await become(id, "ready");
  expect(crm.states.get(id)).toBe("ready");
});

test("a deal that can be told after all heals its letter", WHOLE_TIME, async () => {
  crm.hates = HATED;
  await tellUntilNothingWaits();
  crm.hates = null;
  await db.store.inPortal(PORTAL, (tx) => tx.telling.mark("deal", [HATED]));
  await tellUntilNothingWaits();
  expect(await letters()).toEqual([]);
});

test(
  "HubSpot that answers nothing at all is no matter of the deals: it is tried again, and none of them is given up",
  WHOLE_TIME,
  async () => {
    crm.down = true;
    await expect(tellCrm(needs(), { portalId: PORTAL })).rejects.toMatchObject({ kind: "unavailable" });
    expect(crm.calls).toBeLessThan(6);
    expect(await letters()).toEqual([]);
    crm.down = false;
    await tellUntilNothingWaits();
    expect(crm.told.size).toBe(DEALS);
  },
);
