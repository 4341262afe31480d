import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sized, WHOLE } from "../../prove/size.ts";
import { createRandom, type Random } from "../../sandbox/wire/random.ts";
import { startCrashStage, type CrashStage, type Memory } from "./crash-stage.ts";
import { ELSEWHERE } from "./elsewhere.ts";
import type { Crash } from "./life.ts";
import { gatherMoments } from "./moments.ts";
import { play, POINTS, type Played } from "./play.ts";
import { BOOKS } from "./scenarios-of-books.ts";
import { DECISIONS } from "./scenarios-of-decisions.ts";
import { DESK } from "./scenarios-of-desk.ts";
import { LEAVING } from "./scenarios-of-leaving.ts";
import { PUSHES } from "./scenarios-of-pushes.ts";

const SCENARIOS = [...PUSHES, ...DECISIONS, ...DESK, ...BOOKS, ...LEAVING].filter(({ isMore }) => WHOLE || !isMore);
const MEMORIES: Memory[] = [
  { queryLagSeconds: 9, requestIds: { forgetful: true } },
  { queryLagSeconds: 0, requestIds: { forgetful: false } },
  { queryLagSeconds: 30, requestIds: { forgetful: true } },
];
const PATIENT = { timeout: 3_600_000 };

let stage: CrashStage;
beforeAll(async () => {
  stage = await startCrashStage();
});
afterAll(() => stage?.stop());

/** By the scenario's name: what it comes to when nothing goes wrong, which calls it makes on the way, and where it makes a difference to end. */
const undisturbed = new Map<string, Played & { moments: Crash[] }>();
const whatComesOf = (name: string) => undisturbed.get(name) ?? { account: {}, calls: [], moments: [] };

describe("a process that lives", () => {
  test.each(SCENARIOS)("comes to the end of $name", PATIENT, async (scenario) => {
    const { watch, moments } = gatherMoments(stage);
    const played = await play(stage, scenario, [], MEMORIES[0]!, WHOLE ? watch : undefined);
    expect(played.account["ours"]?.filter((line) => /^(job|untold|open intent)/.test(line))).toEqual([]);
    undisturbed.set(scenario.name, { ...played, moments });
  });
});

describe("the list of crash points", () => {
  const elsewhere = ELSEWHERE.flatMap(({ points }) => points);
  const reached = () => new Set([...undisturbed.values()].flatMap(({ calls }) => calls.map(({ at }) => at)));

  test("names every call of a port that a flow makes", () => {
    expect([...reached()].filter((at) => !POINTS.some(({ name }) => name === at))).toEqual([]);
  });

  test("has no point that no scenario comes by, but for those where nothing can be lost", () => {
    const missed = POINTS.filter(({ name }) => !reached().has(name) && !elsewhere.some((part) => name.startsWith(part)));
    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  test("excuses nothing that is not there, or that a scenario comes by", () => {
    const isNeeded = (part: string) => POINTS.some(({ name }) => name.startsWith(part) && !reached().has(name));
    expect(elsewhere.filter((part) => !isNeeded(part))).toEqual([]);
  });
});

/** Every moment of a scenario, and every point at which no process has ended yet. */
function crashesOf(name: string): Crash[] {
  const { calls, moments } = whatComesOf(name);
  for (const { at } of moments) ended.add(at);
  const others = calls.filter(({ at }) => !ended.has(at) && ended.add(at));
  return [...moments, ...others.map((call) => ({ ...call, when: "before" as const }))];
}
const ended = new Set<string>();
const played = { crashes: 0, scenarios: 0 };

function anyCrash(random: Random, name: string): Crash {
  return { ...random.pick(whatComesOf(name).calls), when: random.pick(["before", "after"] as const) };
}

async function expectTheSame(scenario: (typeof SCENARIOS)[number], crashes: Crash[], memory: Memory): Promise<void> {
  expect(whatComesOf(scenario.name).calls).not.toEqual([]);
  const { account } = await play(stage, scenario, crashes, memory);
  const where = crashes.map(({ at, nth, when }) => `${when} ${at} (call ${nth})`).join(", then ");
  expect.soft(account, where).toEqual(whatComesOf(scenario.name).account);
}

describe("a process that ends at a call, and another that takes up what is left, come to the same", () => {
  test.runIf(WHOLE).each(SCENARIOS)("anywhere in $name", PATIENT, async (scenario) => {
    const crashes = crashesOf(scenario.name);
    for (const crash of crashes) await expectTheSame(scenario, [crash], MEMORIES[0]!);
    const all = { crashes: (played.crashes += crashes.length), scenarios: (played.scenarios += 1) };
    console.log(
      `${crashes.length} crashes anywhere in ${scenario.name}; ${all.crashes} at ${ended.size} points in ${all.scenarios} of ${SCENARIOS.length} scenarios`,
    );
  });

  const seeds = Array.from({ length: sized({ sample: 8, whole: 500 }) }, (_, at) => at + 1);
  test.each(seeds)("wherever chance (%i) has one process end, and the next", PATIENT, async (seed) => {
    const random = createRandom(seed);
    const scenario = random.pick(SCENARIOS);
    const crashes = [anyCrash(random, scenario.name), ...(random.integer(2) === 0 ? [anyCrash(random, scenario.name)] : [])];
    await expectTheSame(scenario, crashes, random.pick(MEMORIES));
  });
});
