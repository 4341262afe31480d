import type { BookingSwitches } from "./erp-facts.ts";

/** The longest text that a company's own field holds (facts/quickbooks.md §2.1). */
export const ORDER_FIELD_LENGTH = 31;

/** The company's own field of this name on its orders; "P.O. Number", "PO number" and "po-number" are one name. Null when it has none that is on. */
export function orderField({ orderFields }: Pick<BookingSwitches, "orderFields">, name: string): { id: string; name: string } | null {
  return orderFields.find((field) => plain(field.name) === plain(name)) ?? null;
}

function plain(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
