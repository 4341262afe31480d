import { parseDecimal } from "./decimal.ts";
import type { ItemFacts } from "./erp-facts.ts";
import { foldText, trigramLikeness } from "./normal-name.ts";

/** An item that a product may be. `score` is from 0 to 100, `reasons` say what it is made of. */
export type ItemSuggestion = {
  itemId: string;
  name: string;
  sku: string | null;
  unitPrice: string | null;
  score: number;
  reasons: string[];
};

type Product = { sku: string | null; name: string; prices: readonly string[] };
type PricedItem = ItemFacts & { unitPrice: string | null };
type Points = { points: number; reason: string } | null;

const MOST = 5;
/** Below it an item has nothing in common with the product that a person could see. */
const LEAST_SCORE = 15;
/** A likeness below it is chance: two words of three letters share as much. */
const LEAST_LIKENESS = 0.3;

/** The active items that a product is most likely to be, the likeliest first: by SKU (50 points), name (35) and price (15). */
export function suggestItems(product: Product, items: readonly PricedItem[]): ItemSuggestion[] {
  return items
    .filter(({ active }) => active)
    .map((item) => suggestion(product, item))
    .filter(({ score }) => score >= LEAST_SCORE)
    .toSorted((one, other) => other.score - one.score || one.name.localeCompare(other.name, "en"))
    .slice(0, MOST);
}

function suggestion(product: Product, { id, name, sku, unitPrice }: PricedItem): ItemSuggestion {
  const all = [skuPoints(product.sku, sku), namePoints(product.name, name), pricePoints(product.prices, unitPrice)];
  const given = all.filter((points) => points !== null);
  return {
    ...{ itemId: id, name, sku, unitPrice },
    score: Math.round(given.reduce((sum, { points }) => sum + points, 0)),
    reasons: given.map(({ reason }) => reason),
  };
}

function skuPoints(one: string | null, other: string | null): Points {
  const [a, b] = [foldSku(one), foldSku(other)];
  if (a === "" || b === "") return null;
  if (a === b) return { points: 50, reason: `Same SKU: ${other}` };
  const likeness = trigramLikeness(a, b);
  return likeness < LEAST_LIKENESS ? null : { points: 40 * likeness, reason: `SKU alike: ${other}` };
}

function namePoints(one: string, other: string): Points {
  const [a, b] = [foldText(one), foldText(other)];
  if (a === b) return { points: 35, reason: `Same name: ${other}` };
  const likeness = trigramLikeness(a, b);
  return likeness < LEAST_LIKENESS ? null : { points: 30 * likeness, reason: `Name alike: ${other}` };
}

/** Equal is 15, ten percent apart is 0. */
function pricePoints(prices: readonly string[], other: string | null): Points {
  const price = parseDecimal(other ?? "");
  if (!price?.gt(0)) return null;
  const apart = prices.flatMap((text) => parseDecimal(text)?.minus(price).abs().div(price).toNumber() ?? []);
  const nearest = Math.min(...apart);
  if (nearest === 0) return { points: 15, reason: `Same price: ${other}` };
  return nearest >= 0.1 ? null : { points: 15 * (1 - nearest * 10), reason: `Price alike: ${other}` };
}

/** "Seat_Monthly" and "SEAT-MONTHLY" are typed by two people who mean one. */
function foldSku(sku: string | null): string {
  return (sku ?? "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
