import { createHash } from "node:crypto";
import type { Sale, SaleLine } from "./sale.ts";

/** A sale as JSON can hold it: minor units as text, since a JSON number is not exact. */
export type SaleJson = Omit<Sale, "net" | "dealAmount" | "lines" | "discount"> & {
  net: string;
  /** Absent in what was stored before a discount could be a line of its own. */
  discount?: { amount: string; description: string } | null;
  dealAmount: string | null;
  lines: (Omit<SaleLine, "amount"> & { amount: string })[];
};

/** The sale as JSON, exactly. */
export function saleToJson(sale: Sale): SaleJson {
  return {
    ...sale,
    net: String(sale.net),
    discount: sale.discount && { ...sale.discount, amount: String(sale.discount.amount) },
    dealAmount: sale.dealAmount === null ? null : String(sale.dealAmount),
    lines: sale.lines.map((line) => ({ ...line, amount: String(line.amount) })),
  };
}

/** The sale that `saleToJson` wrote; throws for anything else, which is a bug or a damaged row. */
export function saleFromJson(json: unknown): Sale {
  if (!isSaleJson(json)) throw new Error("Bug! The stored sale is not one");
  return {
    ...json,
    net: BigInt(json.net),
    discount: json.discount ? { ...json.discount, amount: BigInt(json.discount.amount) } : null,
    dealAmount: json.dealAmount === null ? null : BigInt(json.dealAmount),
    lines: json.lines.map((line) => ({ ...line, amount: BigInt(line.amount) })),
  };
}

/** SHA-256 (hex) of a sale: equal for equal sales, whatever the order of their keys. */
export function saleHash(sale: Sale): string {
  return createHash("sha256")
    .update(JSON.stringify(sortKeys(saleToJson(sale))))
    .digest("hex");
}

function isSaleJson(json: unknown): json is SaleJson {
  return (
    isRecord(json) &&
    isWhole(json["net"]) &&
    Array.isArray(json["lines"]) &&
    json["lines"].every((line) => isRecord(line) && isWhole(line["amount"]))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isWhole(value: unknown): boolean {
  return typeof value === "string" && /^-?\d+$/.test(value);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sortKeys(value[key])]),
  );
}
