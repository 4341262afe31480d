import { describe, expect, test } from "vitest";
import { connect } from "../../api/store/connect.ts";
import { nothing, push, queueStage } from "./queue-stage.ts";

const on = queueStage();
const { enqueue, settled, states, work } = on;

describe("putting in", () => {
  test("a job runs with its data, from either role", async () => {
    const ran: unknown[] = [];
    await work(async (data) => void ran.push(data));
    await enqueue(push("1"));
    await on.db.store.inPortal(1, (tx) => tx.enqueue(push("2")));
    await settled({ completed: 2 });
    expect(ran).toContainEqual({ portalId: 1, dealId: "1", cause: "webhook" });
  });

  test("a transaction that fails leaves no job", async () => {
    const failing = on.db.store.inSystem(async (tx) => {
      await tx.enqueue(push("1"), { key: "a" });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await states()).toEqual({});
  });

  test("jobs without a key are all kept", async () => {
    await Promise.all(Array.from({ length: 7 }, () => enqueue(push("1"))));
    expect(await states()).toEqual({ created: 7 });
  });

  test("fifty requests at once while one runs give exactly one more run", async () => {
    let runs = 0;
    const [begun, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await work(async () => {
      runs++;
      begun.resolve();
      await release.promise;
    });
    await enqueue(push("1"), { key: "deal" });
    await begun.promise;
    await Promise.all(Array.from({ length: 50 }, () => enqueue(push("1"), { key: "deal" })));
    expect(await states()).toEqual({ active: 1, created: 1 });
    release.resolve();
    await settled({ completed: 2 });
    expect(runs).toBe(2);
  });

  test("of two requests the earlier time counts, in either order", async () => {
    await enqueue(push("1"), { key: "deal", startAfterSeconds: 3600 });
    await enqueue(push("1"), { key: "deal" });
    await enqueue(push("1"), { key: "deal", startAfterSeconds: 3600 });
    await work(nothing);
    await settled({ completed: 1 });
  });

  test("a waiting job is not taken while a transaction that has put it in again is open", async () => {
    await enqueue(push("1"), { key: "deal" });
    const knex = connect(on.db.url, 1);
    await knex.transaction(async (trx) => {
      await on.db.queue.enqueue(trx, push("1"), { key: "deal" });
      const { rowCount } = await on.client.query("select from pgboss.job where singleton_key = 'deal' for update skip locked");
      expect(rowCount).toBe(0);
    });
    await knex.destroy();
    expect(await states()).toEqual({ created: 1 });
  });
});
