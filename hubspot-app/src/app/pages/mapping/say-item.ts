import type { Choices, MappedItem } from "./contract.ts";
import { percentOf } from "./decimals.ts";

/** "2 × Set-up fee, 15 % of the price". */
export function sayItem(choices: Choices, { itemId, quantity, share }: MappedItem): string {
  const factor = quantity === "1" ? "" : `${quantity} × `;
  const percent = percentOf(share);
  return `${factor}${itemName(choices, itemId)}${percent === "100" ? "" : `, ${percent} % of the price`}`;
}

/** An item by its name, saying so when it cannot be used any more. */
export function itemName({ items }: Choices, itemId: string): string {
  const item = items.find(({ id }) => id === itemId);
  if (!item) return `Item ${itemId}, which is gone`;
  return item.active ? item.name : `${item.name}, which is inactive`;
}
