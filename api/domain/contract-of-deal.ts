import type { PricedDeal } from "./deal.ts";
import { parseDecimal } from "./decimal.ts";
import { hasErrors } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { headerDiscount } from "./header-discount.ts";
import type { DealTerm } from "./line-term.ts";
import { roundToMinor } from "./money.ts";
import { readLine, saleLines } from "./sale-lines.ts";
import type { Contract } from "./sale-lines.ts";
import type { Settings } from "./settings.ts";

type ContractRules = { currency: string; dealTerm: DealTerm; settings: Settings };

/** What a deal's lines and discounts come to; `contract` is null where there are no lines, or an error stands in the findings. */
export function contractOf(
  deal: PricedDeal,
  { currency, dealTerm, settings: { evergreen, discountAs } }: ContractRules,
): { contract: Contract | null; findings: Finding[] } {
  const header = headerDiscount(deal, currency);
  const read = deal.lines.map((line) => readLine(line, deal, { dealTerm, evergreen }));
  const findings = [...header.findings, ...read.flatMap((line) => line.findings)];
  const parts = read.flatMap((line) => line.parts ?? []);
  const isWhole = parts.length > 0 && parts.length === read.length && !hasErrors(header.findings);
  return {
    contract: isWhole ? saleLines(parts, { dealId: deal.id, currency, header: header.discount, discountAs }) : null,
    findings,
  };
}

/** The CRM's amount in minor units. It may carry more decimals than the currency has; it is only compared, so it is rounded. */
export function dealAmountOf({ amount: text }: PricedDeal, currency: string): bigint | null {
  const amount = text === null ? null : parseDecimal(text);
  return amount && roundToMinor(amount, currency);
}
