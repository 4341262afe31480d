import type Big from "big.js";
import type { HeaderDiscount } from "./header-discount.ts";
import type { LineTerm } from "./line-term.ts";
import { printDecimal } from "./decimal.ts";
import { currencyDecimals, sayAmount } from "./money.ts";
import type { LinePrice } from "./price-line.ts";

/**
 * What the customer reads on the line: "50 seats, 2026-12-01 to 2027-11-30, 12 × monthly, list price 12 × 110.00, discount 10 %".
 * List price and discounts stand there only if the net price hides them.
 */
export function describeLine(
  name: string,
  { price, term, header, currency }: { price: LinePrice; term: LineTerm; header: HeaderDiscount | null; currency: string },
): string {
  const { quantity, list, discount } = price;
  const parts = [quantity.eq(1) ? name : `${printDecimal(quantity)} ${name}`];
  if (term.start !== null) parts.push(term.end === null ? `from ${term.start}` : `${term.start} to ${term.end}`);
  if (term.frequency !== null) parts.push(`${term.periods} × ${term.frequency.word}`);
  if (discount !== null || header !== null)
    parts.push(`list price ${term.periods > 1 ? `${term.periods} × ` : ""}${printPrice(list, currency)}`);
  if (discount?.kind === "percent") parts.push(`discount ${printDecimal(discount.value)} %`);
  if (discount?.kind === "perUnit") parts.push(`discount ${printPrice(discount.value, currency)} each`);
  if (header?.kind === "percent") parts.push(`deal discount ${printDecimal(header.percent)} %`);
  if (header?.kind === "amount") parts.push(`share of a deal discount of ${sayAmount(header.amount, currency)}`);
  return parts.join(", ");
}

/** The deal's discount as a line of its own says it. */
export function describeDealDiscount(header: HeaderDiscount): string {
  return header.kind === "percent" ? `Discount ${printDecimal(header.percent)} %` : "Discount";
}

/** The line's discounts as the deal card says them: "10 % and 5 % of the deal"; null for none. */
export function discountInWords(discount: LinePrice["discount"], header: HeaderDiscount | null, currency: string): string | null {
  const parts = [];
  if (discount?.kind === "percent") parts.push(`${printDecimal(discount.value)} %`);
  if (discount?.kind === "perUnit") parts.push(`${printPrice(discount.value, currency)} each`);
  if (header?.kind === "percent") parts.push(`${printDecimal(header.percent)} % of the deal`);
  if (header?.kind === "amount") parts.push(`a share of ${sayAmount(header.amount, currency)} on the deal`);
  return parts.length === 0 ? null : parts.join(" and ");
}

/** A price with the currency's decimals, and with all of its own where it has more (0.0045). */
function printPrice(price: Big, currency: string): string {
  const own = printDecimal(price).split(".")[1]?.length ?? 0;
  return price.toFixed(Math.max(own, currencyDecimals(currency)));
}
