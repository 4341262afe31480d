import { z } from "zod";
import type { CrmProperties, CrmProduct } from "../ports/crm.ts";
import type { CallHubSpot } from "./client.ts";

/** A search answers so many at once (facts/hubspot.md §6.6); more than ten pages nobody reads through in a list. */
const PAGE = 200;
const MOST_PAGES = 10;

const paging = z.object({ next: z.object({ after: z.string() }).optional() }).nullish();
const productsAnswer = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.object({ name: z.string().nullish(), hs_sku: z.string().nullish() }) })),
  paging,
});

/** The products of the library by name, at most 2,000 of them. */
export async function listProducts(call: CallHubSpot): Promise<CrmProduct[]> {
  const products: CrmProduct[] = [];
  let after = "0";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const body = {
      filterGroups: [],
      sorts: [{ propertyName: "name", direction: "ASCENDING" }],
      properties: ["name", "hs_sku"],
      limit: PAGE,
      after,
    };
    const answer = await call(productsAnswer, { method: "POST", path: "/crm/objects/2026-09/products/search", body });
    products.push(
      ...answer.results.map(({ id, properties: { name, hs_sku: sku } }) => ({ id, name: name || `Product ${id}`, sku: sku || null })),
    );
    if (!answer.paging?.next) break;
    after = answer.paging.next.after;
  }
  return products;
}

const propertiesAnswer = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      options: z.array(z.object({ value: z.string(), label: z.string() })).nullish(),
    }),
  ),
});

/** The properties of deals and companies, what those of deals may be, and what a company's industry may be. */
export async function listProperties(call: CallHubSpot): Promise<CrmProperties> {
  const read = async (object: string) =>
    (await call(propertiesAnswer, { method: "GET", path: `/crm/properties/2026-09/${object}` })).results;
  const [deals, companies] = await Promise.all([read("deals"), read("companies")]);
  const optionsOf = (property: (typeof deals)[number] | undefined) =>
    (property?.options ?? []).map(({ value, label }) => ({ value, label }));
  return {
    deal: deals.map((property) => ({ name: property.name, label: property.label, options: optionsOf(property) })),
    company: companies.map(({ name, label }) => ({ name, label })),
    industries: optionsOf(companies.find(({ name }) => name === "industry")),
  };
}
