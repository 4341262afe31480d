import Big from "big.js";
import { AppError } from "./errors.ts";

/**
 * Splits a total of minor units by weights, in their order: aₖ = round(T·Wₖ/W) − round(T·Wₖ₋₁/W), W cumulative, half away
 * from zero (RULES §1). The parts sum to T always and each is within one unit of its exact share. Weights are exact and not
 * negative; a zero weight gets zero. Throws `invalid` for a negative weight, and for a total with nothing to carry it.
 */
export function allocate(total: bigint, weights: readonly (bigint | Big)[]): bigint[] {
  const whole = toWholeNumbers(weights);
  const sum = whole.reduce((a, b) => a + b, 0n);
  if (whole.some((weight) => weight < 0n)) throw new AppError("invalid", "A share cannot be negative");
  if (sum === 0n && total !== 0n) throw new AppError("invalid", "An amount cannot be split over shares that are all zero");

  let cumulative = 0n;
  let given = 0n;
  return whole.map((weight) => {
    cumulative += weight;
    const upToHere = sum === 0n ? 0n : divideHalfAwayFromZero(total * cumulative, sum);
    const part = upToHere - given;
    given = upToHere;
    return part;
  });
}

/** Only the ratio of weights counts, so decimals are scaled up until all of them are whole. */
function toWholeNumbers(weights: readonly (bigint | Big)[]): bigint[] {
  const exact = weights.map((weight) => new Big(weight));
  const decimals = Math.max(0, ...exact.map((weight) => weight.toFixed().split(".")[1]?.length ?? 0));
  return exact.map((weight) => BigInt(weight.times(`1e${decimals}`).toFixed()));
}

function divideHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}
