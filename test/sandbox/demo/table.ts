import type { Check } from "./watch-deal.ts";

/** True when anything is not as it must be. */
export function hasDifference(checks: Check[]): boolean {
  return checks.some(({ expected, got }) => expected !== got);
}

/** How many came out as they must, in a sentence. */
export function summaryOf(checks: Check[]): string {
  const right = checks.filter(({ expected, got }) => expected === got).length;
  return `${right} of ${checks.length} came out as they must. What is left open, on deals and on the Finance desk, is yours to mend.`;
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
