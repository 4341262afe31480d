import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { forgetLog } from "../../api/flows/forget-log.ts";
import type { Needs } from "../../api/flows/needs.ts";
import type { LogSearch, NewLogLine } from "../../api/ports/sync-log.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { joinPortal, NOW, rowsOf } from "./fixtures.ts";
import { sampleLine } from "./sync-log.fixtures.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  for (const portalId of [1, 2]) await joinPortal(db, portalId);
});
afterAll(() => db.drop());
beforeEach(() => onServer(db.url, "truncate sync_log"));

const add = (...lines: NewLogLine[]) => db.store.inPortal(1, (tx) => tx.syncLog.add(lines));
const search = (wanted: LogSearch, before: number | null = null, limit = 10) =>
  db.store.inPortal(1, (tx) => tx.syncLog.search(wanted, { before, limit }));
const days = (count: number) => NOW.subtract({ hours: 24 * count });

test("what was sent and answered is sealed to its row, opens there alone, and leaves a digest that anybody can check", async () => {
  await add(sampleLine(), sampleLine({ requestId: "other" }));
  const { payload } = sampleLine();
  expect(JSON.stringify(await rowsOf(db.url, "select * from sync_log"))).not.toContain("Ann Example");
  const [other, line] = await search({});
  expect(line).toMatchObject({
    hasPayload: true,
    digest: createHash("sha256")
      .update(payload ?? "")
      .digest("hex"),
  });
  expect(await db.store.inPortal(1, (tx) => tx.syncLog.read(line?.id ?? ""))).toMatchObject({ payload });
  await onServer(
    db.url,
    `update sync_log set payload = (select payload from sync_log where line_id = '${other?.id}') where line_id = '${line?.id}'`,
  );
  await expect(db.store.inPortal(1, (tx) => tx.syncLog.read(line?.id ?? ""))).rejects.toThrow();
});

test.each<[string, LogSearch]>([
  ["deal", { deal: "8" }],
  ["company", { buyer: "company:9" }],
  ["document", { document: "146" }],
  ["code", { code: "6240" }],
  ["time", { from: days(-1), to: days(-3) }],
  ["Intuit's id of the call", { text: "1-WANTED" }],
])("a line is found by its %s, and no other is", async (_by, wanted) => {
  const found = sampleLine({
    at: days(-2),
    record: { object: "deal", id: "8" },
    buyer: "company:9",
    document: { kind: "customer", id: "146" },
    code: "6240",
    traceId: "1-wanted",
  });
  await add(sampleLine(), found, sampleLine());
  expect(await search(wanted)).toMatchObject([{ traceId: "1-wanted" }]);
});

test("pages go from the newest to the oldest without a gap", async () => {
  await add(...[1, 2, 3].map((count) => sampleLine({ code: String(count) })));
  const first = await search({}, null, 2);
  const second = await search({}, first.at(-1)?.seq ?? 0, 2);
  expect([first, second].map((page) => page.map(({ code }) => code))).toEqual([["3", "2"], ["1"]]);
});

test("after 30 days the payload is forgotten and its digest stays; after seven years the line is gone; of this portal alone", async () => {
  await add(
    sampleLine({ code: "new", at: days(29) }),
    sampleLine({ code: "old", at: days(31) }),
    sampleLine({ code: "gone", at: days(2600) }),
  );
  await db.store.inPortal(2, (tx) => tx.syncLog.add([sampleLine({ at: days(31) })]));
  const needs = { store: db.store, clock: { now: () => NOW, sleep: async () => undefined } } as Partial<Needs> as Needs;
  expect(await forgetLog(needs, { portalId: 1 })).toEqual({ payloads: 1, lines: 1 });
  expect(await search({})).toMatchObject([
    { code: "old", hasPayload: false, digest: expect.any(String) as string },
    { code: "new", hasPayload: true },
  ]);
  expect(await rowsOf(db.url, "select from sync_log where portal_id = 2 and payload is not null")).toHaveLength(1);
});

test("the store's role may forget a payload and change nothing else of a line", async () => {
  const rights = await rowsOf(
    db.url,
    "select column_name from information_schema.column_privileges where table_name = 'sync_log' and grantee = 'tieout_app' and privilege_type = 'UPDATE'",
  );
  expect(rights).toEqual([{ column_name: "payload" }]);
});
