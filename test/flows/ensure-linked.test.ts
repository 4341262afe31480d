import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import { ensureLinked } from "../../api/flows/ensure-linked.ts";
import type { Clock } from "../../api/ports/clock.ts";
import type { LinkKey } from "../../api/ports/links.ts";
import type { Store } from "../../api/ports/store.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { NO_JOURNAL } from "../no-journal.ts";
import { joinPortal, NOW, orderKey } from "../store/fixtures.ts";
import { Crashed, createForgetfulErp, createLife, type Crash } from "./crashing.ts";

const PORTAL = 7_001;

let db: TestDatabase;
let connectionId: string;
beforeAll(async () => {
  db = await createTestDatabase();
  connectionId = await joinPortal(db, PORTAL);
});
afterAll(() => db.drop());

/** Waits in no time at all. */
function createClock(): Clock {
  let now = NOW;
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now = now.add({ milliseconds: Math.ceil(milliseconds) });
    },
  };
}

const open = () => Promise.resolve();
const linkOf = (key: LinkKey) => db.store.inPortal(PORTAL, (tx) => tx.links.find(key));
const intentOf = (key: LinkKey) => db.store.inPortal(PORTAL, (tx) => tx.intents.latest(key));

/** Runs once, and how many calls that took; null when it crashed. */
async function live(key: LinkKey, erp: ReturnType<typeof createForgetfulErp>, clock: Clock, crash: Crash | null): Promise<number | null> {
  const life = createLife(crash);
  const needs = { store: life.store(db.store), clock, journal: NO_JOURNAL, portalId: PORTAL };
  try {
    await ensureLinked(needs, key, erp.steps(key.recordId, life.call, open));
    return life.calls();
  } catch (error) {
    if (error instanceof Crashed) return null;
    throw error;
  }
}

test("a crash before or after any call, and another in the next run, still leaves one record, linked", async () => {
  const calls = (await live(orderKey(connectionId, "calm"), createForgetfulErp(), createClock(), null)) ?? 0;
  expect(calls).toBeGreaterThan(5);
  const crashes = Array.from({ length: calls }, (_, index) => index + 1).flatMap((atCall): Crash[] => [
    { atCall, when: "before" },
    { atCall, when: "after" },
  ]);
  for (const first of crashes) {
    for (const second of [null, ...crashes]) {
      const key = orderKey(connectionId, JSON.stringify([first, second]));
      const [erp, clock] = [createForgetfulErp(), createClock()];
      await live(key, erp, clock, first);
      await live(key, erp, clock, second);
      await live(key, erp, clock, null);
      expect({ key: key.recordId, records: erp.records.length }).toEqual({ key: key.recordId, records: 1 });
      expect(await linkOf(key)).toMatchObject({ externalId: erp.records[0]?.id });
      expect(await intentOf(key)).toMatchObject({ state: "done", externalId: erp.records[0]?.id });
      expect(new Set(erp.sends.map(({ requestId, payload }) => `${requestId} ${payload}`)).size).toBe(1);
    }
  }
});

test("five runs for one record at once make it once, though the ERP forgets every request id", async () => {
  const erp = createForgetfulErp();
  const key = orderKey(connectionId, "many");
  const { promise: opened, resolve: letGo } = Promise.withResolvers<void>();
  let asked = 0;
  const store: Store = {
    ...db.store,
    withLock(...lock) {
      asked += 1;
      if (asked === 5) letGo();
      return db.store.withLock(...lock);
    },
  };
  // Nothing is made before all five have asked for their turn, or a second one is being sent.
  const gate = async () => {
    if (erp.sends.length > 1) letGo();
    await opened;
  };
  const runs = Array.from({ length: 5 }, () =>
    ensureLinked(
      { store, clock: createClock(), journal: NO_JOURNAL, portalId: PORTAL },
      key,
      erp.steps("many", (work) => work(), gate),
    ),
  );
  const made = await Promise.all(runs);
  expect(erp.records).toHaveLength(1);
  expect(new Set(made)).toEqual(new Set(erp.records));
});

