import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sized, WHOLE } from "../prove/size.ts";
import { runHistory } from "./histories/run-history.ts";
import { startScene, type Scene } from "./histories/scene.ts";
import { history } from "./histories/steps.ts";

const HISTORIES = sized({ sample: 4, whole: 200 });
const MOST_STEPS = WHOLE ? 30 : 14;
/** Which histories they are; HISTORY_SEED chooses others. */
const SEED = Number(process.env["HISTORY_SEED"] ?? 1);

let scene: Scene;
beforeAll(async () => void (scene = await startScene()), 600_000);
afterAll(() => scene?.stop());

test("whatever people, vendors and the wire do: in the end all agree, and a second look writes nothing", { timeout: 0 }, async () => {
  let steps = 0;
  const sums: Record<string, number> = {};
  const property = fc.asyncProperty(history(MOST_STEPS), async (each) => {
    const { wrong, count } = await runHistory(scene, each);
    expect(wrong).toEqual([]);
    steps += each.length;
    for (const [name, number] of Object.entries(count)) sums[name] = (sums[name] ?? 0) + number;
  });
  await fc.assert(property, { numRuns: HISTORIES, seed: SEED, endOnFailure: !WHOLE });
  if (WHOLE) console.log(`${HISTORIES} histories of ${steps} steps from seed ${SEED}: in the end all agreed`, sums);
});

test("the same history leaves the same trace of writes", { timeout: 0 }, async () => {
  const twice = fc.sample(history(MOST_STEPS), { numRuns: Math.ceil(HISTORIES / 20), seed: SEED + 1 });
  for (const each of twice) expect((await runHistory(scene, each)).trace).toEqual((await runHistory(scene, each)).trace);
  if (WHOLE) console.log(`${twice.length} histories were played twice, write for write the same`);
});
