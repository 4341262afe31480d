import Big from "big.js";
import type { DealView } from "./deal-view.ts";
import type { CompanyFacts, ItemFacts } from "./erp-facts.ts";
import { parseDecimal } from "./decimal.ts";
import { spreadDiscount } from "./header-discount.ts";
import { roundToMinor, sayAmount, toMajor } from "./money.ts";
import type { OrderLine, Sale } from "./sale.ts";
import type { Settings } from "./settings.ts";

/** Why a sale needs the word of finance before it is pushed, in plain words. */
export type ApprovalReason = {
  code: "discountOver" | "termsNotListed" | "contractOver" | "newCustomerOver" | "priceOffList" | "manualReview";
  message: string;
};

/** What the reasons are told from. Limits of the settings are in the currency of the sale. */
export type ApprovalFacts = {
  sale: Sale;
  lines: readonly OrderLine[];
  items: readonly ItemFacts[];
  company: Pick<CompanyFacts, "homeCurrency">;
  /** The sale's payment terms are among those that the portal uses. */
  termsListed: boolean;
  customerMatch: NonNullable<DealView["customer"]>["match"];
  settings: Pick<Settings, "approvals">;
};

/** Every reason for which finance must approve (RULES §1, price list and approval); empty when the push may go on. */
export function approvalReasons(facts: ApprovalFacts): ApprovalReason[] {
  return RULES.flatMap((rule) => rule(facts) ?? []);
}

/** How much of the list price was given away on the whole sale, in percent with at most two decimals; "0" for none. */
export function discountPercentOf({ lines, net, currency }: Pick<Sale, "lines" | "net" | "currency">): string {
  const list = lines.reduce((sum, line) => sum.plus(listAmount(line)), new Big(0));
  return sayPercent(percentOff(list, toMajor(net, currency)));
}

/** A new reason is one more function here. */
const RULES: readonly ((facts: ApprovalFacts) => ApprovalReason | ApprovalReason[] | null)[] = [
  discountOver,
  termsNotListed,
  contractOver,
  newCustomerOver,
  priceOffList,
  manualReview,
];

/** The whole deal, and each line by itself: a gift on one line does not hide behind the others. */
function discountOver({ sale, settings }: ApprovalFacts): ApprovalReason | null {
  const limit = settings.approvals.discountPercentOver;
  if (limit === null) return null;
  const whole = discountPercentOf(sale);
  const net = netAmounts(sale.lines, sale);
  const onLines = sale.lines.map((line, i) => ({ name: line.name, percent: percentOff(listAmount(line), net[i] ?? new Big(0)) }));
  const parts = [
    ...(new Big(whole).gt(limit) ? [`${whole} % on the whole deal`] : []),
    ...onLines.filter(({ percent }) => percent.gt(limit)).map(({ name, percent }) => `${sayPercent(percent)} % on ${name}`),
  ];
  return parts.length === 0 ? null : reason("discountOver", `The discount is over ${limit} %: ${parts.join(", ")}.`);
}

function termsNotListed({ sale, termsListed, settings }: ApprovalFacts): ApprovalReason | null {
  if (!settings.approvals.termsNotListed || sale.terms === null || termsListed) return null;
  return reason("termsNotListed", `The payment terms "${sale.terms}" are not among the usual ones.`);
}

function contractOver({ sale, settings }: ApprovalFacts): ApprovalReason | null {
  const limit = limitOf(settings.approvals.contractOver, sale);
  if (limit === null || sale.net <= limit) return null;
  return reason("contractOver", `The contract of ${say(sale.net, sale)} is over ${say(limit, sale)}.`);
}

function newCustomerOver({ sale, customerMatch, settings }: ApprovalFacts): ApprovalReason | null {
  const limit = limitOf(settings.approvals.newCustomerOver, sale);
  if (limit === null || customerMatch !== "new" || sale.net <= limit) return null;
  return reason("newCustomerOver", `${sale.buyer.name} is a new customer, and ${say(sale.net, sale)} is over ${say(limit, sale)}.`);
}

/** Prices of the item list are in the currency of the books; a sale in another is not compared with them. */
function priceOffList({ sale, lines, items, company, settings }: ApprovalFacts): ApprovalReason[] {
  const { priceTolerance } = settings.approvals;
  if (priceTolerance === null || sale.currency !== company.homeCurrency) return [];
  const net = netAmounts(lines, sale);
  return lines.flatMap((line, i) => {
    const item = items.find(({ id }) => id === line.itemId);
    const range = item ? priceRange(item, priceTolerance) : null;
    const units = new Big(line.soldQuantity).times(line.periods);
    const amount = net[i] ?? new Big(0);
    // compared without dividing, so that a price on the edge is never over it
    if (range === null || (amount.gte(range.low.times(units)) && amount.lte(range.high.times(units)))) return [];
    const price = sayAmount(roundToMinor(amount.div(units), sale.currency), sale.currency);
    const list = sayAmount(roundToMinor(range.list, sale.currency), sale.currency);
    const side = amount.lt(range.list.times(units)) ? "below" : "above";
    return reason(
      "priceOffList",
      `${line.itemName} is sold for ${price} each, more than ${priceTolerance} % ${side} its price of ${list}.`,
    );
  });
}

type PriceRange = { list: Big; low: Big; high: Big };

/** What a unit may cost in one period: the item's price, give or take the tolerance. Null where the item has no price. */
function priceRange({ unitPrice }: ItemFacts, tolerancePercent: number): PriceRange | null {
  const list = unitPrice === null ? null : parseDecimal(unitPrice);
  if (list === null || list.lte(0)) return null;
  const margin = list.times(tolerancePercent).times("0.01");
  return { list, low: list.minus(margin), high: list.plus(margin) };
}

function manualReview({ lines }: ApprovalFacts): ApprovalReason | null {
  const marked = [...new Set(lines.filter((line) => line.manualReview).map(({ productName }) => productName))];
  if (marked.length === 0) return null;
  return reason("manualReview", `${marked.join(", ")}: marked for manual review.`);
}

function limitOf(limit: string | null, { currency }: Sale): bigint | null {
  return limit === null ? null : roundToMinor(new Big(limit), currency);
}

/** What is paid for each line in major units, also where the deal's discount is a line of its own. */
function netAmounts(lines: readonly { amount: bigint }[], { discount, currency }: Sale): Big[] {
  const header = discount && ({ kind: "amount", amount: discount.amount } as const);
  const { amounts } = spreadDiscount(
    lines.map(({ amount }) => amount),
    header,
    { dealId: "", currency },
  );
  return amounts.map((amount) => toMajor(amount, currency));
}

/** Quantity × list price over the whole term, exact. */
function listAmount({ soldQuantity, listUnitPrice }: Sale["lines"][number]): Big {
  return new Big(soldQuantity).times(listUnitPrice);
}

function percentOff(list: Big, net: Big): Big {
  return list.lte(0) ? new Big(0) : list.minus(net).times(100).div(list);
}

function sayPercent(percent: Big): string {
  return percent.round(2, Big.roundHalfUp).toFixed();
}

function say(minor: bigint, { currency }: Sale): string {
  return sayAmount(minor, currency);
}

function reason(code: ApprovalReason["code"], message: string): ApprovalReason {
  return { code, message };
}
