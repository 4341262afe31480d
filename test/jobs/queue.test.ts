import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import type { Handlers } from "../../api/jobs/queue.ts";
import type { Job } from "../../api/ports/queue.ts";

let db: TestDatabase;
beforeEach(async () => void (db = await createTestDatabase()));
afterEach(() => db.drop());

const push = (dealId: string): Job => ({ name: "push-deal", data: { portalId: 1, dealId, cause: "webhook" } });
const nothing = () => Promise.resolve();

test("a job runs with its data", async () => {
  const ran = Promise.withResolvers<unknown>();
  await db.queue.work({ ...idle(), "push-deal": async (data) => ran.resolve(data) }, nothing);
  await db.store.inSystem((tx) => tx.enqueue(push("1")));
  expect(await ran.promise).toEqual({ portalId: 1, dealId: "1", cause: "webhook" });
});

function idle(): Handlers {
  return { "push-deal": nothing, "refresh-deal": nothing, "handle-inbox": nothing, "mirror-document": nothing };
}
