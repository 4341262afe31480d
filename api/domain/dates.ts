import type { Settings } from "./settings.ts";

/** A length of time that is either a number of calendar months or a number of days; the two never mix. */
export type Span = { unit: "months" | "days"; count: number };

/** How a person's text was read as a date. `assumed`: nobody declared the format, but the text has only this one reading. */
export type ReadDate = { date: string; assumed: boolean } | { date: null; problem: "ambiguous" | "notADate" };

type DateFormat = NonNullable<Settings["dateFormat"]>;

const FORMATS: Record<DateFormat, { pattern: RegExp; order: readonly ["month" | "day", "month" | "day"] }> = {
  "MM/DD/YYYY": { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, order: ["month", "day"] },
  "DD/MM/YYYY": { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, order: ["day", "month"] },
  "DD.MM.YYYY": { pattern: /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, order: ["day", "month"] },
};
const FORMAT_NAMES: readonly DateFormat[] = ["MM/DD/YYYY", "DD/MM/YYYY", "DD.MM.YYYY"];

/** The calendar date (ISO) on which an instant (ISO 8601 with offset) falls in a zone (IANA); null if it is no instant. */
export function dateInZone(instant: string, timeZone: string): string | null {
  const parsed = orNull(() => Temporal.Instant.from(instant));
  return parsed?.toZonedDateTimeISO(timeZone).toPlainDate().toString() ?? null;
}

/**
 * Reads a date that stands in a text field: an ISO date, an instant (its date in the zone), or the declared format. Without
 * a declared format, text with a single possible reading is taken and marked `assumed`; 04/05/2026 is ambiguous, never guessed.
 */
export function readDate(text: string, { format, timeZone }: { format: DateFormat | null; timeZone: string }): ReadDate {
  const trimmed = text.trim();
  const iso = /^\d{4}-\d{2}-\d{2}$/.test(trimmed) ? plainDate(trimmed) : dateInZone(trimmed, timeZone);
  if (iso !== null) return { date: iso, assumed: false };
  const readings = new Set(
    (format === null ? FORMAT_NAMES : [format]).map((name) => readAs(trimmed, name)).filter((date) => date !== null),
  );
  const [only] = readings;
  if (only === undefined) return { date: null, problem: "notADate" };
  if (format === null && isUndecided(trimmed)) return { date: null, problem: "ambiguous" };
  return { date: only, assumed: format === null };
}

/** Months are added to the anchor itself, never to a sum: 31 Jan, 28 Feb, 31 Mar. */
export function addMonths(anchor: string, months: number): string {
  return Temporal.PlainDate.from(anchor).add({ months }).toString();
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The number of days from one date to another; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "day" }).days;
}

/** The date `times` spans after the anchor, counted from the anchor itself. */
function addSpan(anchor: string, span: Span, times = 1): string {
  return span.unit === "months" ? addMonths(anchor, span.count * times) : addDays(anchor, span.count * times);
}

/** Period k (from 0) of an anchor: its first and its last day, both inclusive (RULES §5). */
export function periodOf(anchor: string, length: Span, k: number): { start: string; end: string } {
  return { start: addSpan(anchor, length, k), end: addDays(addSpan(anchor, length, k + 1), -1) };
}

/** An ISO 8601 duration as months ("P12M", "P1Y6M") or as days ("P30D", "P2W"); null for none, a mixture of both, or time of day. */
export function parseDuration(text: string): Span | null {
  const match = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/i.exec(text.trim());
  if (match === null) return null;
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1).map((digits) => Number(digits ?? 0));
  const inMonths = years * 12 + months;
  const inDays = weeks * 7 + days;
  if (inMonths > 0 === inDays > 0) return null;
  return inMonths > 0 ? { unit: "months", count: inMonths } : { unit: "days", count: inDays };
}

/** The span from a first to a last day, both inclusive; null where the end is not the end of a whole number of months. */
export function spanFromTo(start: string, end: string, unit: Span["unit"]): Span | null {
  const days = daysBetween(start, end) + 1;
  if (days <= 0) return null;
  if (unit === "days") return { unit, count: days };
  const { months } = Temporal.PlainDate.from(start).until(addDays(end, 1), { largestUnit: "month" });
  const count = [months, months + 1].find((whole) => whole > 0 && addMonths(start, whole) === addDays(end, 1));
  return count === undefined ? null : { unit, count };
}

function readAs(text: string, name: DateFormat): string | null {
  const { pattern, order } = FORMATS[name];
  const match = pattern.exec(text);
  if (match === null) return null;
  const [, first = "", second = "", year = ""] = match;
  const [month, day] = order[0] === "month" ? [first, second] : [second, first];
  return plainDate(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
}

/** Day and month could change places; dots, too, are written both ways in the world. */
function isUndecided(text: string): boolean {
  const [first = 0, second = 0] = text.split(/[/.]/).map(Number);
  return first <= 12 && second <= 12 && first !== second;
}

function plainDate(text: string): string | null {
  return orNull(() => Temporal.PlainDate.from(text, { overflow: "reject" }))?.toString() ?? null;
}

function orNull<T>(parse: () => T): T | null {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
