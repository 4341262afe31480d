import { z } from "zod";
import { mappingChoices } from "../../flows/mapping-choices.ts";
import { uiEndpoint } from "../endpoint.ts";

const named = z.array(z.object({ id: z.string(), name: z.string() }));
const properties = z.array(z.object({ name: z.string(), label: z.string() }));

/** What both sides have. */
export const choices = z.object({
  connected: z.boolean(),
  products: z.array(z.object({ id: z.string(), name: z.string(), sku: z.string().nullable() })),
  items: z.array(
    z.object({ id: z.string(), name: z.string(), sku: z.string().nullable(), active: z.boolean(), unitPrice: z.string().nullable() }),
  ),
  terms: z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean() })),
  classes: named,
  taxCodes: named,
  customerTypes: named,
  owners: z.array(z.object({ id: z.string(), name: z.string(), email: z.string().nullable() })),
  industries: z.array(z.object({ value: z.string(), label: z.string() })),
  countries: z.array(z.object({ code: z.string(), name: z.string() })),
  properties: z.object({ deal: properties, company: properties }),
  fields: z.array(z.object({ object: z.enum(["deal", "company"]), field: z.string(), label: z.string(), property: z.string() })),
});

/** `GET /ui/mappings/choices`: what a mapping may name, read from HubSpot and QuickBooks now. */
export const getMappingChoices = uiEndpoint({
  method: "get",
  path: "/ui/mappings/choices",
  summary: "What may be chosen in a mapping",
  role: "finance",
  answer: choices,
  run: (parts, { user }) => mappingChoices(parts, user.portalId),
});
