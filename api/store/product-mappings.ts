import type { ProductMapping } from "../domain/sale.ts";
import { orConflict } from "./database-errors.ts";
import { lockPortal } from "./portals.ts";
import type { ProductMappingTableRow } from "./tables.ts";
import type { PortalScope } from "./with-portal.ts";

/** The portal's mappings in the order in which they were saved. */
export async function listProductMappings({ trx, portalId }: PortalScope): Promise<ProductMapping[]> {
  const rows = await trx<ProductMappingTableRow>("product_mappings").where("portal_id", portalId).orderBy("position");
  return rows.map((row) => ({
    ...(row.product_id === null ? {} : { productId: row.product_id }),
    ...(row.sku === null ? {} : { sku: row.sku }),
    ...(row.manual_review ? { manualReview: true } : {}),
    items: row.items,
  }));
}

/** Replaces the portal's mappings. Throws conflict when a product or SKU stands in the list twice. */
export async function replaceProductMappings(scope: PortalScope, mappings: ProductMapping[]): Promise<void> {
  const { trx, portalId } = scope;
  await lockPortal(scope);
  await trx("product_mappings").where("portal_id", portalId).delete();
  if (mappings.length === 0) return;
  const rows = mappings.map(({ productId, sku, manualReview, items }, position) => ({
    portal_id: portalId,
    position,
    product_id: productId ?? null,
    sku: sku ?? null,
    manual_review: manualReview ?? false,
    items: JSON.stringify(items),
  }));
  await orConflict(trx.batchInsert("product_mappings", rows), "A product or SKU is mapped twice.");
}
