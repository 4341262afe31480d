import { Button, Divider, Flex, Heading, PanelBody, PanelSection, Select, Text, useExtensionActions } from "@hubspot/ui-extensions";
import { useState } from "react";
import { formatDecimal } from "tieout-shared/money.ts";
import { LoadedView } from "tieout-shared/loaded-view.tsx";
import type { Suggestion, UnmappedProduct } from "./contract.ts";
import { useItems } from "./use-items.ts";
import type { UnmappedInbox } from "./use-unmapped.ts";

type Props = { panelId: string; product: UnmappedProduct; inbox: UnmappedInbox };

/** All suggestions with their reasons, and every other item of QuickBooks. */
export function OtherItem({ panelId, product, inbox }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const use = (item: { itemId: string; name: string }) => {
    inbox.approve(product, item);
    closeOverlay(panelId);
  };
  return (
    <PanelBody>
      <PanelSection>
        <Flex direction="column" gap="medium" align="stretch">
          {product.suggestions.map((suggestion) => (
            <SuggestionRow key={suggestion.itemId} suggestion={suggestion} use={use} />
          ))}
          {product.suggestions.length > 0 ? <Divider /> : null}
          <AnyItem use={use} />
        </Flex>
      </PanelSection>
    </PanelBody>
  );
}

function SuggestionRow({ suggestion, use }: { suggestion: Suggestion; use: (item: Suggestion) => void }) {
  const { name, sku, unitPrice, score, reasons } = suggestion;
  const facts = [sku === null ? null : `SKU ${sku}`, unitPrice === null ? null : `price ${formatDecimal(unitPrice)}`, `${score} of 100`];
  return (
    <Flex direction="row" justify="between" align="start" gap="small">
      <Flex direction="column" gap="flush">
        <Text format={{ fontWeight: "demibold" }}>{name}</Text>
        <Text variant="microcopy">{facts.filter((fact) => fact !== null).join(", ")}</Text>
        <Text variant="microcopy">{reasons.join(", ")}</Text>
      </Flex>
      <Button size="sm" onClick={() => use(suggestion)}>{`Use ${name}`}</Button>
    </Flex>
  );
}

function AnyItem({ use }: { use: (item: { itemId: string; name: string }) => void }) {
  const items = useItems();
  const [chosen, choose] = useState("");
  return (
    <LoadedView loaded={items} what="The items of QuickBooks">
      {(options) => {
        const item = options.find(({ value }) => value === chosen);
        return (
          <Flex direction="column" gap="small" align="start">
            <Heading>Any other item</Heading>
            <Select
              label="Item in QuickBooks"
              name="item"
              placeholder="Choose an item"
              value={chosen}
              options={options}
              onChange={(value) => choose(String(value))}
            />
            <Button size="sm" variant="primary" disabled={!item} onClick={() => item && use({ itemId: item.value, name: item.label })}>
              Use this item
            </Button>
          </Flex>
        );
      }}
    </LoadedView>
  );
}
