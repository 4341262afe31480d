import { COMPUTED_BASES } from "./amount-basis.ts";
import type { ComputedBasis } from "./amount-basis.ts";
import { checkAmount } from "./check-amount.ts";
import { contractOf, dealAmountOf } from "./contract-of-deal.ts";
import { dealDates } from "./deal-dates.ts";
import type { PricedDeal } from "./deal.ts";
import { isCurrency } from "./money.ts";
import type { SaleRules } from "./sale-from-deal.ts";
import { written } from "./written.ts";

/** The basis that most won deals' amounts are on: `fitting` of the `deals` that could be read. */
export type AmountBasisProposal = { basis: ComputedBasis; fitting: number; deals: number };

/**
 * Proposes the basis on which at least nine in ten deals have the amount that their lines make (RULES §1); the one that most
 * deals fit, and of two alike the first of `COMPUTED_BASES`. Null when there is none. Deals whose lines cannot be read do not count.
 */
export function proposeAmountBasis(deals: readonly PricedDeal[], rules: SaleRules): AmountBasisProposal | null {
  const known = deals.map((deal) => basesOf(deal, rules)).filter((bases) => bases !== null);
  const counted = COMPUTED_BASES.map((basis) => ({ basis, fitting: known.filter((bases) => bases.includes(basis)).length }));
  const best = counted.toSorted((one, other) => other.fitting - one.fitting)[0];
  if (best === undefined || best.fitting === 0 || best.fitting * 10 < known.length * 9) return null;
  return { ...best, deals: known.length };
}

/** The bases on which nothing is to be said about the deal's amount; null where its lines do not tell. */
function basesOf(deal: PricedDeal, { settings, timeZone, homeCurrency }: SaleRules): ComputedBasis[] | null {
  const currency = (written(deal.currency) ?? homeCurrency).toUpperCase();
  const isOther = (text: string | null) => (written(text) ?? currency).toUpperCase() !== currency;
  if (!isCurrency(currency) || deal.lines.some((line) => isOther(line.currency))) return null;

  const { dates } = dealDates(deal, { timeZone, dateFormat: settings.dateFormat });
  const { contract } = contractOf(deal, { currency, dealTerm: dates, settings });
  if (contract === null || contract.finding !== null) return null;
  const amount = dealAmountOf(deal, currency);
  return COMPUTED_BASES.filter((basis) => checkAmount(amount, contract.views, { basis, currency, dealId: deal.id }).length === 0);
}
