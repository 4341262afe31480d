import type { ListName, Lists, Mapping } from "./contract.ts";

const NAMES: ListName[] = ["products", "terms", "owners", "industries", "taxCodes", "fields"];

/** The lists without their version. */
export function listsOf({ products, terms, owners, industries, taxCodes, fields }: Mapping): Lists {
  return { products, terms, owners, industries, taxCodes, fields };
}

/** The lists that are not as they were saved. */
export function changedLists(saved: Lists, lists: Lists): ListName[] {
  return NAMES.filter((name) => lists[name] !== saved[name] && JSON.stringify(lists[name]) !== JSON.stringify(saved[name]));
}

/** The part of the lists that changed, as it is tried and saved. */
export function changesOf(lists: Lists, changed: ListName[]): Partial<Lists> {
  return Object.fromEntries(changed.map((name) => [name, lists[name]]));
}
