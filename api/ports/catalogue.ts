import type { CatalogueItem } from "../domain/catalogue.ts";

/** What the CRM's products were last told of the ERP's items. */
export type CatalogueTold = {
  /** By SKU. */
  read(): Promise<Map<string, CatalogueItem>>;
  save(items: readonly CatalogueItem[]): Promise<void>;
};
