import type { CatalogueItem } from "../domain/catalogue.ts";
import type { CatalogueTold } from "../ports/catalogue.ts";
import type { PortalScope } from "./with-portal.ts";

/** What the products of one portal were last told, bound to its transaction. */
export function catalogueTold({ trx, portalId }: PortalScope): CatalogueTold {
  return {
    async read() {
      const rows: { sku: string; told: CatalogueItem }[] = await trx("catalogue_told").where({ portal_id: portalId });
      return new Map(rows.map(({ sku, told }) => [sku, told]));
    },
    async save(items) {
      await trx.raw(
        `insert into catalogue_told (portal_id, sku, told) select ?, item ->> 'sku', item from jsonb_array_elements(?::jsonb) as item
         on conflict (portal_id, sku) do update set told = excluded.told`,
        [portalId, JSON.stringify(items)],
      );
    },
  };
}
