import { counted } from "./words.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** An ISO date as "Dec 1, 2026". It has no zone, so it goes through no clock. What is no date is shown as it came. */
export function formatDate(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const month = MONTHS[Number(parts?.[2]) - 1];
  return parts && month ? unbroken(`${month} ${Number(parts[3])}, ${parts[1]}`) : date;
}

/** "Dec 1, 2026 to Nov 30, 2027", one of both, or null without either. */
export function formatPeriod(start: string | null, end: string | null): string | null {
  if (start && end) return start === end ? formatDate(start) : `${formatDate(start)} to ${formatDate(end)}`;
  if (start) return `from ${formatDate(start)}`;
  return end ? `until ${formatDate(end)}` : null;
}

/** An instant as date and time in the portal's zone; an unknown zone is replaced by UTC, and says so. */
export function formatInstant(instant: string, timeZone: string): string {
  return formatted(instant, timeZone, { dateStyle: "medium", timeStyle: "short" });
}

/** The same to the second. */
export function formatSecond(instant: string, timeZone: string): string {
  return formatted(instant, timeZone, { dateStyle: "medium", timeStyle: "medium" });
}

const UNITS: [name: string, minutes: number][] = [
  ["day", 1_440],
  ["hour", 60],
  ["minute", 1],
];

/** How long ago that was, by the largest unit that is full: "for 3 days", "for 1 hour", "just now". */
export function sayAge(instant: string, nowMs: number): string {
  const minutes = (nowMs - Date.parse(instant)) / 60_000;
  const unit = UNITS.find(([, length]) => minutes >= length);
  return unit ? `for ${counted(Math.floor(minutes / unit[1]), unit[0])}` : "just now";
}

/** An instant as its day in the portal's zone. */
export function formatDay(instant: string, timeZone: string): string {
  return formatted(instant, timeZone, { dateStyle: "medium" });
}

function formatted(instant: string, timeZone: string, style: Intl.DateTimeFormatOptions): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return unbroken(inZone(date, timeZone, style) ?? `${inZone(date, "UTC", style)} UTC`);
}

/** A day stays in one line, and so does a time: a line may end only between the two. */
function unbroken(text: string): string {
  return text.replace(/ (?!\d{1,2}:)/g, "\u00a0");
}

function inZone(date: Date, timeZone: string, style: Intl.DateTimeFormatOptions): string | null {
  try {
    return new Intl.DateTimeFormat("en-US", { ...style, timeZone }).format(date);
  } catch {
    return null;
  }
}
