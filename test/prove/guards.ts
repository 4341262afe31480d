import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startDatabase } from "../sandbox/database.ts";
import type { Guard } from "./guard.ts";
import { GUARDS } from "./safety-guards.ts";
import { firstFailure, type TestPlace } from "./test-run.ts";

const ROOT = join(import.meta.dirname, "../..");

/**
 * Takes each safety guard away in turn, in a private copy of the tree, and runs the tests that watch it: one must go red. Prints
 * a row for each. `chosen` are parts of the guards' names; none means all.
 */
export async function proveGuards(_runs: number, chosen: string[]): Promise<string> {
  const guards = GUARDS.filter(({ guard }) => chosen.length === 0 || chosen.some((part) => guard.includes(part)));
  const tree = copyTree();
  // One server for all: to make one takes longer than most of the tests.
  const database = await startDatabase();
  try {
    const shownBefore = new Map<string, string | null>();
    const unproven: string[] = [];
    for (const guard of guards) if (!(await isMissed({ tree, databaseUrl: database.url }, guard, shownBefore))) unproven.push(guard.guard);
    if (unproven.length > 0) throw new Error(`Nobody is known to miss ${unproven.join("; ")}`);
    return `each of ${guards.length} guards was missed by a test when it was gone`;
  } finally {
    await database.stop();
    rmSync(tree, { recursive: true, force: true });
  }
}

/** Whether tests that are green with the guard go red without it; it is put back afterwards. `before`: what is red anyway, by the tests. */
async function isMissed(
  place: TestPlace,
  { guard, file, find, replace, watchedBy }: Guard,
  before: Map<string, string | null>,
): Promise<boolean> {
  const startedAt = performance.now();
  const tell = (word: string, what: string) => {
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    console.log(`  ${word.padEnd(5)} ${guard.padEnd(46)} ${String(seconds).padStart(3)} s  ${what}`);
  };
  const run = () => firstFailure(place, watchedBy).catch((error: unknown) => ({ error }));
  const tests = watchedBy.join(" ");
  if (!before.has(tests)) before.set(tests, wordsOf(await run()));
  const redAnyway = before.get(tests);
  if (redAnyway) {
    tell("?", `red with the guard in place, too: ${redAnyway}`);
    return false;
  }

  const path = join(place.tree, file);
  const whole = readFileSync(path, "utf8");
  if (whole.split(find).length !== 2) throw new Error(`${guard}: what is to be taken away does not stand once in ${file}`);
  writeFileSync(
    path,
    whole.replace(find, () => replace),
  );
  const red = await run().finally(() => writeFileSync(path, whole));
  const isRun = typeof red !== "object" || red === null;
  tell(!isRun ? "?" : red ? "red" : "GREEN", wordsOf(red) ?? "no test went red");
  return isRun && red !== null;
}

const wordsOf = (red: string | null | { error: unknown }) => (typeof red === "string" || red === null ? red : String(red.error));

/** The files that git knows or would take, with the packages linked in. */
function copyTree(): string {
  const tree = mkdtempSync(join(tmpdir(), "tieout-guards-"));
  const files = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, encoding: "utf8" });
  for (const file of files.split("\0").filter((name) => name !== "" && existsSync(join(ROOT, name)))) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    cpSync(join(ROOT, file), join(tree, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(tree, "node_modules"));
  return tree;
}
