import Big from "big.js";
import type { Frequency } from "./frequency.ts";
import { roundHalfAwayFromZero } from "./money.ts";
import type { Settings } from "./settings.ts";

/** What the amount of a deal stands for. */
export type AmountBasis = Settings["amountBasis"];

/** A line as the bases see it: minor units over its whole term. */
export type ValuedLine = { amount: bigint; periods: number; frequency: Frequency | null };

/** The bases that can be computed, in the order in which a coincidence is named. */
export const COMPUTED_BASES = ["tcv", "acv", "arr", "mrr", "lineSum"] as const satisfies AmountBasis[];

/** A basis on which an amount can be computed from the lines. */
export type ComputedBasis = (typeof COMPUTED_BASES)[number];

/** How a person calls a basis. */
export const BASIS_NAMES: Record<ComputedBasis, string> = {
  tcv: "total contract value",
  acv: "annual contract value",
  arr: "annual recurring revenue",
  mrr: "monthly recurring revenue",
  lineSum: "one period of each line",
};

const Exact = Big();
Exact.DP = 40;

/** What a deal amount would be on a basis, in minor units, rounded once. */
export function valueOnBasis(basis: ComputedBasis, lines: readonly ValuedLine[]): bigint {
  const sum = lines.reduce((total, line) => total.plus(PART[basis](line)), new Exact(0));
  return roundHalfAwayFromZero(sum);
}

const PART: Record<ComputedBasis, (line: ValuedLine) => Big> = {
  tcv: ({ amount }) => new Exact(amount),
  // a term shorter than a year is not stretched to one
  acv: (line) => (termInYears(line)?.gt(1) ? perYear(line) : new Exact(line.amount)),
  arr: (line) => perYear(line),
  mrr: (line) => perYear(line).div(12),
  lineSum: ({ amount, periods }) => new Exact(roundHalfAwayFromZero(new Exact(amount).div(periods))),
};

function perYear(line: ValuedLine): Big {
  const years = termInYears(line);
  return years === null ? new Exact(0) : new Exact(line.amount).div(years);
}

/** Null for a one-time line. A year has 12 months, or 52 weeks. */
function termInYears({ periods, frequency }: ValuedLine): Big | null {
  if (frequency === null) return null;
  const { unit, count } = frequency.length;
  return new Exact(count * periods).div(unit === "months" ? 12 : 364);
}
