import { Box, Button, Flex, Input, Select } from "@hubspot/ui-extensions";
import type { Choices } from "./contract.ts";
import { itemLabel } from "./item-label.ts";

/** One item of a product while it is edited; `percent` is its share of the price. */
export type ItemDraft = { itemId: string; quantity: string; percent: string };

type Props = { draft: ItemDraft; items: Choices["items"]; number: number; change(draft: ItemDraft): void; remove(): void };

/** The fields of one item. An inactive item can be seen but not chosen. */
export function ItemFields({ draft, items, number, change, remove }: Props) {
  const options = items
    .filter(({ id, active }) => active || id === draft.itemId)
    .map((item) => ({ value: item.id, label: item.active ? itemLabel(item) : `${itemLabel(item)}, inactive` }));
  return (
    <Flex direction="column" gap="extra-small">
      <Select
        label={`Item ${number} in QuickBooks`}
        name={`item-${number}`}
        placeholder="Choose an item"
        required
        value={draft.itemId}
        options={options}
        onChange={(itemId) => change({ ...draft, itemId: String(itemId) })}
      />
      <Flex direction="row" gap="small" align="end">
        <Box flex={1}>
          <Input
            label="Quantity factor"
            name={`quantity-${number}`}
            value={draft.quantity}
            onInput={(quantity) => change({ ...draft, quantity })}
            onChange={(quantity) => change({ ...draft, quantity })}
          />
        </Box>
        <Box flex={1}>
          <Input
            label="Share of the price in %"
            name={`share-${number}`}
            value={draft.percent}
            onInput={(percent) => change({ ...draft, percent })}
            onChange={(percent) => change({ ...draft, percent })}
          />
        </Box>
        <Button size="sm" onClick={remove}>
          Remove
        </Button>
      </Flex>
    </Flex>
  );
}
