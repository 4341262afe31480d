import { afterAll, beforeAll, expect, test } from "vitest";
import { createRandom } from "../sandbox/wire/random.ts";
import { onServer } from "../database.ts";
import { busyCompany } from "./a-busy-company.ts";
import { startStage, type Stage } from "./harness.ts";
import { booksOf, mirrorOf, mirrorTables } from "./mirror-truth.ts";
import { feedMirror } from "./waiting-jobs.ts";

const START = Date.parse("2026-11-21T12:00:00Z");
const STEPS = 80;

let stage: Stage;
beforeAll(async () => void (stage = await startStage()), 120_000);
afterAll(() => stage?.stop());

/** Empty books, an empty mirror, and the time of the beginning. */
async function beginAgain(): Promise<void> {
  const { quickbooks } = stage.sandbox;
  // The seed's dates are so many days ago.
  quickbooks.clock.set(START, true);
  quickbooks.reset({ keepConnections: true });
  quickbooks.webhooks.configure({ held: true });
  quickbooks.configure({ limits: { enforced: false } });
  const tables = Object.keys(await mirrorTables(stage));
  await onServer(
    stage.db.url,
    `truncate ${tables.join(", ")}, mirror_feeds, mirror_catch_ups, inbox_events cascade`,
    "delete from pgboss.job",
  );
}

/** What QuickBooks has to tell goes out, as it is told to tell it. */
async function deliver(how: { shuffled: boolean; repeats: number; format: "cloudevents" | "legacy" }): Promise<void> {
  const { webhooks } = stage.sandbox.quickbooks;
  webhooks.configure({ held: false, ...how });
  await webhooks.flush();
  webhooks.configure({ held: true });
}

test.each([1])(
  "events shuffled, repeated, split and late, read while others write, end as those in order do (%i)",
  { timeout: 180_000 },
  async (seed) => {
    await beginAgain();
    const inOrder = busyCompany(stage, seed);
    for (let step = 0; step < STEPS; step++) {
      inOrder();
      await deliver({ shuffled: false, repeats: 0, format: "cloudevents" });
      await feedMirror(stage);
    }
    expect(await mirrorOf(stage)).toMatchObject(only(booksOf(stage), await mirrorOf(stage)));
    const expected = await mirrorTables(stage);

    await beginAgain();
    const chance = createRandom(seed + 1_000);
    const mix = <T>(list: T[]) =>
      list
        .map((each) => ({ each, at: chance.next() }))
        .toSorted((one, other) => one.at - other.at)
        .map(({ each }) => each);
    const late = () =>
      stage.sandbox.quickbooks.wire.faults.add({
        match: { method: "GET", path: "/(invoice|payment|creditmemo|estimate)/" },
        when: "after",
        kind: "delay",
        delayMs: 5 + chance.integer(60),
        skip: chance.integer(4),
      });
    const again = busyCompany(stage, seed);
    const running: Promise<void>[] = [];
    for (let step = 0; step < STEPS; step++) {
      again();
      if (chance.integer(4) > 0) continue;
      late();
      await deliver({ shuffled: true, repeats: chance.integer(9), format: chance.integer(2) === 0 ? "legacy" : "cloudevents" });
      running.push(feedMirror(stage, { arrange: mix, atOnce: true }));
    }
    await deliver({ shuffled: true, repeats: 3, format: "cloudevents" });
    await Promise.all(running);
    stage.sandbox.quickbooks.wire.faults.clear();
    await feedMirror(stage, { arrange: mix, atOnce: true });
    expect(await mirrorTables(stage)).toEqual(expected);
  },
);

/** Records that no event spoke of are not in a mirror that events alone have fed. */
function only(books: ReturnType<typeof booksOf>, mirror: ReturnType<typeof booksOf>): ReturnType<typeof booksOf> {
  return Object.fromEntries(
    Object.entries(books).map(([kind, records]) => [
      kind,
      Object.fromEntries(Object.entries(records).filter(([id]) => id in (mirror[kind] ?? {}))),
    ]),
  );
}
