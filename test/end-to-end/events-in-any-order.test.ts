import { afterAll, beforeAll, expect, test } from "vitest";
import { sized, WHOLE } from "../prove/size.ts";
import { runInAnyOrder, runInOrder } from "./any-order.ts";
import { startStage, type Stage } from "./harness.ts";
import { booksOf, mirrorOf, mirrorTables } from "./mirror-truth.ts";

const EVENTS = sized({ sample: 100, whole: 100_000 });
/** Books are begun anew for each: a company does so much in a few days, and a new seed does other things. */
const EVENTS_A_COURSE = 1_000;

let stage: Stage;
beforeAll(async () => void (stage = await startStage()), 120_000);
afterAll(() => stage?.stop());

test(
  "events shuffled, repeated, split and late, read while others write, end as those in order do",
  { timeout: Math.max(180_000, EVENTS * 500) },
  async () => {
    let events = 0;
    for (let seed = 1; events < EVENTS; seed++) {
      const doings = EVENTS > EVENTS_A_COURSE ? 50 : 1;
      const course = { seed, doings, turns: Math.ceil(Math.min(EVENTS, EVENTS_A_COURSE) / doings) };
      events += await runInOrder(stage, course);
      expect(await mirrorOf(stage)).toMatchObject(only(booksOf(stage), await mirrorOf(stage)));
      const expected = await mirrorTables(stage);
      await runInAnyOrder(stage, course);
      expect(await mirrorTables(stage), `seed ${seed}`).toEqual(expected);
      if (WHOLE) console.info(`${events} of ${EVENTS} events, the last with seed ${seed}`);
    }
    console.info(`${events} events, each one to ten times, shuffled, split and late, end as those in order do, table by table`);
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
