import Big from "big.js";

/** How many decimals a unit price may have; no document says, so we stay where every QuickBooks screen still shows them. */
const MAX_DECIMALS = 7;
/** JSON numbers are doubles on the way: fifteen digits are exact in each of them. */
const MAX_DIGITS = 15;

const Quotient = Big();
Quotient.DP = MAX_DECIMALS;
Quotient.RM = Big.roundDown;

/** Plain decimal text ("0.0045", "-12.50") as an exact number; null for anything else, exponents and thousands signs included. */
export function parseDecimal(text: string): Big | null {
  const trimmed = text.trim();
  return /^-?\d{1,30}(\.\d{1,30})?$/.test(trimmed) ? new Big(trimmed) : null;
}

/** An exact number as plain text without needless zeros: "12.5". */
export function printDecimal(value: Big): string {
  return value.toFixed();
}

/** `quantity` and `unitPrice` (decimal text, major units) of a line; their product is exactly its amount. */
export type Extended = { quantity: string; unitPrice: string };

/** The quantity with the unit price that makes exactly `amount`; quantity 1 where no price can (RULES §1, exactness). */
export function extendExactly(quantity: Big, amount: Big): Extended {
  const unitPrice = quantity.eq(0) ? null : divideExactly(amount, quantity);
  if (unitPrice === null || !isPlain(quantity) || !isPlain(unitPrice)) return { quantity: "1", unitPrice: printDecimal(amount) };
  return { quantity: printDecimal(quantity), unitPrice: printDecimal(unitPrice) };
}

/** The quotient if it has few enough decimals to be exact, else null. */
export function divideExactly(dividend: Big, divisor: Big): Big | null {
  const quotient = new Big(new Quotient(dividend).div(divisor));
  return quotient.times(divisor).eq(dividend) ? quotient : null;
}

function isPlain(value: Big): boolean {
  const [whole = "", fraction = ""] = value.abs().toFixed().split(".");
  return fraction.length <= MAX_DECIMALS && whole.length + fraction.length <= MAX_DIGITS;
}
