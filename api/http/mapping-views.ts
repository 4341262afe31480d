import { z } from "zod";
import { productMappings } from "./views.ts";

const text = z.string().max(500);
const nullable = text.nullable().default(null);

/** The six lists of a mapping; what they may hold is checked with everything else that can be wrong, by its own words. */
export const mappingLists = z.object({
  products: productMappings.shape.products,
  terms: z.array(z.object({ text, termId: text }).strict()),
  owners: z.array(z.object({ ownerId: text, repCode: nullable, classId: nullable }).strict()),
  industries: z.array(z.object({ industry: text, customerTypeId: text }).strict()),
  taxCodes: z.array(z.object({ country: text, taxCodeId: text, exemptTaxCodeId: nullable }).strict()),
  fields: z.array(z.object({ object: z.enum(["deal", "company"]), field: text, property: text }).strict()),
});

/** The mapping as it was saved. */
export const mapping = mappingLists.extend({ version: z.number().int().min(0) }).meta({ id: "Mapping" });

/** A change in plain words. */
export const saidChange = z.object({ path: z.string(), before: z.string(), after: z.string() }).meta({ id: "MappingChange" });

/** So many changes or faults are listed; the count beside them says how many there are. */
export const MOST_LISTED = 100;
