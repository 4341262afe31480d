import Big from "big.js";

/** Minor units (cents) of a wire amount, rounded half away from zero. QuickBooks keeps two decimals in every currency. */
export function cents(amount: number): bigint {
  return bigToCents(new Big(amount));
}

/** Minor units of an exact decimal, rounded half away from zero. */
export function bigToCents(amount: Big): bigint {
  return BigInt(amount.times(100).round(0, Big.roundHalfUp).toFixed(0));
}

/** The wire amount of minor units: 1050n → 10.5. */
export function amountOf(minor: bigint): number {
  return Number(new Big(minor.toString()).div(100).toString());
}

/** A share of minor units in percent, rounded half away from zero. */
export function percentOf(minor: bigint, percent: number): bigint {
  return bigToCents(new Big(minor.toString()).div(100).times(percent).div(100));
}

/** Minor units times a rate (an exchange rate or a fraction), rounded half away from zero. */
export function timesRate(minor: bigint, rate: Big | number): bigint {
  return bigToCents(new Big(minor.toString()).div(100).times(rate));
}

/** Whether quantity × unit price is exactly this amount, without rounding (facts/quickbooks.md §2.4: else error 6070). */
export function isExactProduct(quantity: number, unitPrice: number, amount: number): boolean {
  return new Big(quantity).times(unitPrice).eq(amount);
}

export function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, each) => total + each, 0n);
}
