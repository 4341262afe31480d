import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import { idle, nothing, PATIENT, push, queueStage } from "./queue-stage.ts";

const on = queueStage();
const { enqueue, hurry, settled, states, work } = on;

describe("running", () => {
  test("as many jobs run at a time as there are slots, and no more", async () => {
    let [running, most] = [0, 0];
    const three = Promise.withResolvers<void>();
    await Promise.all(Array.from({ length: 9 }, (_, deal) => enqueue(push(String(deal), deal))));
    await work(
      async () => {
        most = Math.max(most, ++running);
        if (running === 3) three.resolve();
        await three.promise;
        running--;
      },
      { concurrency: 3 },
    );
    await settled({ completed: 9 });
    expect(most).toBe(3);
  });

  test("one key never runs twice at a time, though slots are free", async () => {
    const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await work(async ({ dealId }) => {
      if (dealId === "other") return;
      begun.resolve();
      await release.promise;
    });
    await enqueue(push("1"), { key: "deal" });
    await begun.promise;
    await enqueue(push("1"), { key: "deal" });
    await enqueue(push("other"));
    await settled({ active: 1, created: 1, completed: 1 });
    release.resolve();
    await settled({ completed: 3 });
  });

  test("stopping waits for what runs and leaves the rest", async () => {
    const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await work(
      async () => {
        begun.resolve();
        await release.promise;
      },
      { concurrency: 1 },
    );
    await enqueue(push("1"));
    await begun.promise;
    await enqueue(push("2"));
    let ended = false;
    const stopped = on.db.queue.stop().then(() => (ended = true));
    for (let question = 1; question <= 200; question++) await on.db.store.ping();
    expect(ended).toBe(false);
    release.resolve();
    await stopped;
    expect(await states()).toEqual({ completed: 1, created: 1 });
  });

  test("the job of a process that was killed is taken over by another", async () => {
    const path = fileURLToPath(new URL("./worker-process.ts", import.meta.url));
    const child = spawn(process.execPath, [path, on.db.url], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    await enqueue(push("1"), { key: "deal" });
    await once(child.stdout, "data");
    expect(await states()).toEqual({ active: 1 });
    child.kill("SIGKILL");
    await once(child, "exit");
    // As if the time of a heartbeat had passed.
    await on.client.query("update pgboss.job set heartbeat_on = heartbeat_on - interval '11 seconds'");

    const ran = Promise.withResolvers<void>();
    await work(async () => ran.resolve());
    await ran.promise;
    await settled({ completed: 1 });
  });
});

describe("failing", () => {
  const unavailable = new AppError("unavailable", "no answer");

  test("what passes with time is tried four times in all and then given up, once", async () => {
    let runs = 0;
    const dead = await work(async () => {
      runs++;
      throw unavailable;
    });
    await enqueue(push("1"));
    await expect.poll(() => hurry().then(() => dead), PATIENT).toEqual([{ job: push("1"), error: unavailable }]);
    await settled({ failed: 1 });
    expect(runs).toBe(4);
  });

  test("the wait before the next try is what the vendor told", async () => {
    await work(() => Promise.reject(new AppError("rateLimited", "slow down", { retryAfterMs: 600_000 })));
    await enqueue(push("1"));
    await settled({ retry: 1 });
    const { rows } = await on.client.query<{ seconds: string }>(
      "select extract(epoch from start_after - now()) as seconds from pgboss.job",
    );
    expect(Number(rows[0]?.seconds)).toBeGreaterThan(580);
    expect(Number(rows[0]?.seconds)).toBeLessThan(661);
  });

  test.each([new AppError("rejected", "the vendor refused"), new AppError("notReady", "findings"), new TypeError("a bug")])(
    "what a person must mend is given up at once: %s",
    async (error) => {
      let runs = 0;
      const dead = await work(async () => {
        runs++;
        throw error;
      });
      await enqueue(push("1"));
      await settled({ failed: 1 });
      expect(dead).toEqual([{ job: push("1"), error }]);
      expect(runs).toBe(1);
    },
  );

  test("a new request runs at once while an earlier one waits to be tried again, and both come to their end", async () => {
    let fails = true;
    await work(() => (fails ? Promise.reject(unavailable) : nothing()));
    await enqueue(push("1"), { key: "deal" });
    await settled({ retry: 1 });
    fails = false;
    await enqueue(push("1"), { key: "deal" });
    await settled({ retry: 1, completed: 1 });
    await hurry();
    await settled({ completed: 2 });
  });

  test("a failure joins the one that waits to be tried again, and is not given up", async () => {
    const dead = await work(() => Promise.reject(unavailable));
    await enqueue(push("1"), { key: "deal" });
    await settled({ retry: 1 });
    await on.client.query("update pgboss.job set start_after = now() + interval '1 hour' where state = 'retry'");
    await enqueue(push("1"), { key: "deal" });
    await settled({ retry: 1, failed: 1 });
    expect(dead).toEqual([]);
  });

  test("when the giving up itself fails, it is done again", async () => {
    let told = 0;
    await on.db.queue.work({ ...idle, "push-deal": () => Promise.reject(new TypeError("a bug")) }, async () => {
      if (++told === 1) throw new Error("the database blinked");
    });
    await enqueue(push("1"));
    await settled({ retry: 1 });
    await hurry();
    await settled({ failed: 1 });
    expect(told).toBe(2);
  });

  test("a job that was begun too often is given up without another try", async () => {
    let runs = 0;
    await enqueue(push("1"));
    await on.client.query("update pgboss.job set retry_count = 15");
    const dead = await work(async () => void runs++);
    await settled({ failed: 1 });
    expect(runs).toBe(0);
    expect(dead).toHaveLength(1);
  });
});
