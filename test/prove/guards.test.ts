import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { GUARDS } from "./safety-guards.ts";

test.each(GUARDS)("the guard “$guard” stands where the proof takes it away, and tests watch it", ({ file, find, replace, watchedBy }) => {
  expect(readFileSync(file, "utf8").split(find)).toHaveLength(2);
  expect(replace).not.toBe(find);
  expect(watchedBy.filter((each) => !existsSync(each))).toEqual([]);
  expect(watchedBy).not.toEqual([]);
});

test("every guard has a name of its own", () => {
  expect(new Set(GUARDS.map(({ guard }) => guard)).size).toBe(GUARDS.length);
});
