import Big from "big.js";
import type { Money } from "./deal-view.ts";
import { AppError } from "./errors.ts";

// ISO 4217's minor units. Intl is no source for them: its data gives some currencies (IQD, RSD, LBP …) fewer decimals than ISO does.
const WITHOUT_DECIMALS = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" "));
const WITH_THREE = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));
const WITH_FOUR = new Set(["CLF", "UYW"]);
const KNOWN = new Set(Intl.supportedValuesOf("currency"));

/** True for an ISO 4217 code in capitals ("USD"). */
export function isCurrency(code: string): boolean {
  return KNOWN.has(code);
}

/** The number of decimals of a currency by ISO 4217: 2 for USD, 0 for JPY, 3 for KWD. */
export function currencyDecimals(currency: string): number {
  if (WITHOUT_DECIMALS.has(currency)) return 0;
  if (WITH_THREE.has(currency)) return 3;
  return WITH_FOUR.has(currency) ? 4 : 2;
}

/**
 * Decimal text in major units ("120000.00") to minor units, exactly. Throws `invalid` for text that is no plain decimal
 * and for more decimals than the currency has (zeros behind are no decimals: "5.00" is 5 yen).
 */
export function parseAmount(text: string, currency: string): bigint {
  const decimals = currencyDecimals(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) throw new AppError("invalid", `"${text}" is not an amount`);
  const fraction = (match[3] ?? "").replace(/0+$/, "");
  if (fraction.length > decimals) throw new AppError("invalid", `${text} has more than the ${decimals} decimals of ${currency}`);
  const minor = BigInt(`${match[2]}${fraction.padEnd(decimals, "0")}`);
  return match[1] === "-" ? -minor : minor;
}

/** Minor units as decimal text with all decimals of the currency: "120000.00". */
export function printAmount(minor: bigint, currency: string): string {
  return toMajor(minor, currency).toFixed(currencyDecimals(currency));
}

/** Minor units as views carry them. */
export function toMoney(minor: bigint, currency: string): Money {
  return { amount: printAmount(minor, currency), currency };
}

/** Minor units in words for a message: "120,000.00 USD". */
export function sayAmount(minor: bigint, currency: string): string {
  const [whole = "", fraction] = printAmount(minor, currency).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fraction === undefined ? grouped : `${grouped}.${fraction}`} ${currency}`;
}

/** Minor units as an exact decimal in major units. */
export function toMajor(minor: bigint, currency: string): Big {
  return new Big(`${minor}e-${currencyDecimals(currency)}`);
}

/** An exact decimal in major units to minor units, half away from zero. The one place where an amount is rounded, but for `allocate`. */
export function roundToMinor(major: Big, currency: string): bigint {
  return roundHalfAwayFromZero(major.times(`1e${currencyDecimals(currency)}`));
}

/** An exact decimal to the nearest whole number, half away from zero. */
export function roundHalfAwayFromZero(value: Big): bigint {
  return BigInt(value.round(0, Big.roundHalfUp).toFixed());
}
