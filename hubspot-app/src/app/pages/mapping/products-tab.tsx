import { Button, ButtonRow, Flex, StatusTag, Tag, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Choices } from "./contract.ts";
import { BulkChoice } from "./bulk-choice.tsx";
import { EntryTable, type EntryRow } from "./entry-table.tsx";
import { itemLabel } from "./item-label.ts";
import { PanelButton } from "../desk/panel-button.tsx";
import { ProductForm } from "./product-form.tsx";
import { asItem, productRows, reviewed, withEntries, type ProductChange, type ProductRow } from "./product-rows.ts";
import { itemName, sayItem } from "./say-item.ts";
import type { MappingDraft } from "./use-mapping.ts";

/** Which items of QuickBooks each product becomes. */
export function ProductsTab({ draft }: { draft: MappingDraft }) {
  const [selected, select] = useState<ReadonlySet<string>>(new Set());
  const { lists, choices } = draft;
  const rows = productRows(lists, choices);
  const chosen = rows.filter(({ key }) => selected.has(key));

  const entry = (row: ProductRow): EntryRow => {
    const panelId = `edit-product-${row.key}`;
    return {
      key: row.key,
      label: row.name,
      ...(row.sku === null ? {} : { note: `SKU ${row.sku}` }),
      words: `${row.name} ${row.sku ?? ""} ${(row.entry?.items ?? []).map(({ itemId }) => itemName(choices, itemId)).join(" ")}`,
      cells: [<Becomes key="items" row={row} choices={choices} />],
      edit: (
        <PanelButton id={panelId} label="Edit" title={row.name} size="xs">
          {() => (
            <ProductForm
              panelId={panelId}
              row={row}
              items={choices.items}
              apply={(mapped) => draft.change(withEntries(lists, [{ row, entry: mapped }]))}
            />
          )}
        </PanelButton>
      ),
    };
  };

  return (
    <Flex direction="column" gap="small" align="stretch">
      <Text>A product goes by its entry, else by the item of QuickBooks that has its SKU. One product can become several items.</Text>
      {chosen.length > 0 ? (
        <BulkBar
          chosen={chosen}
          choices={choices}
          change={(changes) => {
            draft.change(withEntries(lists, changes));
            select(new Set());
          }}
        />
      ) : null}
      <EntryTable
        headers={["Product in HubSpot", "Becomes in QuickBooks"]}
        rows={rows.map(entry)}
        empty="HubSpot has no products in its library."
        searchLabel="Search products"
        {...{ selected, select }}
      />
    </Flex>
  );
}

type BulkProps = { chosen: ProductRow[]; choices: Choices; change(changes: ProductChange[]): void };

function BulkBar({ chosen, choices, change }: BulkProps) {
  const options = choices.items.filter(({ active }) => active).map((item) => ({ label: itemLabel(item), value: item.id }));
  return (
    <Flex direction="row" gap="small" align="end" wrap>
      <BulkChoice label={`Item of all ${chosen.length} selected`} options={options} apply={(itemId) => change(asItem(chosen, itemId))} />
      <ButtonRow>
        <Button size="sm" onClick={() => change(reviewed(chosen, true))}>
          Manual review on
        </Button>
        <Button size="sm" onClick={() => change(reviewed(chosen, false))}>
          Manual review off
        </Button>
        <Button size="sm" variant="destructive" onClick={() => change(chosen.map((row) => ({ row, entry: null })))}>
          {`Clear ${chosen.length} selected`}
        </Button>
      </ButtonRow>
    </Flex>
  );
}

function Becomes({ row: { entry, bySku }, choices }: { row: ProductRow; choices: Choices }) {
  if (!entry) {
    if (bySku) return <Text variant="microcopy">{`${bySku.name}, found by its SKU`}</Text>;
    return <StatusTag variant="warning">Not mapped</StatusTag>;
  }
  return (
    <Flex direction="column" gap="flush" align="start">
      {entry.items.map((item) => (
        <Text key={item.itemId}>{sayItem(choices, item)}</Text>
      ))}
      {entry.manualReview ? <Tag variant="warning">Manual review</Tag> : null}
    </Flex>
  );
}
