import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { addEntry, COLUMNS, inStableOrder, PRODUCT_COLUMNS, type MappingFile } from "./mapping-file.ts";
import { MAPPING_LISTS, type Mapping, type MappingEntry, type MappingList } from "./mapping.ts";
import type { ProductMapping } from "./sale.ts";

type Row = Record<string, string>;

/** `list` says what a row belongs to, and each list uses its own columns. A product with several items has a row for each. */
const ALL_COLUMNS = [...new Set(["list", ...PRODUCT_COLUMNS, ...Object.values(COLUMNS).flatMap((columns) => Object.keys(columns))])];

/** The whole mapping as one CSV file. What a spreadsheet would take for a formula has an apostrophe before it. */
export function writeMappingCsv(mapping: Mapping): string {
  const ordered = inStableOrder(mapping);
  const rows = MAPPING_LISTS.flatMap((list) =>
    (ordered[list] as MappingEntry[]).flatMap((entry) => rowsOf(list, entry).map((row) => ({ list, ...row }))),
  );
  return stringify(rows, { header: true, columns: ALL_COLUMNS, escape_formulas: true });
}

function rowsOf(list: MappingList, entry: MappingEntry): Row[] {
  if (list !== "products") return [textsOf(entry)];
  const { productId, sku, manualReview, items } = entry as ProductMapping;
  const named = {
    ...(productId !== undefined && { productId }),
    ...(sku !== undefined && { sku }),
    ...(manualReview && { manualReview: "yes" }),
  };
  return items.length === 0 ? [named] : items.map((item) => ({ ...named, ...item }));
}

function textsOf(entry: MappingEntry): Row {
  return Object.fromEntries(Object.entries(entry).map(([column, value]) => [column, value === null ? "" : String(value)]));
}

/** Reads such a file. Lists without a row stay as they are: a CSV file cannot say that a list is empty. */
export function readMappingCsv(text: string): MappingFile {
  const file: MappingFile = { lists: {}, lines: {}, faults: [] };
  const products = new Map<string, ProductMapping>();
  for (const { line, row } of parseRows(text, file)) {
    const list = MAPPING_LISTS.find((each) => each === row["list"]?.trim());
    if (list === undefined)
      file.faults.push({ line, message: `"${row["list"] ?? ""}" is no list. It is one of ${MAPPING_LISTS.join(", ")}.` });
    else if (list === "products") addProductRow(file, products, row, line);
    else addEntry(file, list, entryOf(list, row), line);
  }
  return file;
}

function parseRows(text: string, file: MappingFile): { line: number; row: Row }[] {
  try {
    const rows = parse(text, {
      bom: true,
      columns: (header: string[]) => checkHeader(header, file),
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
    return (rows as unknown as { info: { lines: number }; record: Row }[]).map(({ info, record }) => ({
      line: info.lines,
      row: unescaped(record),
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    file.faults.push({
      line: Number(error["lines"] ?? 1),
      message: "This is no row of a CSV file: its quotes or the number of its columns are wrong.",
    });
    return [];
  }
}

function checkHeader(header: string[], file: MappingFile): string[] {
  const names = header.map((name) => name.trim());
  for (const name of names.filter((each) => !ALL_COLUMNS.includes(each))) {
    file.faults.push({ line: 1, message: `The column "${name}" is not known. The columns are ${ALL_COLUMNS.join(", ")}.` });
  }
  return names;
}

function unescaped(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value.replace(/^'(?=[=+\-@])/, "")]));
}

function entryOf(list: Exclude<MappingList, "products">, row: Row): MappingEntry {
  const values = Object.entries(COLUMNS[list]).map(([column, kind]) => {
    const value = row[column] ?? "";
    return [column, kind === "nullable" && value === "" ? null : value];
  });
  return Object.fromEntries(values) as MappingEntry;
}

/** Rows of the same product and SKU are its items. */
function addProductRow(file: MappingFile, products: Map<string, ProductMapping>, row: Row, line: number): void {
  const { productId = "", sku = "", manualReview = "", itemId = "", quantity = "", share = "" } = row;
  const review = /^(yes|true|1|x)$/i.test(manualReview);
  if (!review && !/^(no|false|0|)$/i.test(manualReview)) {
    file.faults.push({ line, message: `manualReview is "${manualReview}". It is yes or no.` });
  }
  const key = JSON.stringify([productId, sku]);
  let product = products.get(key);
  if (!product) {
    product = { ...(productId !== "" && { productId }), ...(sku !== "" && { sku }), ...(review && { manualReview: true }), items: [] };
    products.set(key, product);
    addEntry(file, "products", product, line);
  }
  if (itemId !== "" || quantity !== "" || share !== "") product.items.push({ itemId, quantity: quantity || "1", share: share || "1" });
}
