import Big from "big.js";
import { allocate } from "./allocate.ts";
import { divideExactly, extendExactly, parseDecimal, printDecimal } from "./decimal.ts";
import type { ItemFacts } from "./erp-facts.ts";
import { errorFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { toMajor } from "./money.ts";
import type { OrderLine, ProductMapping, Sale, SaleLine } from "./sale.ts";

/** One item of the ERP that a sold line becomes: exact quantity factor and share of the amount. */
type Target = { item: ItemFacts; factor: Big; share: Big };

/**
 * The sale's lines as the ERP's items (RULES §2): by product id, then SKU, then the item whose SKU is the line's. A share
 * that is no whole minor unit goes by `allocate`, so the order lines sum to the sale lines. Lines with a finding are left out.
 */
export function mapLines(
  sale: Sale,
  mappings: readonly ProductMapping[],
  items: readonly ItemFacts[],
): { lines: OrderLine[]; findings: Finding[] } {
  const results = sale.lines.map((line) => {
    const mapping = mappingOf(line, mappings);
    const { targets, finding } = targetsOf(line, mapping, items);
    const manualReview = mapping?.manualReview ?? false;
    const lines = (targets === null ? [] : splitLine(line, targets, sale)).map((each) => ({ ...each, manualReview }));
    return { lines, findings: finding === null ? [] : [finding] };
  });
  return { lines: results.flatMap(({ lines }) => lines), findings: results.flatMap(({ findings }) => findings) };
}

type Found = { targets: Target[]; finding: null } | { targets: null; finding: Finding };

function targetsOf(line: SaleLine, mapping: ProductMapping | null, items: readonly ItemFacts[]): Found {
  if (mapping === null || mapping.items.length === 0) return defaultTarget(line, items);
  return mappedTargets(line, mapping, items);
}

/** The mapping that a sold line goes by: its product's, else its SKU's. */
export function mappingOf(
  { productId, sku }: Pick<SaleLine, "productId" | "sku">,
  mappings: readonly ProductMapping[],
): ProductMapping | null {
  const byProduct = productId === null ? undefined : mappings.find((mapping) => mapping.productId === productId);
  const bySku = sku === null ? undefined : mappings.find((mapping) => mapping.sku !== undefined && sameSku(mapping.sku, sku));
  return byProduct ?? bySku ?? null;
}

/** The one active item that carries the line's SKU. */
function defaultTarget(line: SaleLine, items: readonly ItemFacts[]): Found {
  const { sku } = line;
  const same = sku === null ? [] : items.filter((item) => item.active && item.sku !== null && sameSku(item.sku, sku));
  const [item] = same;
  if (item === undefined)
    return refuse(line, "productUnmapped", "is not mapped: the books have no item for it yet. Map its product to an item.");
  if (same.length > 1) {
    const names = same.map(({ name }) => name).join(", ");
    return refuse(line, "productUnmapped", `fits several items with the SKU ${sku} (${names}). Map its product to one of them.`);
  }
  return { targets: [{ item, factor: new Big(1), share: new Big(1) }], finding: null };
}

function mappedTargets(line: SaleLine, mapping: ProductMapping, items: readonly ItemFacts[]): Found {
  const targets: Target[] = [];
  for (const { itemId, quantity, share: shareText } of mapping.items) {
    const item = items.find(({ id }) => id === itemId);
    const factor = parseDecimal(quantity);
    const share = parseDecimal(shareText);
    if (item === undefined) return refuse(line, "itemMissing", `is mapped to item ${itemId}, which is gone. Map its product again.`);
    if (!item.active)
      return refuse(line, "itemInactive", `is mapped to "${item.name}", which is inactive. Activate it, or map another item.`);
    if (factor === null || factor.lte(0))
      return refuse(line, "mappingInvalid", `has the quantity factor "${quantity}". It must be above 0.`);
    if (share === null || share.lt(0)) return refuse(line, "mappingInvalid", `has the share "${shareText}". It must be from 0 to 1.`);
    targets.push({ item, factor, share });
  }
  const sum = targets.reduce((total, { share }) => total.plus(share), new Big(0));
  if (!sum.eq(1)) return refuse(line, "mappingInvalid", `has shares that sum to ${sum.toFixed()}. They must sum to 1.`);
  return { targets, finding: null };
}

function splitLine(line: SaleLine, targets: Target[], { buyer, currency }: Sale): Omit<OrderLine, "manualReview">[] {
  const amounts = allocate(
    line.amount,
    targets.map(({ share }) => share),
  );
  const list = new Big(line.listUnitPrice).times(line.soldQuantity);
  return targets.map(({ item, factor, share }, i) => {
    const amount = amounts[i] ?? 0n;
    const quantity = factor.times(line.soldQuantity);
    const extended = extendExactly(quantity, toMajor(amount, currency));
    const listUnitPrice = divideExactly(list.times(share), new Big(extended.quantity));
    const unsaid = !quantity.eq(extended.quantity) && !factor.eq(1);
    return {
      lineItemId: line.lineItemId,
      itemId: item.id,
      itemName: item.name,
      productName: line.name,
      description: unsaid ? `${line.description}, quantity ${quantity.toFixed()}` : line.description,
      ...extended,
      soldQuantity: printDecimal(quantity),
      listUnitPrice: listUnitPrice && printDecimal(listUnitPrice),
      discount: line.discount,
      amount,
      periods: line.periods,
      serviceStart: line.serviceStart,
      serviceEnd: line.serviceEnd,
      taxable: item.taxable && !buyer.taxExempt,
    };
  });
}

function sameSku(one: string, other: string): boolean {
  return one.trim() !== "" && one.trim() === other.trim();
}

function refuse({ lineItemId, name }: SaleLine, code: string, message: string): Found {
  return { targets: null, finding: errorFinding(code, "finance", `${name} ${message}`, { object: "lineItem", id: lineItemId }) };
}
