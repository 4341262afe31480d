import type { Choices, Lists, ProductEntry } from "./contract.ts";

/** A product of HubSpot, or an entry for a SKU that no product has, with what it becomes. */
export type ProductRow = {
  key: string;
  name: string;
  sku: string | null;
  /** Null while it is not mapped by hand. */
  entry: ProductEntry | null;
  /** The item that its SKU finds by itself. */
  bySku: Choices["items"][number] | null;
};

/** Every product that can be mapped: those of HubSpot first, then entries that stand for none of them. */
export function productRows({ products }: Pick<Lists, "products">, choices: Choices): ProductRow[] {
  const used = new Set<ProductEntry>();
  const rows = choices.products.map(({ id, name, sku }): ProductRow => {
    const entry =
      products.find(({ productId }) => productId === id) ??
      products.find((each) => each.productId === undefined && sku !== null && each.sku === sku);
    if (entry) used.add(entry);
    return { key: id, name, sku, entry: entry ?? null, bySku: itemBySku(choices, sku) };
  });
  const others = products.filter((entry) => !used.has(entry));
  return [...rows, ...others.map((entry) => otherRow(entry, choices))];
}

function otherRow(entry: ProductEntry, choices: Choices): ProductRow {
  const { productId, sku } = entry;
  const name = productId === undefined ? `SKU ${sku ?? ""}` : `Product ${productId}, not in the library`;
  return { key: productId ?? `sku:${sku ?? ""}`, name, sku: sku ?? null, entry, bySku: itemBySku(choices, sku ?? null) };
}

/** What a product becomes instead; null takes its entry away. */
export type ProductChange = { row: ProductRow; entry: Omit<ProductEntry, "productId" | "sku"> | null };

/** The lists with other entries for these products. */
export function withEntries(lists: Lists, changes: ProductChange[]): Lists {
  let { products } = lists;
  for (const { row, entry } of changes) {
    const next = entry && { ...identityOf(row), ...entry };
    const at = row.entry ? products.indexOf(row.entry) : -1;
    if (at < 0) products = next ? [...products, next] : products;
    else products = next ? products.with(at, next) : products.toSpliced(at, 1);
  }
  return { ...lists, products };
}

/** An entry keeps what it was kept by; a new one goes by the product's id. */
function identityOf({ key, entry }: ProductRow): Pick<ProductEntry, "productId" | "sku"> {
  if (!entry) return { productId: key };
  const { productId, sku } = entry;
  return { ...(productId === undefined ? {} : { productId }), ...(sku === undefined ? {} : { sku }) };
}

/** The one active item with this SKU, as the push would find it. */
function itemBySku({ items }: Choices, sku: string | null): Choices["items"][number] | null {
  const same = sku === null || sku.trim() === "" ? [] : items.filter((item) => item.active && item.sku?.trim() === sku.trim());
  return same.length === 1 ? (same[0] ?? null) : null;
}

/** All of them become this one item; whether finance looks at them stays. */
export function asItem(rows: ProductRow[], itemId: string): ProductChange[] {
  return rows.map((row) => ({
    row,
    entry: { ...(row.entry?.manualReview ? { manualReview: true } : {}), items: [{ itemId, quantity: "1", share: "1" }] },
  }));
}

/** Finance looks at all of them each time, or no longer; what they become stays. An entry that then says nothing goes. */
export function reviewed(rows: ProductRow[], on: boolean): ProductChange[] {
  return rows.flatMap((row) => {
    const items = row.entry?.items ?? (row.bySku ? [{ itemId: row.bySku.id, quantity: "1", share: "1" }] : []);
    if (on) return [{ row, entry: { items, manualReview: true } }];
    return row.entry ? [{ row, entry: items.length > 0 ? { items } : null }] : [];
  });
}
