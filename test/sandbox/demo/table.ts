import type { Check } from "./watch-deal.ts";

/** True when anything is not as it must be. */
export function hasDifference(checks: Check[]): boolean {
  return checks.some(({ expected, got }) => expected !== got);
}

/** The checks as a table for a terminal; what differs is shown with what it should have been. */
export function tableOf(checks: Check[]): string {
  const width = Math.max(...checks.map(({ what }) => what.length));
  const rows = checks.map(({ what, expected, got }) =>
    expected === got
      ? `  ok    ${what.padEnd(width)}  ${got}`
      : `  WRONG ${what.padEnd(width)}  ${got}\n        ${"".padEnd(width)}  expected ${expected}`,
  );
  return rows.join("\n");
}
