import { AppError } from "../domain/errors.ts";
import { keyOfEntry } from "../domain/mapping.ts";
import type { Person } from "../domain/person.ts";
import { suggestItems, type ItemSuggestion } from "../domain/suggest-items.ts";
import { unmappedProducts, type UnmappedProduct } from "../domain/unmapped.ts";
import type { ErpItem } from "../ports/erp.ts";
import { activeErp } from "./active-erp.ts";
import type { Needs } from "./needs.ts";
import { saveMapping } from "./save-mapping.ts";

/** A product that deals wait for, with the items that it may be. */
export type Unmapped = Omit<UnmappedProduct, "prices"> & { suggestions: ItemSuggestion[] };

/** The products that deals wait for. Without a connection there is nothing to suggest. */
export async function listUnmapped(needs: Needs, portalId: number): Promise<Unmapped[]> {
  const { products } = await readInbox(needs, portalId);
  const erp = products.length === 0 ? null : await activeErp(needs, portalId);
  const items = erp ? await erp.listItems() : [];
  return products.map(({ prices, ...product }) => ({
    ...product,
    suggestions: isMappable(product) ? suggestItems({ ...product, prices }, items) : [],
  }));
}

type Approval = { portalId: number; by: Person; key: string; itemId: string };

/**
 * Maps a product to an item, which is one save of the mapping, and so releases every deal that waits for it. Answers how many
 * deals lack nothing in the mapping any more. Throws notFound when nobody waits for the product (any more), invalid for an
 * item that cannot be sold.
 */
export async function approveUnmapped(needs: Needs, { portalId, by, key, itemId }: Approval): Promise<{ released: number }> {
  const { products, mapping } = await readInbox(needs, portalId);
  const product = products.find((each) => each.key === key);
  if (!product) throw new AppError("notFound", "No deal waits for this product any more.", { code: "nothingWaits", fixBy: "finance" });
  const item = sellable(await (await activeErp(needs, portalId))?.listItems(), itemId);

  const entry = { ...nameOf(product), items: [{ itemId, quantity: "1", share: "1" }] };
  const others = mapping.products.filter((other) => keyOfEntry("products", other) !== keyOfEntry("products", entry));
  const what = `"${product.name}" mapped to "${item.name}"`;
  await saveMapping(needs, { portalId, by, what, lists: { products: [...others, entry] }, expectedVersion: mapping.version });

  const after = (await readInbox(needs, portalId)).products;
  const stillWaiting = new Set(after.flatMap(({ deals }) => deals.map(({ id }) => id)));
  return { released: product.deals.filter(({ id }) => !stillWaiting.has(id)).length };
}

function readInbox({ store }: Needs, portalId: number) {
  return store.inPortal(portalId, async (tx) => {
    const mapping = await tx.mapping.read();
    return { mapping, products: unmappedProducts(await tx.deals.unmapped(), mapping.products) };
  });
}

function nameOf({ productId, sku, name }: UnmappedProduct): { productId?: string; sku?: string } {
  if (productId !== null) return { productId };
  if (sku !== null) return { sku: sku.trim() };
  const message = `"${name}" has neither a product nor a SKU, so it cannot be mapped. Choose a product for the line on the deal.`;
  throw new AppError("invalid", message, { code: "notMappable", fixBy: "rep" });
}

const isMappable = ({ productId, sku }: Pick<UnmappedProduct, "productId" | "sku">) => productId !== null || sku !== null;

function sellable(items: ErpItem[] | undefined, itemId: string): ErpItem {
  if (!items) throw new AppError("notConnected", "QuickBooks is not connected. An admin connects it in the settings.");
  const item = items.find(({ id }) => id === itemId);
  if (item?.active) return item;
  const message = item ? `The item "${item.name}" is inactive. Activate it, or choose another.` : "This item does not exist in QuickBooks.";
  throw new AppError("invalid", message, { code: item ? "itemInactive" : "itemMissing", fixBy: "finance" });
}
