import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const rows = readFileSync(join(ROOT, "api/COMPLIANCE.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (-+|requirement) /.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, requirement = "", how = "", shownBy = ""]) => ({ requirement, how, shownBy }));

/** `path` and, after it, the title of a test in it. */
const targetsOf = (shownBy: string) =>
  [...shownBy.matchAll(/`([^`]+)`(?: "([^"]+)")?/g)].map(([, path = "", title]) => ({ path, title: title ?? null }));

test("each requirement says how it is met, or that it is not and why", () => {
  expect(rows.length).toBeGreaterThan(40);
  for (const { requirement, how } of rows)
    expect({ requirement, how }).toEqual({ requirement, how: expect.stringMatching(/^(?!not done$).{8,}/) });
});

test.each(rows)("$requirement: what shows it is there", ({ shownBy }) => {
  const targets = targetsOf(shownBy);
  expect(targets).not.toEqual([]);
  for (const { path, title } of targets) {
    expect(existsSync(join(ROOT, path)), path).toBe(true);
    if (title !== null) expect(readFileSync(join(ROOT, path), "utf8"), path).toContain(title);
  }
});
