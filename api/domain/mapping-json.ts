import { linesOfElements } from "./json-lines.ts";
import { addEntry, COLUMNS, inStableOrder, type MappingFile } from "./mapping-file.ts";
import { MAPPING_LISTS, type Mapping, type MappingEntry, type MappingList } from "./mapping.ts";
import type { ProductMapping } from "./sale.ts";

/** The whole mapping as one JSON file, in an order of its own, so that a version control shows what changed and no more. */
export function writeMappingJson(mapping: Mapping): string {
  const { products, ...others } = inStableOrder(mapping);
  const plain = Object.entries(others).map(([list, entries]) => [
    list,
    (entries as Record<string, unknown>[]).map((entry) => inColumns(list as Exclude<MappingList, "products">, entry)),
  ]);
  return `${JSON.stringify({ products: products.map(productInOrder), ...Object.fromEntries(plain) }, null, 2)}\n`;
}

function inColumns(list: Exclude<MappingList, "products">, entry: Record<string, unknown>): object {
  return Object.fromEntries(Object.keys(COLUMNS[list]).map((column) => [column, entry[column] ?? null]));
}

function productInOrder({ productId, sku, manualReview, items }: ProductMapping): object {
  return {
    ...{ productId, sku, manualReview: manualReview || undefined },
    items: items.map(({ itemId, quantity, share }) => ({ itemId, quantity, share })),
  };
}

/** Reads such a file. A list that the file does not name stays as it is; one that it names empty becomes empty. */
export function readMappingJson(text: string): MappingFile {
  const file: MappingFile = { lists: {}, lines: {}, faults: [] };
  const whole = parse(text, file);
  for (const [list, entries] of Object.entries(whole)) {
    if (!isList(list)) file.faults.push({ line: 1, message: `"${list}" is no list. The lists are ${MAPPING_LISTS.join(", ")}.` });
    else if (!Array.isArray(entries)) file.faults.push({ line: 1, message: `"${list}" is not a list of entries.` });
    else readList(file, list, entries, linesOfElements(text, list));
  }
  return file;
}

function parse(text: string, file: MappingFile): Record<string, unknown> {
  try {
    const whole: unknown = JSON.parse(text);
    if (isRecord(whole)) return whole;
    file.faults.push({ line: 1, message: "The file is not an object with the lists of the mapping." });
  } catch (error) {
    const at = /line (\d+)/.exec(error instanceof Error ? error.message : "");
    file.faults.push({ line: Number(at?.[1] ?? 1), message: "This is not JSON." });
  }
  return {};
}

function readList(file: MappingFile, list: MappingList, entries: unknown[], lines: number[]): void {
  (file.lists[list] as MappingEntry[] | undefined) ??= [];
  for (const [index, value] of entries.entries()) {
    const line = lines[index] ?? 1;
    const faults = list === "products" ? productFaults(value) : entryFaults(COLUMNS[list], value);
    if (faults.length === 0) addEntry(file, list, list === "products" ? (value as ProductMapping) : withNulls(list, value), line);
    else file.faults.push(...faults.map((message) => ({ line, message })));
  }
}

function withNulls(list: Exclude<MappingList, "products">, value: unknown): MappingEntry {
  return inColumns(list, value as Record<string, unknown>) as MappingEntry;
}

function entryFaults(columns: Record<string, "text" | "nullable">, value: unknown): string[] {
  if (!isRecord(value)) return ["The entry is not an object."];
  const unknown = Object.keys(value).filter((name) => !(name in columns));
  const wrong = Object.entries(columns).filter(
    ([name, kind]) => typeof value[name] !== "string" && !(kind === "nullable" && value[name] == null),
  );
  return [...unknown.map((name) => `"${name}" does not belong here.`), ...wrong.map(([name]) => `"${name}" must be a text.`)];
}

function productFaults(value: unknown): string[] {
  if (!isRecord(value)) return ["The entry is not an object."];
  const { items, manualReview, ...named } = value;
  const texts = Object.entries(named).map(([name, text]) =>
    name !== "productId" && name !== "sku" ? `"${name}" does not belong here.` : typeof text !== "string" && `"${name}" must be a text.`,
  );
  const itemFaults = Array.isArray(items)
    ? items.flatMap((item) => entryFaults({ itemId: "text", quantity: "text", share: "text" }, item))
    : ['"items" must be a list.'];
  const review = manualReview !== undefined && typeof manualReview !== "boolean" && '"manualReview" must be true or false.';
  return [...texts, review, ...itemFaults].filter((fault) => fault !== false);
}

const isList = (name: string): name is MappingList => (MAPPING_LISTS as string[]).includes(name);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
