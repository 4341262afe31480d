import { z } from "zod";
import type { CatalogueItem, CatalogueProduct, ProductFields } from "../domain/catalogue.ts";
import { AppError } from "../domain/errors.ts";
import type { CallHubSpot } from "./client.ts";

/** HubSpot takes this many inputs at once (facts/hubspot.md §6.1). */
const BATCH = 100;
const PROPERTIES = ["hs_sku", "name", "description", "price", "hs_status", "recurringbillingfrequency"];
const text = z.string().nullish();
const found = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      properties: z.object({ hs_sku: text, name: text, description: text, price: text, hs_status: text, recurringbillingfrequency: text }),
    }),
  ),
});
const written = z.object({ results: z.array(z.object({ id: z.string(), properties: z.object({ hs_sku: text }).partial().optional() })) });

/** The products that have these SKUs, which are unique (facts/hubspot.md §6.1). */
export async function findProducts(call: CallHubSpot, skus: readonly string[]): Promise<CatalogueProduct[]> {
  const products: CatalogueProduct[] = [];
  for (const batch of batches(skus)) {
    const body = { idProperty: "hs_sku", properties: PROPERTIES, inputs: batch.map((id) => ({ id })) };
    const { results } = await call(found, { method: "POST", path: "/crm/objects/2026-09/products/batch/read", body });
    products.push(
      ...results.map(({ id, properties: { hs_sku, name, description, price, hs_status, recurringbillingfrequency } }) => ({
        id,
        sku: hs_sku ?? "",
        name: name ?? "",
        description: description || null,
        price: price || null,
        active: hs_status !== "inactive",
        recurring: Boolean(recurringbillingfrequency),
      })),
    );
  }
  return products;
}

/** Writes changes on products. Answers the ids of those that HubSpot refused, each for itself. */
export function updateProducts(call: CallHubSpot, updates: readonly { id: string; fields: ProductFields }[]): Promise<string[]> {
  const inputs = updates.map(({ id, fields }) => ({ key: id, input: { id, properties: propertiesOf(fields) } }));
  return writeAll(call, "/crm/objects/2026-03/products/batch/update", inputs);
}

/** Makes products of items. Answers the SKUs of those that HubSpot refused; one that exists already is none of them. */
export function createProducts(call: CallHubSpot, items: readonly CatalogueItem[]): Promise<string[]> {
  const inputs = items.map(({ sku, ...fields }) => ({
    key: sku,
    input: { properties: { hs_sku: sku, ...propertiesOf(fields) }, associations: [] },
  }));
  return writeAll(call, "/crm/objects/2026-03/products/batch/create", inputs);
}

/** A batch that HubSpot refuses as a whole is written one by one, so that one record with a fault keeps none of the others back. */
async function writeAll(call: CallHubSpot, path: string, all: { key: string; input: object }[]): Promise<string[]> {
  const refused: string[] = [];
  for (const batch of batches(all)) {
    if (await isTaken(call, path, batch)) continue;
    for (const one of batch) if (batch.length === 1 || !(await isTaken(call, path, [one]))) refused.push(one.key);
  }
  return refused;
}

async function isTaken(call: CallHubSpot, path: string, batch: { input: object }[]): Promise<boolean> {
  try {
    const { results } = await call(written, { method: "POST", path, body: { inputs: batch.map(({ input }) => input) } });
    return results.length === batch.length;
  } catch (error) {
    if (error instanceof AppError && REFUSALS.has(error.kind)) return false;
    throw error;
  }
}
const REFUSALS = new Set<AppError["kind"]>(["rejected", "notFound", "conflict"]);

function propertiesOf({ name, description, price, active }: ProductFields): Record<string, string> {
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description: description ?? "" }),
    ...(price !== undefined && { price: price ?? "" }),
    ...(active !== undefined && { hs_status: active ? "active" : "inactive" }),
  };
}

function batches<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, at) => all.slice(at * BATCH, (at + 1) * BATCH));
}
