import Big from "big.js";
import { AppError } from "../../domain/errors.ts";
import { parseDecimal } from "../../domain/decimal.ts";
import { printAmount, roundToMinor } from "../../domain/money.ts";

/** More digits than a double keeps (facts/quickbooks.md §2: "max 15 digits"). */
const MAX_DIGITS = 15;

/** Decimal text as the JSON number that says exactly the same; throws invalid where no number does. */
export function wireNumber(text: string): number {
  const exact = parseDecimal(text);
  const number = exact?.toNumber() ?? NaN;
  if (exact === null || exact.c.length > MAX_DIGITS || !exact.eq(String(number))) {
    throw new AppError("invalid", `QuickBooks cannot take "${text}" as an exact number.`);
  }
  return number;
}

/** Minor units as the JSON number of major units: 12000050n → 120000.5. */
export function wireAmount(minor: bigint, currency: string): number {
  return wireNumber(printAmount(minor, currency));
}

/** Adds JSON numbers by their decimal text, so that 0.1 + 0.2 is 0.3, and gives minor units. */
export function minorSum(amounts: readonly number[], currency: string): bigint {
  return roundToMinor(
    amounts.reduce((sum, amount) => sum.plus(String(amount)), new Big(0)),
    currency,
  );
}

/** One JSON number in minor units. */
export function minorOf(amount: number, currency: string): bigint {
  return minorSum([amount], currency);
}
