import type { Money } from "tieout-shared/contract.ts";

/** An item of QuickBooks that a product may be; `score` from 0 to 100, `unitPrice` an exact decimal. */
export type Suggestion = { itemId: string; name: string; sku: string | null; unitPrice: string | null; score: number; reasons: string[] };

/** A product that no item is known for, and the won deals that wait for it. */
export type UnmappedProduct = {
  key: string;
  productId: string | null;
  sku: string | null;
  name: string;
  dealCount: number;
  /** What the waiting deals are worth, one amount for each currency. */
  money: Money[];
  /** The instant at which the oldest of them was won. */
  oldest: string | null;
  deals: { id: string; name: string }[];
  suggestions: Suggestion[];
};

/** What an approval answers: how many deals it released, and the products that are still unmapped. */
export type Released = { products: UnmappedProduct[]; released: number };
