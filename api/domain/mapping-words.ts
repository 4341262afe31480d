import type { Mapping, MappingEntry, MappingList } from "./mapping.ts";
import type { MappingChange } from "./mapping-changes.ts";
import type { ProductMapping } from "./sale.ts";

/** A change of the mapping in words; "" where there is no entry before or after. */
export type SaidChange = { path: string; before: string; after: string };

/** "product 100": "item 5 × 2, share 0.4; item 7, share 0.6". Ids stay ids: names change, and the history must not. */
export function sayChange({ list, key, before, after }: MappingChange): SaidChange {
  const say = (entry: MappingEntry | null) => (entry === null ? "" : SAY[list](entry as never));
  return { path: key, before: say(before), after: say(after) };
}

const SAY: { [L in MappingList]: (entry: Mapping[L][number]) => string } = {
  products: sayProduct,
  terms: ({ text, termId }) => `"${text}" is term ${termId}`,
  owners: ({ repCode, classId }) => [repCode && `rep's code ${repCode}`, classId && `class ${classId}`].filter(Boolean).join(", "),
  industries: ({ customerTypeId }) => `customer type ${customerTypeId}`,
  taxCodes: ({ taxCodeId, exemptTaxCodeId }) =>
    exemptTaxCodeId ? `tax code ${taxCodeId}, exempt ${exemptTaxCodeId}` : `tax code ${taxCodeId}`,
  fields: ({ property }) => property,
};

function sayProduct({ productId, sku, items, manualReview }: ProductMapping): string {
  const alone = items.length === 1;
  const said = items.map(({ itemId, quantity, share }) =>
    [`item ${itemId}`, quantity !== "1" && ` × ${quantity}`, !(alone && share === "1") && `, share ${share}`].filter(Boolean).join(""),
  );
  const alsoSku = productId !== undefined && sku !== undefined ? [`SKU ${sku}`] : [];
  return [...alsoSku, ...said, ...(manualReview ? ["manual review"] : [])].join("; ");
}
