import { invalid } from "./vendor-fault.ts";

export type ObjectName = "contacts" | "companies" | "deals" | "line_items" | "products" | "quotes" | Adjustment;
/** What a quote adds to its lines or takes off them. */
type Adjustment = "discounts" | "fees" | "taxes";

/**
 * What differs between kinds of record: `id` and `singular` are the other names the API takes, `required` what a create
 * must carry, `defaults` what a read returns when it names no property (facts/hubspot.md §6.1).
 */
export type ObjectType = {
  id: string;
  singular: string;
  modified: "hs_lastmodifieddate" | "lastmodifieddate";
  mergeable: boolean;
  required: readonly string[];
  defaults: readonly string[];
  /** Properties that have a unique value without being created so. */
  unique: readonly string[];
};

const plain = { modified: "hs_lastmodifieddate", mergeable: false, required: [], unique: [] } as const;

const adjustment = {
  ...plain,
  required: ["hs_type", "hs_value"],
  defaults: ["hs_createdate", "hs_lastmodifieddate", "hs_object_id"],
} as const;

export const OBJECT_TYPES: Record<ObjectName, ObjectType> = {
  contacts: {
    ...plain,
    id: "0-1",
    singular: "contact",
    modified: "lastmodifieddate",
    mergeable: true,
    defaults: ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"],
    unique: ["email"],
  },
  companies: {
    ...plain,
    id: "0-2",
    singular: "company",
    mergeable: true,
    defaults: ["createdate", "domain", "hs_lastmodifieddate", "hs_object_id", "name"],
  },
  deals: {
    ...plain,
    id: "0-3",
    singular: "deal",
    mergeable: true,
    required: ["dealname", "dealstage", "pipeline"],
    defaults: ["amount", "closedate", "createdate", "dealname", "dealstage", "hs_lastmodifieddate", "hs_object_id", "pipeline"],
  },
  products: {
    ...plain,
    id: "0-7",
    singular: "product",
    required: ["name"],
    defaults: ["createdate", "hs_lastmodifieddate", "hs_object_id", "name", "price"],
    unique: ["hs_sku"],
  },
  line_items: {
    ...plain,
    id: "0-8",
    singular: "line_item",
    defaults: ["amount", "createdate", "hs_lastmodifieddate", "hs_object_id", "hs_product_id", "name", "price", "quantity"],
    unique: ["hs_external_id"],
  },
  quotes: {
    ...plain,
    id: "0-14",
    singular: "quote",
    required: ["hs_title", "hs_expiration_date"],
    defaults: ["hs_createdate", "hs_lastmodifieddate", "hs_object_id", "hs_title", "hs_status"],
  },
  discounts: { ...adjustment, id: "0-84", singular: "discount" },
  fees: { ...adjustment, id: "0-85", singular: "fee" },
  taxes: { ...adjustment, id: "0-86", singular: "tax" },
};

export const OBJECT_NAMES = Object.keys(OBJECT_TYPES) as ObjectName[];

/** The kind of record that a path means: "deals", "deal", "0-3" and "DEAL" are one. Throws the 400 of an unknown one. */
export function objectNameOf(text: string): ObjectName {
  const wanted = text.toLowerCase().replace("line items", "line_items");
  const name = OBJECT_NAMES.find((each) => each === wanted || OBJECT_TYPES[each].singular === wanted || OBJECT_TYPES[each].id === wanted);
  if (!name) throw invalid(`Unable to infer object type from: ${text}`);
  return name;
}

/** "DEAL", "LINE_ITEM": how webhooks and workflows spell a kind. */
export function upperName(name: ObjectName): string {
  return OBJECT_TYPES[name].singular.toUpperCase();
}
