import { bySku, isNews, productChanges, type CatalogueItem, type ProductFields } from "../domain/catalogue.ts";
import type { RunResult } from "../ports/schedule.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

/** Without it HubSpot lets nobody write products; an account need not grant it. */
const SCOPE = "crm.objects.products.write";

/** Events of items come in swarms; one run for all. */
const SETTLED_SECONDS = 30;

/** The CRM's products are told what became of the ERP's items, all that change in a while together. */
export function tellCatalogue(tx: PortalTx): Promise<void> {
  const job = { name: "sync-catalogue", data: { portalId: tx.portalId, all: false } } as const;
  return tx.enqueue(job, { key: String(tx.portalId), startAfterSeconds: SETTLED_SECONDS });
}

/**
 * Brings the products with an item's SKU up to date with what changed in the item since they were last told, from the mirror;
 * with `all` whatever differs. Makes those that are missing where a company with the item wants that; deactivates, and deletes none.
 */
export async function syncCatalogue(needs: Needs, { portalId, all }: { portalId: number; all: boolean }): Promise<RunResult> {
  const { store } = needs;
  const { granted, wanted, items, told } = await store.inPortal(portalId, async (tx) => ({
    granted: (await tx.portal.read())?.scopes.includes(SCOPE) ?? false,
    ...(await itemsOf(tx)),
    told: await tx.catalogueTold.read(),
  }));
  if (!granted) return { products: "HubSpot has not granted the right to change products" };
  const news = [...items.values()].filter((item) => all || isNews(item, told.get(item.sku) ?? null));
  if (news.length === 0) return { updated: 0, created: 0, refused: 0 };

  const crm = needs.crm(portalId);
  const products = new Map((await crm.findProducts(news.map(({ sku }) => sku))).map((product) => [product.sku, product]));
  const updates: { id: string; sku: string; fields: ProductFields }[] = [];
  for (const item of news) {
    const product = products.get(item.sku);
    const fields = product ? productChanges(item, product, told.get(item.sku) ?? null, all) : {};
    if (product && Object.keys(fields).length > 0) updates.push({ id: product.id, sku: item.sku, fields });
  }
  const missing = news.filter(({ sku, active }) => active && wanted.has(sku) && !products.has(sku));
  const notUpdated = new Set(await crm.updateProducts(updates));
  const notCreated = new Set(await crm.createProducts(missing));

  const refused = new Set([...updates.filter(({ id }) => notUpdated.has(id)).map(({ sku }) => sku), ...notCreated]);
  const unmade = new Set(news.filter(({ sku }) => !wanted.has(sku) && !products.has(sku)).map(({ sku }) => sku));
  const done = news.filter(({ sku }) => !refused.has(sku) && !unmade.has(sku));
  await store.inPortal(portalId, (tx) => tx.catalogueTold.save(done));
  return { updated: updates.length - notUpdated.size, created: missing.length - notCreated.size, refused: refused.size };
}

/** The items with a SKU of every company that is joined, by the order in which those were; `wanted` are those that are to have a product. */
async function itemsOf(tx: PortalTx): Promise<{ items: Map<string, CatalogueItem>; wanted: Set<string> }> {
  const currency = (await tx.portal.read())?.currency;
  const items: CatalogueItem[] = [];
  const wanted = new Set<string>();
  for (const { connectionId, company, state } of await tx.connections.list()) {
    if (state !== "active") continue;
    const { createProducts } = (await tx.settings.of(connectionId)).catalogue;
    for (const { sku, name, description, unitPrice, active } of await tx.mirror.items(connectionId)) {
      const price = company.homeCurrency === currency ? unitPrice : null;
      if (sku === null) continue;
      items.push({ sku, name, description: description ?? null, price, active });
      if (createProducts) wanted.add(sku);
    }
  }
  return { items: bySku(items), wanted };
}
