import type { ContractViews } from "./check-amount.ts";
import type { DealLine, PricedDeal } from "./deal.ts";
import { extendExactly, printDecimal } from "./decimal.ts";
import type { Finding } from "./finding.ts";
import { spreadDiscount } from "./header-discount.ts";
import type { HeaderDiscount } from "./header-discount.ts";
import { describeDealDiscount, describeLine, discountInWords } from "./line-description.ts";
import { lineTerm } from "./line-term.ts";
import type { LineTerm } from "./line-term.ts";
import { roundToMinor, toMajor } from "./money.ts";
import { priceLine } from "./price-line.ts";
import type { LinePrice } from "./price-line.ts";
import type { Sale, SaleLine } from "./sale.ts";
import type { Settings } from "./settings.ts";

/** A line of the deal with what was read of it. */
export type LineParts = { line: DealLine; price: LinePrice; term: LineTerm };

/** Price and term of a line; `parts` is null when an error stands in the findings. */
export function readLine(
  line: DealLine,
  deal: PricedDeal,
  rules: Parameters<typeof lineTerm>[2],
): { parts: LineParts | null; findings: Finding[] } {
  const { price, findings: priceFindings } = priceLine(line);
  const { term, findings: termFindings } = lineTerm(line, deal, rules);
  const findings = [...priceFindings, ...termFindings];
  return { parts: price === null || term === null ? null : { line, price, term }, findings };
}

/** The sold lines, the deal's discount where it is a line of its own, and the views that the deal's amount is compared with. */
export type Contract = { lines: SaleLine[]; discount: Sale["discount"]; views: ContractViews; finding: Finding | null };

type LineContext = { dealId: string; currency: string; header: HeaderDiscount | null; discountAs: Settings["discountAs"] };

/**
 * The sold lines, each rounded once on its whole term, and the deal's discount: spread into their net prices, or as a line of
 * its own where the settings say so and nothing is deferred, since it posts to an income account at once (RULES §1).
 */
export function saleLines(parts: LineParts[], { dealId, currency, header, discountAs }: LineContext): Contract {
  const spread = (amounts: bigint[]) => spreadDiscount(amounts, header, { dealId, currency });
  const once = parts.map(({ price, term }) => roundToMinor(extended(price, term, "net"), currency));
  const eachPeriod = parts.map(({ price, term }) => roundToMinor(price.quantity.times(price.net), currency) * BigInt(term.periods));
  const list = parts.map(({ price, term }) => roundToMinor(extended(price, term, "list"), currency));
  const { amounts, finding } = spread(once);
  const view = (all: bigint[]) => parts.map(({ term: { periods, frequency } }, i) => ({ amount: all[i] ?? 0n, periods, frequency }));
  const hasLineDiscount = parts.some(({ price }) => price.discount !== null);
  const views = {
    net: [view(amounts), view(spread(eachPeriod).amounts)],
    undiscounted: [...(header ? [view(once), view(eachPeriod)] : []), ...(hasLineDiscount || header ? [view(list)] : [])],
    hasDealDiscount: header !== null,
  };
  if (header !== null && discountAs === "line" && parts.every(isOneTime)) {
    const discount = { amount: sum(once) - sum(amounts), description: describeDealDiscount(header) };
    return { lines: parts.map((part, i) => saleLine(part, once[i] ?? 0n, { currency, header: null })), discount, views, finding };
  }
  return { lines: parts.map((part, i) => saleLine(part, amounts[i] ?? 0n, { currency, header })), discount: null, views, finding };
}

/** Recurring lines are served over time, so their revenue is deferred. */
function isOneTime({ term }: LineParts): boolean {
  return term.frequency === null;
}

/** Quantity × price × periods, exact. */
function extended({ quantity, ...prices }: LinePrice, { periods }: LineTerm, which: "net" | "list") {
  return quantity.times(prices[which]).times(periods);
}

function saleLine(
  { line, price, term }: LineParts,
  amount: bigint,
  { currency, header }: Pick<LineContext, "currency" | "header">,
): SaleLine {
  return {
    lineItemId: line.id,
    productId: line.productId,
    sku: line.sku,
    name: line.name,
    description: describeLine(line.name, { price, term, header, currency }),
    ...extendExactly(price.quantity, toMajor(amount, currency)),
    soldQuantity: printDecimal(price.quantity),
    listUnitPrice: printDecimal(price.list.times(term.periods)),
    discount: discountInWords(price.discount, header, currency),
    amount,
    periods: term.periods,
    frequency: term.frequency?.value ?? null,
    serviceStart: term.start,
    serviceEnd: term.end,
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((a, b) => a + b, 0n);
}
