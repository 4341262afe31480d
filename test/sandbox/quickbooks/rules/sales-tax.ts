import Big from "big.js";
import type { Address, Entity, Fields, Line, TaxTotals } from "../entity.ts";
import { amountOf, bigToCents, cents, percentOf, sum, timesRate } from "../money.ts";
import { countryOf, preferencesOf } from "../preferences.ts";
import type { Work } from "../work.ts";
import { isSold } from "./sale-lines.ts";

/** The rates of the automated engine here, in percent, one per agency; states not listed levy nothing. */
const STATE_RATES: Record<string, readonly number[]> = {
  CA: [6, 1.25, 1.375],
  NY: [4, 4.5, 0.375],
  TX: [6.25, 2],
  WA: [6.5, 3.85],
  IL: [6.25, 1.25, 2.75],
  MA: [6.25],
  FL: [6, 1],
  CO: [2.9, 4.81],
  GA: [4, 4.9],
};
const STATES = Object.keys(STATE_RATES);

type Taxed = { work: Work; customer: Entity; fields: Fields; lines: readonly Line[]; subtotal: bigint; discount: bigint };

/** The tax of a sales form; undefined when the company uses no sales tax. QuickBooks decides it, whatever was sent (facts/quickbooks.md §7.3). */
export function taxOf(taxed: Taxed): TaxTotals | undefined {
  const { UsingSalesTax, PartnerTaxEnabled } = preferencesOf(taxed.work.company).TaxPrefs;
  if (!UsingSalesTax) return undefined;
  if (countryOf(taxed.work.company) !== "US") return taxByCode(taxed);
  return PartnerTaxEnabled ? automatedTax(taxed) : { TotalTax: 0, TaxLine: [] };
}

function automatedTax({ work, customer, fields, lines, subtotal, discount }: Taxed): TaxTotals {
  const state = destination(work, fields.ShipAddr);
  const taxable = sum(
    lines.filter((line) => isSold(line) && line.SalesItemLineDetail?.TaxCodeRef?.value === "TAX").map((line) => cents(line.Amount!)),
  );
  const share =
    fields.ApplyTaxAfterDiscount && subtotal > 0n ? timesRate(discount, new Big(taxable.toString()).div(subtotal.toString())) : 0n;
  const rates = customer.Taxable === false || taxable === 0n ? [] : (STATE_RATES[state] ?? []);
  const TaxLine = rates.map((percent, index) => taxLine(`${STATES.indexOf(state) * 10 + index + 1}`, percent, taxable - share));
  return { TxnTaxCodeRef: { value: "2" }, TotalTax: totalOf(TaxLine), TaxLine };
}

/** Two letters of the state shipped to, the company's own when none is given; "" abroad. */
function destination(work: Work, shipTo: Address | undefined): string {
  const given = shipTo?.CountrySubDivisionCode;
  const own = work.find("CompanyInfo", "1")!["CompanyAddr"] as Address;
  if (!given) return own.CountrySubDivisionCode ?? "";
  return !shipTo.Country || shipTo.Country === "USA" ? given.toUpperCase() : "";
}

function taxByCode({ work, fields, lines }: Taxed): TaxTotals {
  if (fields.GlobalTaxCalculation === "NotApplicable") return { TotalTax: 0, TaxLine: [] };
  const TaxLine = work.company.taxRates.flatMap(({ taxCodeId, rateId, percent }) => {
    const own = lines.filter((line) => isSold(line) && line.SalesItemLineDetail?.TaxCodeRef?.value === taxCodeId);
    return own.length === 0 ? [] : [inclusive(fields) ? includedTaxLine(rateId, percent, own) : taxLine(rateId, percent, netOf(own))];
  });
  return { TotalTax: totalOf(TaxLine), TaxLine };
}

/** Lines whose amounts hold the tax: answers give the net in Amount and what was sent in TaxInclusiveAmt. */
export function linesWithoutTax(work: Work, fields: Fields, lines: readonly Line[]): Line[] {
  if (!inclusive(fields) || countryOf(work.company) === "US") return [...lines];
  return lines.map((line) => {
    const detail = line.SalesItemLineDetail;
    if (!isSold(line) || !detail) return line;
    const percent = work.company.taxRates.find((rate) => rate.taxCodeId === detail.TaxCodeRef?.value)?.percent ?? 0;
    const gross = cents(line.Amount!);
    const net = bigToCents(new Big(amountOf(gross)).div(new Big(percent).div(100).plus(1)));
    return { ...line, Amount: amountOf(net), SalesItemLineDetail: { ...detail, TaxInclusiveAmt: amountOf(gross) } };
  });
}

function inclusive(fields: Fields): boolean {
  return fields.GlobalTaxCalculation === "TaxInclusive";
}

function netOf(lines: readonly Line[]): bigint {
  return sum(lines.map((line) => cents(line.Amount!)));
}

function totalOf(taxLines: readonly Line[]): number {
  return amountOf(netOf(taxLines));
}

function includedTaxLine(rateId: string, percent: number, lines: readonly Line[]): Line {
  const gross = sum(lines.map((line) => cents(line.SalesItemLineDetail!.TaxInclusiveAmt!)));
  return { ...taxLine(rateId, percent, netOf(lines)), Amount: amountOf(gross - netOf(lines)) };
}

/** Each agency's tax is rounded by itself, so that the sum may differ by a cent from the tax at the summed rate. */
function taxLine(rateId: string, percent: number, net: bigint): Line {
  const TaxLineDetail = { TaxRateRef: { value: rateId }, PercentBased: true, TaxPercent: percent, NetAmountTaxable: amountOf(net) };
  return { Amount: amountOf(percentOf(net, percent)), DetailType: "TaxLineDetail", TaxLineDetail };
}
