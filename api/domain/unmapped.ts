import type { Deal } from "./deal.ts";
import type { Money } from "./deal-view.ts";
import type { Finding } from "./finding.ts";
import { mappingOf } from "./map-lines.ts";
import { parseAmount, toMoney } from "./money.ts";
import type { ProductMapping, Sale, SaleLine } from "./sale.ts";

/** A sold line that no item stands for yet. `unitPrice` is of one period, `wholePrice` of all of them, both as listed. */
type UnmappedLine = {
  productId: string | null;
  sku: string | null;
  name: string;
  amount: Money;
  unitPrice: string | null;
  wholePrice: string;
};

/** What a waiting deal lacks in the mapping. `wonAt` is an ISO instant. */
export type UnmappedDeal = { name: string; wonAt: string | null; lines: UnmappedLine[] };

/** The lines of a checked deal that have the finding `productUnmapped`; null when there are none. */
export function unmappedOf({ deal, sale, findings }: { deal: Deal; sale: Sale | null; findings: Finding[] }): UnmappedDeal | null {
  const lineIds = new Set(findings.flatMap(({ code, where }) => (code === "productUnmapped" && where ? [where.id] : [])));
  const lines = (sale?.lines ?? []).filter(({ lineItemId }) => lineIds.has(lineItemId));
  if (!sale || lines.length === 0) return null;
  return { name: deal.name, wonAt: deal.closedAt, lines: lines.map((line) => unmappedLine(line, deal, sale.currency)) };
}

function unmappedLine({ lineItemId, productId, sku, name, amount, listUnitPrice }: SaleLine, deal: Deal, currency: string): UnmappedLine {
  const unitPrice = deal.lines.find(({ id }) => id === lineItemId)?.unitPrice ?? null;
  return { productId, sku, name, amount: toMoney(amount, currency), unitPrice, wholePrice: listUnitPrice };
}

/** One product that is not mapped, and the deals that wait for it. `oldest` is when the first of them was won. */
export type UnmappedProduct = {
  key: string;
  productId: string | null;
  sku: string | null;
  name: string;
  /** One sum per currency. */
  money: Money[];
  oldest: string | null;
  deals: { id: string; name: string }[];
  prices: string[];
};

/** The products that waiting deals lack, those with most deals first; what is mapped by now is left out, though its deals may still wait for their turn. */
export function unmappedProducts(
  waiting: readonly (UnmappedDeal & { dealId: string })[],
  mappings: readonly ProductMapping[],
): UnmappedProduct[] {
  const found = waiting.flatMap((deal) => deal.lines.filter((line) => !isMapped(line, mappings)).map((line) => ({ deal, line })));
  return [...Map.groupBy(found, ({ line }) => keyOf(line))]
    .map(([key, rows]) => productOf(key, rows))
    .toSorted((one, other) => other.deals.length - one.deals.length || (one.key < other.key ? -1 : 1));
}

function isMapped(line: UnmappedLine, mappings: readonly ProductMapping[]): boolean {
  const mapping = mappingOf(line, mappings);
  return mapping !== null && (mapping.manualReview === true || mapping.items.length > 0);
}

/** By product, then by SKU. A line with neither can only be mended in the CRM: it needs a product there. */
function keyOf({ productId, sku, name }: UnmappedLine): string {
  if (productId !== null) return `product:${productId}`;
  return sku === null ? `name:${name}` : `sku:${sku.trim()}`;
}

function productOf(key: string, rows: { deal: UnmappedDeal & { dealId: string }; line: UnmappedLine }[]): UnmappedProduct {
  const deals = new Map(rows.map(({ deal: { dealId, name } }) => [dealId, { id: dealId, name }]));
  const { productId = null, sku = null, name = "" } = rows[0]?.line ?? {};
  return {
    ...{ key, productId, sku, name },
    money: sums(rows.map(({ line }) => line.amount)),
    oldest: rows.flatMap(({ deal }) => deal.wonAt ?? []).sort()[0] ?? null,
    deals: [...deals.values()],
    prices: [...new Set(rows.flatMap(({ line }) => [line.unitPrice ?? [], line.wholePrice].flat()))],
  };
}

function sums(amounts: Money[]): Money[] {
  return [...Map.groupBy(amounts, ({ currency }) => currency)].map(([currency, all]) =>
    toMoney(
      all.reduce((sum, { amount }) => sum + parseAmount(amount, currency), 0n),
      currency,
    ),
  );
}
