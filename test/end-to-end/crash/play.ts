import { AppError } from "../../../api/domain/errors.ts";
import { accountOf } from "./account.ts";
import { crashPoints } from "./crash-points.ts";
import type { CrashStage, Memory } from "./crash-stage.ts";
import { createLife, partsOf, type Call, type Crash, type Watch } from "./life.ts";
import type { Scenario } from "./scenario.ts";

export const POINTS = crashPoints();

/** `calls` are those of all lives. */
export type Played = { account: Record<string, string[]>; calls: Call[] };

/** Plays a scenario whose process ends at each of these places, one life after the other; the last life takes up what is left. `watch` sees all lives. */
export async function play(
  stage: CrashStage,
  { arrange, door }: Scenario,
  crashes: Crash[],
  memory: Memory,
  watch?: Watch,
): Promise<Played> {
  const today = await stage.startAfresh(memory);
  await arrange?.(stage);
  const calls: Call[] = [];
  const doors = (door === undefined ? [] : [door].flat()).map((asks) => ({ asks, isAsked: false }));
  for (const crash of [...crashes, null]) {
    const life = createLife(crash, nameOf, watch);
    const parts = partsOf(stage.parts, life);
    for (let next = doors[0]; next && !life.isOver(); next = doors[0]) {
      if (await isAnswered(() => next.asks(parts, stage), life.isOver, next.isAsked)) doors.shift();
      next.isAsked = true;
    }
    if (!life.isOver()) await stage.work(parts, life);
    calls.push(...life.calls());
    if (!life.isOver()) break;
  }
  return { account: await accountOf(stage, today), calls };
}

/** Whether the one who asked had an answer. Who asks again may hear that it is done already. */
async function isAnswered(door: () => Promise<unknown>, isOver: () => boolean, again: boolean): Promise<boolean> {
  try {
    await door();
  } catch (error) {
    if (!isOver() && !(again && error instanceof AppError)) throw error;
  }
  return !isOver();
}

function nameOf(file: string, line: number, method: string): string {
  const point = POINTS.find((each) => each.file === file && each.line === line && each.method === method);
  return point?.name ?? `${file}:${line} ${method}, which the list of points does not know`;
}
