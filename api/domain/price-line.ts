import Big from "big.js";
import type { DealLine } from "./deal.ts";
import { parseDecimal } from "./decimal.ts";
import { errorFinding, warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { written } from "./written.ts";

/** A line's exact prices for ONE period, per unit: before and after the line's own discount. */
export type LinePrice = { quantity: Big; list: Big; net: Big; discount: LineDiscount | null };
type LineDiscount = { kind: "percent" | "perUnit"; value: Big };

/** Reads quantity, price and the line's discount (per unit or percent, RULES §1), or says what a rep must mend. */
export function priceLine(line: DealLine): { price: LinePrice | null; findings: Finding[] } {
  const quantity = read(line.quantity);
  const list = read(line.unitPrice);
  const { discount, problem } = readDiscount(line);
  const where = { object: "lineItem", id: line.id } as const;
  const mend = (code: string, message: string) => errorFinding(code, "rep", `${line.name}: ${message}`, where);

  const findings: Finding[] = [];
  if (quantity === null || quantity.lte(0)) findings.push(mend("quantityMissing", "enter a quantity above 0, or remove the line."));
  if (list === null) findings.push(mend("priceMissing", "enter a unit price (0 if it is free)."));
  if (problem !== null) findings.push(mend(problem.code, problem.message));
  if (quantity === null || list === null || findings.length > 0) return { price: null, findings };

  const net = discount === null ? list : discounted(list, discount);
  if (discount !== null && net.lt(0)) {
    return { price: null, findings: [mend("discountTooLarge", `the discount is more than the price of ${list.toFixed()}.`)] };
  }
  if (net.lt(0))
    findings.push(warningFinding("negativeLine", "finance", `${line.name}: its price is negative, so it lowers the order.`, where));
  return { price: { quantity, list, net, discount }, findings };
}

function discounted(list: Big, { kind, value }: LineDiscount): Big {
  return kind === "percent" ? list.times(new Big(100).minus(value)).times("0.01") : list.minus(value);
}

type ReadDiscount = { discount: LineDiscount | null; problem: { code: string; message: string } | null };

function readDiscount(line: DealLine): ReadDiscount {
  const perUnit = read(written(line.discountPerUnit) ?? "0");
  const percent = read(written(line.discountPercent) ?? "0");
  const bad = (code: string, message: string) => ({ discount: null, problem: { code, message } });
  if (perUnit === null || perUnit.lt(0)) return bad("discountUnclear", `"${line.discountPerUnit}" is no discount per unit.`);
  if (percent === null || percent.lt(0) || percent.gt(100)) {
    return bad("discountUnclear", `"${line.discountPercent}" is no discount. Enter a percentage from 0 to 100.`);
  }
  if (perUnit.gt(0) && percent.gt(0)) return bad("lineDiscountTwice", "it has a discount per unit and one in percent. Keep one of them.");
  if (perUnit.gt(0)) return { discount: { kind: "perUnit", value: perUnit }, problem: null };
  return { discount: percent.gt(0) ? { kind: "percent", value: percent } : null, problem: null };
}

function read(text: string | null): Big | null {
  return text === null ? null : parseDecimal(text);
}
