const DECIMAL = /^\d+(\.\d+)?$/;
const PLACES = 12;

/** True for an exact decimal without sign: "1", "0.0045". */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text) && (text.split(".")[1]?.length ?? 0) <= PLACES;
}

/** True for 0 and 0.00. */
export function isZeroDecimal(text: string): boolean {
  return isDecimal(text) && scaled(text) === 0n;
}

/** A share as a percentage, exactly: "0.855" is "85.5". What is no decimal stays as it is. */
export function percentOf(share: string): string {
  return isDecimal(share) ? printed(scaled(share) * 100n) : share;
}

/** A percentage as a share, exactly: "85.5" is "0.855". */
export function shareOf(percent: string): string {
  return isDecimal(percent) ? printed(scaled(percent), PLACES + 2) : percent;
}

/** The exact sum, or null when one of them is no decimal. */
export function sumOf(decimals: string[]): string | null {
  if (!decimals.every(isDecimal)) return null;
  return printed(decimals.reduce((sum, decimal) => sum + scaled(decimal), 0n));
}

function scaled(decimal: string): bigint {
  const [whole = "0", fraction = ""] = decimal.split(".");
  return BigInt(whole + fraction.padEnd(PLACES, "0"));
}

function printed(value: bigint, places = PLACES): string {
  const digits = value.toString().padStart(places + 1, "0");
  const fraction = digits.slice(-places).replace(/0+$/, "");
  return `${digits.slice(0, -places)}${fraction === "" ? "" : `.${fraction}`}`;
}
