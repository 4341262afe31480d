import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sized, WHOLE } from "../prove/size.ts";
import { runHistory } from "./histories/run-history.ts";
import { startScene, type Scene } from "./histories/scene.ts";
import { history, type Step } from "./histories/steps.ts";

const HISTORIES = sized({ sample: 3, whole: 200 });
const MOST_STEPS = WHOLE ? 30 : 16;
/** One history of so many is played once more. */
const TWICE_OF = 20;
/** Which histories they are; HISTORY_SEED chooses others. */
const SEED = Number(process.env["HISTORY_SEED"] ?? 1);

let scene: Scene;
const played: { steps: Step[]; trace: string[] }[] = [];
beforeAll(async () => void (scene = await startScene()), 600_000);
afterAll(() => scene?.stop());

test("whatever people, vendors and the wire do: in the end all agree, and a second look writes nothing", { timeout: 0 }, async () => {
  const sums: Record<string, number> = {};
  const property = fc.asyncProperty(history(MOST_STEPS), async (steps) => {
    const { wrong, count, trace } = await runHistory(scene, steps);
    expect(wrong).toEqual([]);
    played.push({ steps, trace });
    for (const [name, number] of Object.entries(count)) sums[name] = (sums[name] ?? 0) + number;
  });
  await fc.assert(property, { numRuns: HISTORIES, seed: SEED, endOnFailure: !WHOLE });
  const steps = played.reduce((total, each) => total + each.steps.length, 0);
  if (WHOLE) console.log(`${HISTORIES} histories of ${steps} steps from seed ${SEED}: in the end all agreed`, sums);
});

test("the same history leaves the same trace of writes", { timeout: 0 }, async () => {
  const again = played.slice(0, HISTORIES).filter((_, index) => index % TWICE_OF === 0);
  for (const { steps, trace } of again) expect((await runHistory(scene, steps)).trace).toEqual(trace);
  expect(again).not.toEqual([]);
  if (WHOLE) console.log(`${again.length} histories were played twice, write for write the same`);
});
