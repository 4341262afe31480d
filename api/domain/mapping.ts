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

export type MappingList = keyof Mapping;
export type MappingEntry = Mapping[MappingList][number];

/** A mapping as saved. Versions count from 1; 0 is a portal that has saved none. */
export type SavedMapping = Mapping & { version: number };

/** A portal that has mapped nothing: every rule of RULES §2 goes by its default. */
export const EMPTY_MAPPING: Mapping = { products: [], terms: [], owners: [], industries: [], taxCodes: [], fields: [] };

export const MAPPING_LISTS = Object.keys(EMPTY_MAPPING) as MappingList[];

const KEYS: { [L in MappingList]: (entry: Mapping[L][number]) => string } = {
  products: ({ productId, sku }) => (productId === undefined ? `SKU ${sku?.trim()}` : `product ${productId}`),
  terms: ({ text }) => `terms "${foldWords(text)}"`,
  owners: ({ ownerId }) => `owner ${ownerId}`,
  industries: ({ industry }) => `industry ${industry}`,
  taxCodes: ({ country }) => `country ${country}`,
  fields: ({ object, field }) => `field ${object} ${field}`,
};

/** What an entry is about, in words: unique within a mapping that has no faults. */
export function keyOfEntry<L extends MappingList>(list: L, entry: Mapping[L][number]): string {
  return KEYS[list](entry);
}

/** Words as people type them, so that spelling in capitals, spaces or hyphens does not matter. */
export function foldWords(text: string): string {
  return text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
}
