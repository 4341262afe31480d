import Big from "big.js";
import { associatedWith } from "./association.ts";
import { putValue, valueOf, type CrmRecord, type WriteSource } from "./crm-record.ts";
import type { Portal } from "./portal.ts";

export const CALCULATED: WriteSource = { changeSource: "CALCULATED", sourceId: "CalculatedPropertyComputer" };

/** Months in one period of each billing frequency; a week is 12/52 of a month. */
const MONTHS: Record<string, Big> = {
  weekly: Big(12).div(52),
  biweekly: Big(24).div(52),
  monthly: Big(1),
  quarterly: Big(3),
  per_six_months: Big(6),
  annually: Big(12),
  per_two_years: Big(24),
  per_three_years: Big(36),
  per_four_years: Big(48),
  per_five_years: Big(60),
};

/** The types that read from a company to its child and to its parent. */
const [TO_CHILD, TO_PARENT] = [13, 14];

/**
 * Computes what HubSpot computes on a line: `amount` is quantity × net price of ONE period, where `discount` is per unit and
 * the percentage comes off the price; the recurring measures follow from it.
 */
export function calculateLine(line: CrmRecord, now: number): void {
  const read = (name: string) => decimal(valueOf(line, name));
  const quantity = read("quantity") ?? Big(1);
  const price = read("price");
  const frequency = valueOf(line, "recurringbillingfrequency");
  const term = monthsOf(valueOf(line, "hs_recurring_billing_period"));
  const set = (name: string, value: Big | null) => putCalculated(line, name, value === null ? "" : text(value), now);
  if (price === null) {
    for (const name of ["amount", "hs_tcv", "hs_acv", "hs_arr", "hs_mrr"]) set(name, null);
    return;
  }
  const percent = read("hs_discount_percentage");
  const net = percent ? price.times(Big(100).minus(percent)).div(100) : price.minus(read("discount") ?? 0);
  const amount = quantity.times(net);
  const perMonth = frequency && MONTHS[frequency] ? amount.div(MONTHS[frequency]) : null;
  set("amount", amount);
  set("hs_pre_discount_amount", quantity.times(price));
  set("hs_total_discount", quantity.times(price.minus(net)));
  set("hs_term_in_months", term);
  set("hs_mrr", perMonth ?? Big(0));
  set("hs_arr", perMonth?.times(12) ?? Big(0));
  set("hs_tcv", perMonth?.times(term ?? 12) ?? amount);
  set("hs_acv", perMonth?.times(term?.lt(12) ? term : 12) ?? amount);
  if (read("hs_cost_of_goods_sold")) set("hs_margin", amount.minus(quantity.times(read("hs_cost_of_goods_sold") ?? 0)));
}

/** Computes what HubSpot computes on a deal: the flags of its stage, the counts and the sums over its lines. */
export function calculateDeal(portal: Portal, deal: CrmRecord, now: number): void {
  const stage = portal.pipelines.flatMap(({ stages }) => stages).find(({ id }) => id === valueOf(deal, "dealstage"));
  const lines = linesOf(portal, deal);
  const won = stage?.isClosed === true && Number(stage.probability) === 1;
  const set = (name: string, value: string) => putCalculated(deal, name, value, now);
  set("hs_is_closed", String(stage?.isClosed ?? false));
  set("hs_is_closed_won", String(won));
  set("hs_is_closed_lost", String(stage?.isClosed === true && !won));
  set("hs_deal_stage_probability", stage?.probability ?? "");
  set("hs_num_of_associated_line_items", String(lines.length));
  set("num_associated_contacts", String(associatedWith(portal, { object: "deals", id: deal.id }, "contacts").length));
  set("hs_primary_associated_company", primaryCompanyOf(portal, deal) ?? "");
  for (const measure of ["hs_tcv", "hs_acv", "hs_arr", "hs_mrr"]) set(measure, lines.length === 0 ? "" : text(sum(lines, measure)));
}

/** Computes what HubSpot computes on a company: its parent, and how many children it has, from its associations with companies. */
export function calculateCompany(portal: Portal, company: CrmRecord, now: number): void {
  const others = associatedWith(portal, { object: "companies", id: company.id }, "companies");
  const labelled = (typeId: number) => others.filter(({ types }) => types.some((type) => type.typeId === typeId));
  putCalculated(company, "hs_parent_company_id", labelled(TO_PARENT)[0]?.record.id ?? "", now);
  putCalculated(company, "hs_num_child_companies", String(labelled(TO_CHILD).length), now);
}

/** The amount that the portal's setting derives from the lines; null when it is typed by hand or there are no lines. */
export function derivedAmount(portal: Portal, deal: CrmRecord): string | null {
  const lines = linesOf(portal, deal);
  if (portal.amountBasis === "manual" || lines.length === 0) return null;
  return text(sum(lines, `hs_${portal.amountBasis}`));
}

function linesOf(portal: Portal, deal: CrmRecord): CrmRecord[] {
  return associatedWith(portal, { object: "deals", id: deal.id }, "line_items").map(({ record }) => record);
}

function primaryCompanyOf(portal: Portal, deal: CrmRecord): string | undefined {
  const companies = associatedWith(portal, { object: "deals", id: deal.id }, "companies");
  return companies.find(({ types }) => types.some(({ typeId }) => typeId === 5))?.record.id;
}

function sum(lines: readonly CrmRecord[], measure: string): Big {
  return lines.reduce((total, line) => total.plus(valueOf(line, measure) ?? 0), Big(0));
}

function putCalculated(record: CrmRecord, name: string, value: string, now: number): void {
  putValue(record, name, { value, timestamp: now, source: CALCULATED });
}

function decimal(value: string | null): Big | null {
  return value === null ? null : Big(value);
}

/** Six decimals at most, no trailing zeros, never an exponent. */
function text(value: Big): string {
  return Big(value.toFixed(6)).toFixed();
}

function monthsOf(period: string | null): Big | null {
  const months = /^P(\d+)M$/.exec(period ?? "")?.[1];
  const years = /^P(\d+)Y$/.exec(period ?? "")?.[1];
  if (months) return Big(months);
  return years ? Big(years).times(12) : null;
}
