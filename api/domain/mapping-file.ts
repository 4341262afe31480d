import { MAPPING_LISTS, keyOfEntry, type Mapping, type MappingEntry, type MappingList } from "./mapping.ts";

/** What is wrong with a line of a file; `line` counts from 1. */
export type FileFault = { line: number; message: string };

/** The entries of a file and the line that each begins in; the lists that it says nothing about are none of its business. */
export type MappingFile = { lists: Partial<Mapping>; lines: Partial<Record<MappingList, number[]>>; faults: FileFault[] };

/** The columns of each list but products, in their order; the nullable ones may be empty. */
export const COLUMNS = {
  terms: { text: "text", termId: "text" },
  owners: { ownerId: "text", repCode: "nullable", classId: "nullable" },
  industries: { industry: "text", customerTypeId: "text" },
  taxCodes: { country: "text", taxCodeId: "text", exemptTaxCodeId: "nullable" },
  fields: { object: "text", field: "text", property: "text" },
} as const satisfies Record<Exclude<MappingList, "products">, Record<string, "text" | "nullable">>;

/** The columns of the products in a CSV file. */
export const PRODUCT_COLUMNS = ["productId", "sku", "manualReview", "itemId", "quantity", "share"] as const;

/** The mapping in an order of its own, so that two files of one mapping are the same file. */
export function inStableOrder(mapping: Mapping): Mapping {
  const ordered = MAPPING_LISTS.map((list) => [
    list,
    (mapping[list] as MappingEntry[]).toSorted((one, other) =>
      keyOfEntry(list, one as never) < keyOfEntry(list, other as never) ? -1 : 1,
    ),
  ]);
  return Object.fromEntries(ordered) as Mapping;
}

/** Adds an entry of a list and the line that it stands in. */
export function addEntry(file: MappingFile, list: MappingList, entry: MappingEntry, line: number): void {
  ((file.lists[list] ??= []) as MappingEntry[]).push(entry);
  (file.lines[list] ??= []).push(line);
}
