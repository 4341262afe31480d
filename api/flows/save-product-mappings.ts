import { AppError } from "../domain/errors.ts";
import { checkMapping } from "../domain/product-mapping.ts";
import type { Person } from "../domain/person.ts";
import type { ProductMapping } from "../domain/sale.ts";
import type { Needs } from "./needs.ts";

/** Replaces the product mapping. Deals that waited for a mapping are looked at again. Throws invalid with every fault. */
export async function saveProductMappings(
  { store }: Needs,
  { portalId, by, mappings }: { portalId: number; by: Person; mappings: ProductMapping[] },
): Promise<ProductMapping[]> {
  const faults = checkMapping(mappings);
  if (faults.length > 0) throw new AppError("invalid", faults.join(" "), { code: "mappingInvalid", fixBy: "finance" });
  return store.inPortal(portalId, async (tx) => {
    const before = await tx.productMappings.list();
    await tx.productMappings.replaceAll(mappings);
    for (const dealId of await tx.deals.withFinding("productUnmapped")) {
      await tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause: "webhook" } }, { key: `${portalId}:${dealId}` });
    }
    await tx.audit.append({ by, what: "productMapping.saved", subject: null, details: { before, after: mappings } });
    return tx.productMappings.list();
  });
}
