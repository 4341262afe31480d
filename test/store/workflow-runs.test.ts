import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ActionAnswer } from "../../api/domain/workflow-action.ts";
import type { WorkflowRuns } from "../../api/ports/workflows.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { joinPortal, later, NOW, runOf } from "./fixtures.ts";

const ANSWER: ActionAnswer = { succeeded: true, outputs: { result: "pushed", findings: "", findingCodes: "", orderNumber: "1042" } };

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await joinPortal(db, 1);
});
afterAll(() => db.drop());
beforeEach(() => onServer(db.url, "truncate workflow_runs"));

const inPortal = <T>(work: (runs: WorkflowRuns) => Promise<T>) => db.store.inPortal(1, (tx) => work(tx.workflowRuns));

test("a callbackId is stored once", async () => {
  expect(await inPortal((runs) => runs.insert(runOf("ap-1")))).toBe(true);
  expect(await inPortal((runs) => runs.insert(runOf("ap-1", { record: { object: "deal", id: "8" } })))).toBe(false);
  expect(await inPortal((runs) => runs.read("ap-1"))).toMatchObject({ record: { id: "7" }, answer: null, blockedAt: null });
});

test("an answer is frozen: neither a second one nor anything else changes it", async () => {
  await inPortal((runs) => runs.insert(runOf("ap-1")));
  expect(await inPortal((runs) => runs.answer("ap-1", ANSWER))).toMatchObject({ answer: ANSWER, blockedAt: null });
  expect(await inPortal((runs) => runs.answer("ap-1", { ...ANSWER, succeeded: false }))).toBeNull();
  await expect(onServer(db.url, "update workflow_runs set answer = '{}'")).rejects.toThrow("never changed");
  expect(await inPortal((runs) => runs.block("ap-1", NOW))).toBe(false);
});

test("of an answer and the word to wait, which come at once, the second sees the first", async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = `ap-${round}`;
    await inPortal((runs) => runs.insert(runOf(id)));
    const [answered, blocked] = await Promise.all([inPortal((runs) => runs.answer(id, ANSWER)), inPortal((runs) => runs.block(id, NOW))]);
    expect(answered?.blockedAt !== null).toBe(blocked);
  }
});

test("open pushes of a deal are found, those answered and those of other deals are not; old runs are forgotten", async () => {
  await inPortal(async (runs) => {
    await runs.insert(runOf("ap-1"));
    await runs.insert(runOf("ap-2", { startedAt: later(60) }));
    await runs.insert(runOf("ap-3", { answer: ANSWER }));
    await runs.insert(runOf("ap-4", { action: "check-deal" }));
    await runs.insert(runOf("ap-5", { record: { object: "deal", id: "8" } }));
  });
  expect((await inPortal((runs) => runs.openPushesOf("7"))).map(({ callbackId }) => callbackId)).toEqual(["ap-1", "ap-2"]);
  expect(await inPortal((runs) => runs.countOpen(NOW))).toBe(4);
  expect(await inPortal((runs) => runs.countOpen(later(1)))).toBe(1);
  await inPortal((runs) => runs.purge(later(1)));
  expect((await inPortal((runs) => runs.openPushesOf("7"))).map(({ callbackId }) => callbackId)).toEqual(["ap-2"]);
});
