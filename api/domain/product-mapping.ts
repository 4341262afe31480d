import { Big } from "big.js";
import type { ProductMapping } from "./sale.ts";

/** What is wrong with a product mapping as a whole, in plain words; empty when it can be used. */
export function checkMapping(mappings: ProductMapping[]): string[] {
  return [
    ...mappings.flatMap(faultsOf),
    ...doubles(
      mappings.map(({ productId }) => productId),
      "product",
    ),
    ...doubles(
      mappings.map(({ sku }) => sku),
      "SKU",
    ),
  ];
}

function faultsOf(mapping: ProductMapping): string[] {
  if (mapping.items.length === 0) return [];
  const name = mapping.productId ? `Product ${mapping.productId}` : `SKU ${mapping.sku}`;
  const shares = mapping.items.reduce((sum, { share }) => sum.plus(share), new Big(0));
  const faults = shares.eq(1) ? [] : [`${name}: the shares sum to ${shares.toString()}, they must sum to 1.`];
  return mapping.items.some(({ quantity }) => new Big(quantity).lte(0))
    ? [...faults, `${name}: a quantity factor must be above 0.`]
    : faults;
}

function doubles(keys: (string | undefined)[], what: string): string[] {
  const given = keys.filter((key) => key !== undefined);
  const twice = new Set(given.filter((key, index) => given.indexOf(key) !== index));
  return [...twice].map((key) => `${what} ${key} is mapped twice.`);
}
