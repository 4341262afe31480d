import {
  Alert,
  Button,
  ButtonRow,
  Divider,
  Flex,
  Form,
  PanelBody,
  PanelSection,
  Text,
  Toggle,
  useExtensionActions,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Choices, MappedItem } from "./contract.ts";
import { isDecimal, isZeroDecimal, percentOf, shareOf, sumOf } from "./decimals.ts";
import { ItemFields, type ItemDraft } from "./item-fields.tsx";
import type { ProductRow } from "./product-rows.ts";

type Mapped = { items: MappedItem[]; manualReview?: boolean };
type Props = { panelId: string; row: ProductRow; items: Choices["items"]; apply(mapped: Mapped | null): void };

const NEW_ITEM: ItemDraft = { itemId: "", quantity: "1", percent: "100" };

/** What a product becomes: its items with quantity factors and shares, and whether finance looks at it each time. */
export function ProductForm({ panelId, row, items, apply }: Props) {
  const { closeOverlay } = useExtensionActions<"pages">();
  const [drafts, setDrafts] = useState<ItemDraft[]>(() => draftsOf(row));
  const [manualReview, setManualReview] = useState(row.entry?.manualReview ?? false);
  const [fault, setFault] = useState<string | null>(null);
  const close = (mapped: Mapped | null) => {
    apply(mapped);
    closeOverlay(panelId);
  };
  const submit = () => {
    const found = faultOf(drafts, manualReview);
    setFault(found);
    if (found === null) close({ items: drafts.map(mappedOf), ...(manualReview ? { manualReview } : {}) });
  };
  return (
    <PanelBody>
      <PanelSection>
        <Form preventDefault onSubmit={submit}>
          <Flex direction="column" gap="small">
            <Text>{howItIsFound(row)}</Text>
            {drafts.map((draft, index) => (
              <ItemFields
                key={index}
                draft={draft}
                items={items}
                number={index + 1}
                change={(next) => setDrafts(drafts.with(index, next))}
                remove={() => setDrafts(drafts.toSpliced(index, 1))}
              />
            ))}
            <ButtonRow>
              <Button size="sm" onClick={() => setDrafts([...drafts, { ...NEW_ITEM, percent: drafts.length === 0 ? "100" : "" }])}>
                Add an item
              </Button>
            </ButtonRow>
            <Divider />
            <Toggle
              label="Finance looks at it each time (manual review)"
              name="manualReview"
              checked={manualReview}
              onChange={setManualReview}
            />
            {fault === null ? null : <Alert title={fault} variant="danger" />}
            <ButtonRow>
              <Button type="submit" variant="primary" testId={`${panelId}-apply`}>
                Apply
              </Button>
              {row.entry ? (
                <Button variant="destructive" onClick={() => close(null)}>
                  Remove the mapping
                </Button>
              ) : null}
              <Button onClick={() => closeOverlay(panelId)}>Cancel</Button>
            </ButtonRow>
          </Flex>
        </Form>
      </PanelSection>
    </PanelBody>
  );
}

function draftsOf({ entry, bySku }: ProductRow): ItemDraft[] {
  if (!entry) return [{ ...NEW_ITEM, itemId: bySku?.id ?? "" }];
  return entry.items.map(({ itemId, quantity, share }) => ({ itemId, quantity, percent: percentOf(share) }));
}

function mappedOf({ itemId, quantity, percent }: ItemDraft): MappedItem {
  return { itemId, quantity: quantity.trim(), share: shareOf(percent.trim()) };
}

function howItIsFound({ entry, bySku }: ProductRow): string {
  if (entry) return "It goes by this entry.";
  return bySku ? `Without an entry its SKU finds ${bySku.name}.` : "No item of QuickBooks has its SKU, so deals with it wait.";
}

/** What must be put right first, in one sentence; null when nothing is. */
function faultOf(drafts: ItemDraft[], manualReview: boolean): string | null {
  if (drafts.length === 0) return manualReview ? null : "Choose at least one item, or switch manual review on.";
  if (drafts.some(({ itemId }) => itemId === "")) return "Choose an item for each line, or remove the line.";
  if (drafts.some(({ quantity }) => !isDecimal(quantity.trim()) || isZeroDecimal(quantity.trim())))
    return "A quantity factor is a number above 0, such as 1.";
  const sum = sumOf(drafts.map(({ percent }) => percent.trim()));
  if (sum === null) return "A share is a percentage such as 85.";
  return sum === "100" ? null : `The shares come to ${sum} %. They must come to 100 %.`;
}
