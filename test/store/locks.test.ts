import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { createLocks, type Locks } from "../../api/store/locks.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";

let db: TestDatabase;
let processes: [Locks, Locks];
beforeAll(async () => {
  db = await createTestDatabase();
  processes = [createLocks(db.url), createLocks(db.url)];
});
afterAll(async () => {
  for (const locks of processes) await locks.stop();
  await db.drop();
});

const nothing = () => Promise.resolve();

test("of many who want one name, in one process and in several, one works at a time and all get their turn", async () => {
  let [working, most, done] = [0, 0, 0];
  const work = async () => {
    most = Math.max(most, ++working);
    await db.store.ping();
    working--;
    done++;
  };
  await Promise.all(Array.from({ length: 20 }, (_, index) => processes[index % 2 === 0 ? 0 : 1].withLock("one", 20_000, work)));
  expect({ most, done }).toEqual({ most: 1, done: 20 });
});

test.each(["the same process", "another process"])("who waits too long is told busy, in %s", async (where) => {
  const [holder, other] = processes;
  await holder.withLock("held", 0, async () => {
    const waiting = (where === "the same process" ? holder : other).withLock("held", 30, nothing);
    await expect(waiting).rejects.toMatchObject({ kind: "busy" });
  });
  await other.withLock("held", 0, nothing);
});

test("a lock is free again when its work fails, and the failure is passed on", async () => {
  const [holder, other] = processes;
  await expect(holder.withLock("failing", 0, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await other.withLock("failing", 0, nothing);
  await holder.withLock("failing", 0, nothing);
});

test("fifty nested pairs at once do not wait for each other", async () => {
  const [holder] = processes;
  const pairs = Array.from({ length: 50 }, (_, index) =>
    holder.withLock(`outer ${index}`, 1_000, () => holder.withLock(`inner ${index}`, 1_000, () => Promise.resolve(index))),
  );
  expect(await Promise.all(pairs)).toHaveLength(50);
});

test("the lock of a process that was killed is free", async () => {
  const path = fileURLToPath(new URL("./lock-process.ts", import.meta.url));
  const child = spawn(process.execPath, [path, db.url, "mortal"], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  await expect(processes[0].withLock("mortal", 0, nothing)).rejects.toMatchObject({ kind: "busy" });
  child.kill("SIGKILL");
  await processes[0].withLock("mortal", 10_000, nothing);
});
