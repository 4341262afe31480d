import type { Choices } from "./contract.ts";
import { keyOfRow, type Column, type SimpleList, type Values } from "./simple-lists.ts";
import type { MappingDraft } from "./use-mapping.ts";

/** The entries of the draft, and behind them what HubSpot has besides. */
export function rowsOf(list: SimpleList, { lists, choices }: Pick<MappingDraft, "lists" | "choices">): Values[] {
  const known = list.known(choices);
  const mapped = list.read(lists);
  const byKey = new Map(mapped.map((row) => [keyOfRow(list, row), row]));
  const knownKeys = new Set(known.map((row) => keyOfRow(list, row)));
  const others = mapped.filter((row) => !knownKeys.has(keyOfRow(list, row)));
  return [...known.map((row) => byKey.get(keyOfRow(list, row)) ?? row), ...others];
}

/** The rows with some of them changed, and new ones behind. */
export function withRows(list: SimpleList, rows: Values[], changed: Values[]): Values[] {
  const byKey = new Map(changed.map((row) => [keyOfRow(list, row), row]));
  const kept = rows.map((row) => byKey.get(keyOfRow(list, row)) ?? row);
  const there = new Set(rows.map((row) => keyOfRow(list, row)));
  return [...kept, ...changed.filter((row) => !there.has(keyOfRow(list, row)))];
}

/** The heads of the columns; what an entry is about stands in one. */
export function headersOf({ columns }: SimpleList): string[] {
  const about = columns.filter(({ key }) => key).map(({ label }) => label);
  return [about.join(", "), ...columns.filter(({ key }) => !key).map(({ label }) => label)];
}

/** What an entry is about, in words. */
export function labelOf(list: SimpleList, choices: Choices, values: Values): string {
  const keys = list.columns.filter(({ key }) => key);
  return keys.map((column) => say(column, choices, values)).join(": ");
}

/** Everything an entry says, for the search. */
export function wordsOf(list: SimpleList, choices: Choices, values: Values): string {
  return list.columns.map((column) => say(column, choices, values)).join(" ");
}

/** A field in words: a choice by its name, and by its id when it is gone. */
export function say({ name, options }: Column, choices: Choices, values: Values): string {
  const value = values[name] ?? "";
  return options?.(choices, values).find((option) => option.value === value)?.label ?? value;
}

/** An entry that says nothing any more. */
export function cleared({ columns }: SimpleList, values: Values): Values {
  return Object.fromEntries(columns.map(({ name, key }) => [name, key ? (values[name] ?? "") : ""]));
}
