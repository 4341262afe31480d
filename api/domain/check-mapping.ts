import type { Big } from "big.js";
import { countryCode } from "./country.ts";
import { parseDecimal } from "./decimal.ts";
import { MAPPABLE_FIELDS } from "./mapped-fields.ts";
import { keyOfEntry, MAPPING_LISTS, type Mapping, type MappingEntry, type MappingList } from "./mapping.ts";

/** What is wrong with one entry of a mapping, in plain words. `index` is its place in the list. */
export type MappingFault = { list: MappingList; index: number; message: string };

/** Everything that is wrong with a mapping; empty when it can be used. */
export function checkMapping(mapping: Mapping): MappingFault[] {
  return MAPPING_LISTS.flatMap((list) => {
    const entries = mapping[list] as MappingEntry[];
    const own = entries.flatMap((entry, index) => checkEntry(list, entry).map((message) => ({ list, index, message })));
    return [...own, ...doublesOf(list, mapping)];
  });
}

function checkEntry(list: MappingList, entry: MappingEntry): string[] {
  const name = keyOfEntry(list, entry as never);
  return (CHECKS[list] as (entry: MappingEntry) => (string | false)[])(entry)
    .filter((fault) => fault !== false)
    .map((fault) => `${capital(name)}: ${fault}`);
}

const CHECKS: { [L in MappingList]: (entry: Mapping[L][number]) => (string | false)[] } = {
  products: checkProduct,
  terms: ({ text, termId }) => [isBlank(text) && "the terms are empty.", isBlank(termId) && "no term of the books is named."],
  owners: ({ ownerId, repCode, classId }) => [
    isBlank(ownerId) && "no owner is named.",
    isBlank(repCode) && isBlank(classId) && "needs a rep's code or a class.",
  ],
  industries: ({ industry, customerTypeId }) => [
    isBlank(industry) && "no industry is named.",
    isBlank(customerTypeId) && "no customer type is named.",
  ],
  taxCodes: ({ country, taxCodeId }) => [
    (country.length !== 2 || countryCode(country) !== country) && "the country must be its two-letter code, such as DE.",
    isBlank(taxCodeId) && "no tax code is named.",
  ],
  fields: ({ object, field, property }) => [
    !MAPPABLE_FIELDS.some((known) => known.object === object && known.field === field) && `there is no field "${field}" on a ${object}.`,
    !/^[a-z0-9_]{1,100}$/.test(property) && `"${property}" is no property's internal name.`,
  ],
};

function checkProduct({ productId, sku, items, manualReview }: Mapping["products"][number]): (string | false)[] {
  const shares = items.map(({ share }) => parseDecimal(share));
  const sum = shares.reduce<Big | null>((total, share) => (total && share ? total.plus(share) : null), parseDecimal("0"));
  return [
    isBlank(productId) && isBlank(sku) && "needs a product or a SKU.",
    items.length === 0 && manualReview !== true && "needs at least one item, or manual review.",
    items.some(({ itemId }) => isBlank(itemId)) && "an item is not named.",
    items.some(({ quantity }) => !parseDecimal(quantity)?.gt(0)) && "a quantity factor must be a number above 0.",
    shares.some((share) => share === null || share.lt(0)) && "a share must be a number from 0 to 1.",
    items.length > 0 && sum !== null && !sum.eq(1) && `the shares sum to ${sum.toFixed()}, they must sum to 1.`,
  ];
}

/** A product may be named by its id and by its SKU, and neither by two entries. */
function doublesOf<L extends MappingList>(list: L, mapping: Mapping): MappingFault[] {
  if (list !== "products") {
    const entries = mapping[list] as MappingEntry[];
    return repeated(
      list,
      entries.map((entry) => keyOfEntry(list, entry as never)),
    );
  }
  return [
    ...repeated(
      list,
      mapping.products.map(({ productId }) => (isBlank(productId) ? null : `product ${productId}`)),
    ),
    ...repeated(
      list,
      mapping.products.map(({ sku }) => (isBlank(sku) ? null : `SKU ${sku?.trim()}`)),
    ),
  ];
}

function repeated(list: MappingList, keys: (string | null)[]): MappingFault[] {
  return keys.flatMap((key, index) =>
    key === null || keys.indexOf(key) === index ? [] : [{ list, index, message: `${capital(key)} is mapped twice.` }],
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isBlank(text: string | null | undefined): boolean {
  return (text ?? "").trim() === "";
}
