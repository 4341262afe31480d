import { isMarker } from "../../domain/marker.ts";

/** At most `max` characters, counted as QuickBooks' server may count (UTF-16), without cutting a character in two. */
export function cut(text: string, max: number): string {
  let kept = "";
  for (const character of text) {
    if (kept.length + character.length > max) break;
    kept += character;
  }
  return kept;
}

/** A name as QuickBooks takes it: no colon, tab or line break (facts/quickbooks.md §2.2), single spaces, not too long. Null when nothing is left. */
export function cleanName(text: string | null, max: number): string | null {
  const cleaned = cut((text ?? "").replaceAll(":", " ").replace(/\s+/g, " ").trim(), max).trim();
  return cleaned === "" ? null : cleaned;
}

/** The text if it fits, else null: half a phone number or postcode is worse than none. */
export function wholeOrNull(text: string | null, max: number): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" || trimmed.length > max ? null : trimmed;
}

const ADDRESS = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;
const MAX_EMAIL = 100;

/** The first usable e-mail address of a field that may hold several; null when none is. One bad address breaks whole queries (facts/quickbooks.md §9). */
export function usableEmail(text: string | null): string | null {
  const parts = (text ?? "").split(/[\s,;<>]+/);
  return parts.find((part) => part.length <= MAX_EMAIL && ADDRESS.test(part)) ?? null;
}

/** An object without the keys that have nothing to say. */
export function withoutEmpty<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/** The lines of a note, without blank ends. */
export function linesOf(note: string | null | undefined): string[] {
  return (note ?? "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Our marker lines of a note. */
export function markersIn(note: string | null | undefined): string[] {
  return linesOf(note).filter(isMarker);
}
