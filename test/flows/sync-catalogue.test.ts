import { expect, test } from "vitest";
import type { CatalogueProduct, ProductFields } from "../../api/domain/catalogue.ts";
import type { Needs } from "../../api/flows/needs.ts";
import { syncCatalogue } from "../../api/flows/sync-catalogue.ts";
import type { PortalTx } from "../../api/ports/store.ts";
import { company } from "../store/fixtures.ts";

const SEAT = { sku: "SEAT", name: "Seat", description: null, active: true };
const PRODUCT: CatalogueProduct = { ...SEAT, id: "1", name: "Named user", price: "90", recurring: false };

/** What is written on the product of a portal in dollars, whose item costs 120 in a company that keeps its books in this currency. */
async function written(homeCurrency: string, state: "active" | "disconnected" = "active"): Promise<ProductFields | null> {
  const updates: { fields: ProductFields }[] = [];
  const tx = {
    portal: { read: async () => ({ currency: "USD", scopes: ["crm.objects.products.write"] }) },
    connections: { list: async () => [{ connectionId: "c1", company: { ...company, homeCurrency }, state }] },
    settings: { of: async () => ({ catalogue: { createProducts: false } }) },
    mirror: { items: async () => [{ ...SEAT, unitPrice: "120" }] },
    catalogueTold: { read: async () => new Map(), save: async () => undefined },
  } as unknown as PortalTx;
  const crm = {
    findProducts: async () => [PRODUCT],
    updateProducts: async (given: typeof updates) => (updates.push(...given), []),
    createProducts: async () => [],
  };
  const store = { inPortal: (_id: number, work: (tx: PortalTx) => unknown) => work(tx) };
  await syncCatalogue({ store, crm: () => crm } as unknown as Needs, { portalId: 1, all: true });
  return updates[0]?.fields ?? null;
}

test("a product takes name and price of its item", async () => {
  expect(await written("USD")).toEqual({ name: "Seat", price: "120" });
});

test("a price in the currency of other books is not a product's, whose prices are in the portal's", async () => {
  expect(await written("CAD")).toEqual({ name: "Seat" });
});

test("a company that was left changes no product", async () => {
  expect(await written("USD", "disconnected")).toBeNull();
});
