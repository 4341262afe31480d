import type { Choices, ListName, Lists } from "./contract.ts";

/** One entry of a list as text, field by field; "" where it says nothing. */
export type Values = Record<string, string>;
type Option = { label: string; value: string };
export type Column = {
  name: string;
  label: string;
  description?: string;
  /** Says what the entry is about; the others say what it becomes. */
  key?: boolean;
  required?: boolean;
  /** What can be chosen; without it anything can be written. */
  options?: (choices: Choices, values: Values) => Option[];
};

/** A list whose entries are a few plain fields: everything of the mapping but the products. */
export type SimpleList = {
  name: Exclude<ListName, "products">;
  title: string;
  intro: string;
  empty: string;
  columns: Column[];
  /** True when entries can be about more than what HubSpot has. */
  addable: boolean;
  /** The entries that HubSpot's side suggests, not mapped. */
  known(choices: Choices): Values[];
  read(lists: Lists): Values[];
  /** The lists with these entries; those that say nothing are left out. */
  write(lists: Lists, rows: Values[]): Lists;
};

/** What an entry is about, as one text. */
export function keyOfRow({ columns }: Pick<SimpleList, "columns">, values: Values): string {
  return columns
    .filter(({ key }) => key)
    .map(({ name }) => (values[name] ?? "").trim().toLowerCase())
    .join(" ");
}

/** True when an entry says what something becomes. */
export function isMapped(columns: Column[], values: Values): boolean {
  return columns.some(({ key, name }) => !key && (values[name] ?? "") !== "");
}

/** The entries that say something. */
export function mappedRows(columns: Column[], rows: Values[]): Values[] {
  return rows.filter((row) => isMapped(columns, row));
}
