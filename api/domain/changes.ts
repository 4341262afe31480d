import { createHash } from "node:crypto";
import type { Address } from "./deal.ts";
import { sayAmount } from "./money.ts";
import type { Sale, SaleLine } from "./sale.ts";

/** One difference in words for a person. */
export type Change = { field: string; atPush: string; now: string };

const NONE = "none";

/** What differs now from the sale as it was pushed (RULES §4): value, dates, terms, buyer and each line. Empty when the order still says what was sold. */
export function changesSincePush(frozen: Sale, now: Sale): Change[] {
  return [...compare(headOf(frozen), headOf(now)), ...lineChanges(frozen, now)];
}

/** SHA-256 (hex) of changes: equal for the same ones. */
export function changesHash(changes: readonly Change[]): string {
  const told = changes.map(({ field, atPush, now }) => [field, atPush, now]);
  return createHash("sha256").update(JSON.stringify(told)).digest("hex");
}

function headOf(sale: Sale): Record<string, string> {
  const { buyer, currency } = sale;
  return {
    "Contract value": sayAmount(sale.net, currency),
    Discount: sale.discount === null ? NONE : sayAmount(sale.discount.amount, currency),
    "Deal amount": sale.dealAmount === null ? NONE : sayAmount(sale.dealAmount, currency),
    Currency: currency,
    "Order date": sale.orderDate,
    "Payment terms": sale.terms ?? NONE,
    "PO number": sale.poNumber ?? NONE,
    Buyer: buyer.name,
    "Buyer's record": `${buyer.kind} ${buyer.recordId}`,
    "Billing address": sayAddress(buyer.billing),
    "Shipping address": sayAddress(buyer.shipping),
    "Tax exempt": buyer.taxExempt ? "yes" : "no",
    "Tax id": buyer.taxId ?? NONE,
  };
}

function lineChanges(frozen: Sale, now: Sale): Change[] {
  const before = new Map(frozen.lines.map((line) => [line.lineItemId, line]));
  const after = new Map(now.lines.map((line) => [line.lineItemId, line]));
  const say = (line: SaleLine, currency: string) => `${line.description}: ${sayAmount(line.amount, currency)}`;
  const kept = frozen.lines.flatMap((line) => {
    const other = after.get(line.lineItemId);
    if (other === undefined) return [{ field: `Line ${line.name}`, atPush: say(line, frozen.currency), now: "removed" }];
    return compare(lineFields(line, frozen.currency), lineFields(other, now.currency), `Line ${line.name}: `);
  });
  const added = now.lines
    .filter(({ lineItemId }) => !before.has(lineItemId))
    .map((line) => ({ field: `Line ${line.name}`, atPush: NONE, now: say(line, now.currency) }));
  return [...kept, ...added];
}

function lineFields(line: SaleLine, currency: string): Record<string, string> {
  return {
    product: line.productId ?? line.sku ?? line.name,
    quantity: line.soldQuantity,
    amount: sayAmount(line.amount, currency),
    "service dates": line.serviceStart === null ? NONE : [line.serviceStart, line.serviceEnd ?? "open end"].join(" to "),
    periods: `${line.periods} × ${line.frequency ?? "one-time"}`,
  };
}

function compare(atPush: Record<string, string>, now: Record<string, string>, prefix = ""): Change[] {
  return Object.entries(atPush).flatMap(([field, before]) => {
    const after = now[field] ?? NONE;
    return before === after ? [] : [{ field: `${prefix}${field}`, atPush: before, now: after }];
  });
}

function sayAddress({ street, street2, city, state, zip, country }: Address): string {
  return [street, street2, city, state, zip, country].filter((part) => part?.trim()).join(", ") || NONE;
}
