import type { Money } from "./contract.ts";

const SYMBOLS: Record<string, string> = { USD: "$", EUR: "€", GBP: "£", JPY: "¥", CAD: "CA$", AUD: "A$", NZD: "NZ$", INR: "₹" };
const DECIMAL = /^(-?)(\d+)(\.\d+)?$/;

/** An exact decimal with thousands separators: "-1234.50" is "-1,234.50". What is no decimal is shown as it came. */
export function formatDecimal(decimal: string): string {
  const parts = DECIMAL.exec(decimal);
  return parts ? `${parts[1]}${grouped(parts[2] ?? "")}${parts[3] ?? ""}` : decimal;
}

/** "$120,000.00", "-$5.00"; a currency without a symbol that everybody knows shows its code: "CHF 1,200.00". */
export function formatMoney({ amount, currency }: Money): string {
  const formatted = formatDecimal(amount);
  const negative = formatted.startsWith("-");
  const digits = negative ? formatted.slice(1) : formatted;
  return `${negative ? "-" : ""}${SYMBOLS[currency] ?? `${currency} `}${digits}`;
}

/** Negative, zero or positive, as `a - b`. Both must be of one currency. */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  const places = Math.max(placesOf(a.amount), placesOf(b.amount));
  const difference = scaled(a.amount, places) - scaled(b.amount, places);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** Their sum, one for each currency, in the order in which those come. */
export function sumsOf(money: readonly Money[]): Money[] {
  const currencies = [...new Set(money.map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const amounts = money.filter((each) => each.currency === currency).map(({ amount }) => amount);
    const places = Math.max(...amounts.map(placesOf));
    const sum = amounts.reduce((total, amount) => total + scaled(amount, places), 0n);
    return { amount: unscaled(sum, places), currency };
  });
}

/** True for 0, 0.00 and -0.00. */
export function isZero({ amount }: Money): boolean {
  return /^-?0+(\.0+)?$/.test(amount);
}

/** The same amount without its sign. */
export function withoutSign({ amount, currency }: Money): Money {
  return { amount: amount.replace(/^-/, ""), currency };
}

/** A price in the currency of an amount, with as many places as that has, or more where it needs them: "1140" becomes "1140.00". */
export function withPlacesOf({ amount, currency }: Money, price: string): Money {
  const missing = placesOf(amount) - placesOf(price);
  if (missing <= 0 || !DECIMAL.test(price)) return { amount: price, currency };
  return { amount: `${price}${placesOf(price) === 0 ? "." : ""}${"0".repeat(missing)}`, currency };
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

function placesOf(decimal: string): number {
  return decimal.split(".")[1]?.length ?? 0;
}

function scaled(decimal: string, places: number): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(places, "0"));
}

function unscaled(sum: bigint, places: number): string {
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  return `${sum < 0n ? "-" : ""}${whole}${places === 0 ? "" : `.${digits.slice(-places)}`}`;
}
