import type { ProductMapping } from "./sale.ts";

/**
 * What the words of a portal's CRM mean in the books of its ERP, as finance keeps it (RULES §2). Ids are the ERP's, but for
 * `productId` and `ownerId`, which are the CRM's. What is in no list goes by the rule of its kind (SKU, days of the terms, …).
 */
export type Mapping = {
  products: ProductMapping[];
  /** Payment terms as people write them. */
  terms: { text: string; termId: string }[];
  /** Who sold it: a rep's code in a custom field of the order, or a class. */
  owners: { ownerId: string; repCode: string | null; classId: string | null }[];
  industries: { industry: string; customerTypeId: string }[];
  /** ISO alpha-2 country of the ship-to address; `exemptTaxCodeId` is for buyers that are tax exempt. */
  taxCodes: { country: string; taxCodeId: string; exemptTaxCodeId: string | null }[];
  /** Another property of the CRM than the default for one of our fields, such as "paymentTerms" on the deal. */
  fields: { object: "deal" | "company"; field: string; property: string }[];
};
