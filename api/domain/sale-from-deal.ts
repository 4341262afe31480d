import { checkAmount } from "./check-amount.ts";
import { buyerOfDeal } from "./buyer-of-deal.ts";
import { contractOf, dealAmountOf } from "./contract-of-deal.ts";
import { dealDates } from "./deal-dates.ts";
import type { Deal } from "./deal.ts";
import { errorFinding, hasErrors, warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { isCurrency } from "./money.ts";
import type { Sale, SaleLine } from "./sale.ts";
import type { Settings } from "./settings.ts";
import { written } from "./written.ts";

/** `timeZone` (IANA) dates the order; `homeCurrency` is meant where the deal names none. */
export type SaleRules = { settings: Settings; timeZone: string; homeCurrency: string };

/**
 * A won deal in neutral form (RULES §1): the contract value from the lines, discounts spread into them, every amount whole
 * minor units. All findings at once; `sale` is null only when a part of it cannot be told at all.
 */
export function saleFromDeal(deal: Deal, { settings, timeZone, homeCurrency }: SaleRules): { sale: Sale | null; findings: Finding[] } {
  const currency = (written(deal.currency) ?? homeCurrency).toUpperCase();
  const { dates, findings: dateFindings } = dealDates(deal, { timeZone, dateFormat: settings.dateFormat });
  const { buyer, company, findings: buyerFindings } = buyerOfDeal(deal);
  const currencyFindings = checkCurrency(deal, currency);
  const findings = [...currencyFindings, ...dateFindings, ...buyerFindings];
  if (deal.lines.length === 0) findings.push(noLines(deal));
  if (hasErrors(currencyFindings)) return { sale: null, findings };

  const { contract, findings: lineFindings } = contractOf(deal, { currency, dealTerm: dates, settings });
  findings.push(...lineFindings);
  if (contract === null) return { sale: null, findings };

  const { lines, discount, views, finding } = contract;
  const net = lines.reduce((sum, line) => sum + line.amount, 0n) - (discount?.amount ?? 0n);
  const dealAmount = dealAmountOf(deal, currency);
  if (finding) findings.push(finding);
  else
    findings.push(
      ...checkAmount(dealAmount, views, { basis: settings.amountBasis, currency, dealId: deal.id }),
      ...checkSize(deal.id, lines, net),
    );
  if (buyer === null || dates.orderDate === null) return { sale: null, findings };

  const terms = written(deal.fields.paymentTerms.value) ?? written(company?.paymentTerms.value ?? null);
  const poNumber = written(deal.fields.poNumber.value);
  return {
    sale: { dealId: deal.id, currency, orderDate: dates.orderDate, buyer, lines, discount, net, dealAmount, terms, poNumber },
    findings,
  };
}

function checkCurrency(deal: Deal, currency: string): Finding[] {
  const where = { object: "deal", id: deal.id } as const;
  if (!isCurrency(currency))
    return [errorFinding("currencyUnknown", "rep", `"${currency}" is no currency. Choose the deal's currency.`, where)];
  const other = deal.lines.find((line) => (written(line.currency) ?? currency).toUpperCase() !== currency);
  if (other === undefined) return [];
  const message = `${other.name} is in ${other.currency}, the deal in ${currency}. An order has one currency: correct the line or the deal.`;
  return [errorFinding("currencyMixed", "rep", message, { object: "lineItem", id: other.id })];
}

/** From here on an amount in minor units is no exact JSON number any more. */
const TOO_LARGE = 10n ** 15n;

function checkSize(dealId: string, lines: readonly SaleLine[], net: bigint): Finding[] {
  const where = { object: "deal", id: dealId } as const;
  const large = lines.find(({ amount }) => amount >= TOO_LARGE || amount <= -TOO_LARGE);
  if (large) return [errorFinding("amountTooLarge", "rep", `${large.name}: its amount is too large for one line. Correct it.`, where)];
  if (net < 0n) return [errorFinding("netNegative", "rep", "The lines sum to less than zero. Correct the negative lines.", where)];
  return net === 0n ? [warningFinding("netZero", "rep", "The lines sum to zero, so the order is free of charge.", where)] : [];
}

function noLines(deal: Deal): Finding {
  const message = "The deal has no line items. Add the products that were sold.";
  return errorFinding("noLines", "rep", message, { object: "deal", id: deal.id });
}
