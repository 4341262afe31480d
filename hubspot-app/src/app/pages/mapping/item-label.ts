import type { Choices } from "./contract.ts";

/** An item as it is chosen: its name, with its SKU where it has one. */
export function itemLabel({ name, sku }: Pick<Choices["items"][number], "name" | "sku">): string {
  return sku === null || sku === "" ? name : `${name} (${sku})`;
}
