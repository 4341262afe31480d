const ZONE = "America/Los_Angeles";
const zoned = (epochMs: number) => Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs)).toZonedDateTimeISO(ZONE);

/** `MetaData` times: whole seconds with the Pacific offset, "2026-05-05T03:11:46-07:00" (facts/quickbooks.md §2). */
export function pacificSecond(epochMs: number): string {
  return zoned(epochMs).toString({ timeZoneName: "never", smallestUnit: "second" });
}

/** The `time` of an answer: milliseconds with the Pacific offset. */
export function pacificTime(epochMs: number): string {
  return zoned(epochMs).toString({ timeZoneName: "never", fractionalSecondDigits: 3 });
}

/** Today's date for the company, YYYY-MM-DD. */
export function pacificDate(epochMs: number): string {
  return zoned(epochMs).toPlainDate().toString();
}

/** Reads an instant from a query or a CDC call; a bare date or time counts as Pacific. Null when it is neither. */
export function instantOf(text: string): number | null {
  try {
    if (/(Z|[+-]\d{2}:?\d{2})$/i.test(text) && text.includes("T")) return Temporal.Instant.from(text).epochMilliseconds;
    return Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE).epochMilliseconds;
  } catch {
    return null;
  }
}

/** Whether a text is a calendar date as the wire wants it. */
export function isDate(text: string): boolean {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && Temporal.PlainDate.from(text, { overflow: "reject" }).toString() === text;
  } catch {
    return false;
  }
}
