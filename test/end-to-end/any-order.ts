import { onServer } from "../database.ts";
import { createRandom } from "../sandbox/wire/random.ts";
import { busyCompany } from "./a-busy-company.ts";
import type { Stage } from "./harness.ts";
import { mirrorTables } from "./mirror-truth.ts";
import { feedMirror } from "./waiting-jobs.ts";

const START = Date.parse("2026-11-21T12:00:00Z");

/** So many turns of so many things that people do; the events of a turn are delivered together. */
export type Course = { seed: number; turns: number; doings: number };

/** Empty books, an empty mirror, and the time of the beginning. */
async function beginAgain(stage: Stage): Promise<void> {
  const { quickbooks } = stage.sandbox;
  // The seed's dates are so many days ago.
  quickbooks.clock.set(START, true);
  quickbooks.reset({ keepConnections: true });
  quickbooks.webhooks.configure({ held: true });
  quickbooks.configure({ limits: { enforced: false } });
  const tables = Object.keys(await mirrorTables(stage)).filter((name) => !name.endsWith(" gone"));
  await onServer(
    stage.db.url,
    `truncate ${tables.join(", ")}, mirror_feeds, mirror_catch_ups, inbox_events cascade`,
    "delete from pgboss.job",
  );
}

/** What QuickBooks has to tell goes out, as it is told to tell it; answers how many events that were. */
async function deliver(stage: Stage, how: { shuffled: boolean; repeats: number; format: "cloudevents" | "legacy" }): Promise<number> {
  const { webhooks } = stage.sandbox.quickbooks;
  const events = webhooks.waiting();
  webhooks.configure({ held: false, ...how });
  await webhooks.flush();
  webhooks.configure({ held: true });
  return events;
}

function people(stage: Stage, { seed, turns, doings }: Course): (() => void)[] {
  const act = busyCompany(stage, seed);
  return Array.from({ length: turns }, () => () => {
    for (let doing = 0; doing < doings; doing++) act();
  });
}

/** Every event once, in order and at once. Answers how many there were. */
export async function runInOrder(stage: Stage, course: Course): Promise<number> {
  await beginAgain(stage);
  let events = 0;
  for (const turn of people(stage, course)) {
    turn();
    events += await deliver(stage, { shuffled: false, repeats: 0, format: "cloudevents" });
    await feedMirror(stage);
  }
  return events;
}

/** The same events each one to ten times, shuffled, split, late, in both formats, and read while others write. */
export async function runInAnyOrder(stage: Stage, course: Course): Promise<void> {
  await beginAgain(stage);
  const chance = createRandom(course.seed + 1_000);
  const mix = <T>(list: T[]) =>
    list
      .map((each) => ({ each, at: chance.next() }))
      .toSorted((one, other) => one.at - other.at)
      .map(({ each }) => each);
  const { faults } = stage.sandbox.quickbooks.wire;
  const readLate = () =>
    faults.add({
      match: { method: "GET", path: "/(invoice|payment|creditmemo|estimate)/" },
      when: "after",
      kind: "delay",
      delayMs: 5 + chance.integer(60),
      skip: chance.integer(4),
    });
  const running: Promise<void>[] = [];
  for (const turn of people(stage, course)) {
    turn();
    if (chance.integer(4) > 0) continue;
    readLate();
    await deliver(stage, { shuffled: true, repeats: chance.integer(10), format: chance.integer(2) === 0 ? "legacy" : "cloudevents" });
    running.push(feedMirror(stage, { arrange: mix, atOnce: true }));
  }
  await deliver(stage, { shuffled: true, repeats: 3, format: "cloudevents" });
  await Promise.all(running);
  faults.clear();
  await feedMirror(stage, { arrange: mix, atOnce: true });
}
