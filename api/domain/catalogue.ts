/** An item of the ERP as a product of the CRM would show it; `price` is decimal text in the CRM's home currency, null where that is not the company's. */
export type CatalogueItem = { sku: string; name: string; description: string | null; price: string | null; active: boolean };
/** A product of the CRM's library. `recurring`: its price is for one period, whose length only the CRM knows. */
export type CatalogueProduct = CatalogueItem & { id: string; recurring: boolean };
/** What is written to a product. */
export type ProductFields = Partial<Omit<CatalogueItem, "sku">>;

const FIELDS = ["name", "description", "price", "active"] as const;

/**
 * What is to be written on the product of an item: what the item says otherwise than when it was last told, or with `all` than
 * the product does. A price is never written over one with a frequency (RULES §8), and an item told for the first time
 * overwrites nothing.
 */
export function productChanges(item: CatalogueItem, product: CatalogueProduct, told: CatalogueItem | null, all: boolean): ProductFields {
  const changed = FIELDS.filter((field) => {
    if (field === "price" && (product.recurring || item.price === null || samePrice(item.price, product.price))) return false;
    if (item[field] === product[field]) return false;
    return all || (told !== null && told[field] !== item[field]);
  });
  return Object.fromEntries(changed.map((field) => [field, item[field]]));
}

/** The item is not what was last told of it. */
export function isNews(item: CatalogueItem, told: CatalogueItem | null): boolean {
  return told === null || FIELDS.some((field) => told[field] !== item[field]);
}

/** Of items with one SKU the first counts, which is that of the company that was joined first. */
export function bySku(items: readonly CatalogueItem[]): Map<string, CatalogueItem> {
  const first = new Map<string, CatalogueItem>();
  for (const item of items) if (!first.has(item.sku)) first.set(item.sku, item);
  return first;
}

const samePrice = (one: string, other: string | null) => other !== null && other !== "" && Number(one) === Number(other);