test("an ERP that keeps answering with a record that does not exist is left alone after three", async () => {
  const erp = createForgetfulErp();
  const key = orderKey(connectionId, "ghost");
  const steps = { ...erp.steps("ghost", (work) => work(), open), read: () => Promise.resolve(null) };
  const run = ensureLinked({ store: db.store, clock: createClock(), journal: NO_JOURNAL, portalId: PORTAL }, key, steps);
  await expect(run).rejects.toMatchObject({ kind: "unavailable", code: "replayedDeleted" });
  expect(new Set(erp.sends.map(({ requestId }) => requestId)).size).toBe(3);
});

test("a refusal because our own record holds the name is taken for that record", async () => {
  const erp = createForgetfulErp();
  erp.records.push({ id: "77", markers: ["held"] });
  const key = orderKey(connectionId, "held");
  const refused = { made: false as const, code: "6240", message: "Duplicate name", takenById: "77" };
  const steps = {
    ...erp.steps("held", (work) => work(), open),
    findByMarker: () => Promise.resolve(null),
    create: () => Promise.resolve(refused),
  };
  expect(await ensureLinked({ store: db.store, clock: createClock(), journal: NO_JOURNAL, portalId: PORTAL }, key, steps)).toMatchObject({
    id: "77",
  });
  expect(await linkOf(key)).toMatchObject({ externalId: "77" });
});

test("a record that holds our number with our marker, but is not what we meant to make, is not taken, though a search finds it too", async () => {
  const erp = createForgetfulErp();
  erp.records.push({ id: "79", markers: ["edited"] });
  const key = orderKey(connectionId, "edited");
  const refused = { made: false as const, code: "6140", message: "Duplicate number", takenById: "79" };
  const steps = { ...erp.steps("edited", (work) => work(), open), isOurs: () => false, create: () => Promise.resolve(refused) };
  const run = ensureLinked({ store: db.store, clock: createClock(), journal: NO_JOURNAL, portalId: PORTAL }, key, steps);
  await expect(run).rejects.toMatchObject({ kind: "rejected", code: "6140" });
  expect(await linkOf(key)).toBeNull();
});

test("a refusal is no refusal when the record stands there with our marker", async () => {
  const erp = createForgetfulErp();
  erp.records.push({ id: "78", markers: ["replayed"] });
  const key = orderKey(connectionId, "replayed");
  const refused = { made: false as const, code: "6000", message: "Old refusal", takenById: null };
  const steps = { ...erp.steps("replayed", (work) => work(), open), create: () => Promise.resolve(refused) };
  expect(await ensureLinked({ store: db.store, clock: createClock(), journal: NO_JOURNAL, portalId: PORTAL }, key, steps)).toMatchObject({
    id: "78",
  });
});

test("after an unknown outcome nothing is searched for ten seconds, and nothing sent before a second search", async () => {
  const erp = createForgetfulErp();
  const key = orderKey(connectionId, "quiet");
  const clock = createClock();
  const seen: string[] = [];
  const note = (what: string) => seen.push(`${what} after ${clock.now().since(NOW).total("seconds")} s`);
  const steps = erp.steps("quiet", (work) => work(), open);
  const noted: typeof steps = {
    ...steps,
    findByMarker: (since, marker) => (note("search"), steps.findByMarker(since, marker)),
    create: async (payload, id, sending) => {
      note("send");
      if (seen.length > 1) return steps.create(payload, id, sending);
      await sending();
      throw new AppError("unavailable", "lost");
    },
  };
  const run = () => ensureLinked({ store: db.store, clock, journal: NO_JOURNAL, portalId: PORTAL }, key, noted);
  await expect(run()).rejects.toThrow("lost");
  await run();
  expect(seen).toEqual(["send after 0 s", "search after 10 s", "search after 32 s", "send after 32 s"]);
});
