/** A setting as a form shows it: `path` is where it stands in the settings, "approvals.contractOver"; with `when` it is shown while another one has this value. */
export type Field = { path: string; label: string; description?: string; when?: { path: string; is: string } } & (
  | { kind: "toggle" }
  /** Whole or with a point; empty is null where the setting takes it, and nothing where it is left out. */
  | { kind: "number"; empty?: "null" | "left out" }
  /** An exact decimal, kept as text; empty is null. */
  | { kind: "decimal" }
  /** An ISO day; empty is null. */
  | { kind: "date" }
  /** Empty is null, or nothing where the setting takes none. */
  | { kind: "text"; empty?: "null" | "left out" | "refused" }
  /** Several, with commas between. */
  | { kind: "list" }
  | { kind: "select"; options: readonly Option[] }
  /** Several of many; none is null. */
  | { kind: "several"; options: readonly Option[] }
);

export type Option = readonly [value: string, label: string];

/** What a form holds for a setting. */
export type FieldValue = string | boolean | string[];

export const NONE = "none";

/** What the form holds for a setting as it was saved. */
export function shownValue(field: Field, settings: Record<string, unknown>): FieldValue {
  const value = valueAt(field.path, settings);
  if (field.kind === "toggle") return value === true;
  if (field.kind === "several") return Array.isArray(value) ? value.map(String) : [];
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : field.kind === "select" ? NONE : "";
}

/** The settings that a form changes: whole objects where one of their parts is another one now. */
export function changedSettings(fields: readonly Field[], draft: Record<string, FieldValue>, settings: Record<string, unknown>) {
  const changes: Record<string, unknown> = {};
  for (const field of fields) {
    const value = draft[field.path];
    if (value === undefined || String(value) === String(shownValue(field, settings))) continue;
    const [name = "", part] = field.path.split(".");
    const saved = savedValue(field, value);
    if (part === undefined) changes[name] = saved;
    else changes[name] = without(part, { ...((changes[name] ?? settings[name]) as object), [part]: saved });
  }
  return changes;
}

/** Why a value cannot be saved, in plain words; null while nothing is wrong with it. */
export function faultOf(field: Field, value: FieldValue | undefined): string | null {
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (field.kind === "number" || field.kind === "decimal") {
    if (text === "") return field.kind === "decimal" || field.empty ? null : "A number is needed.";
    return /^\d+(\.\d+)?$/.test(text) ? null : "This is no number.";
  }
  if (field.kind === "date" && text !== "") return /^\d{4}-\d{2}-\d{2}$/.test(text) ? null : "Write a day as 2026-12-31.";
  return field.kind === "text" && field.empty === "refused" && text === "" ? "This cannot be empty." : null;
}

/** The value of a setting, by its path. */
export function valueAt(path: string, settings: Record<string, unknown>): unknown {
  return path.split(".").reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], settings);
}

function without(part: string, whole: Record<string, unknown>): Record<string, unknown> {
  if (whole[part] === undefined) delete whole[part];
  return whole;
}

function savedValue(field: Field, value: FieldValue): unknown {
  if (typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.length === 0 ? null : value;
  const text = value.trim();
  if (field.kind === "list") return listed(text);
  if (field.kind === "select") return text === NONE ? null : text;
  if (text === "") return "empty" in field && field.empty === "left out" ? undefined : null;
  return field.kind === "number" ? Number(text) : text;
}

const listed = (text: string) =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
