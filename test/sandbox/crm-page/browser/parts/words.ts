/** "$120,000.00"; the decimal text is never turned into a float. */
export function money(amount: string | number | null | undefined, currency: string): string {
  if (amount === null || amount === undefined || amount === "") return "--";
  const text = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return Number.isNaN(Number(amount)) ? String(amount) : text.format(amount as Intl.StringNumericLiteral);
}

/** "Nov 24, 2026" of a date, or of an instant as HubSpot has it (ISO or milliseconds), without moving it to another zone. */
export function day(value: string | null | undefined): string {
  if (!value) return "--";
  const instant = new Date(/^\d{11,}$/.test(value) ? Number(value) : value);
  if (Number.isNaN(instant.getTime())) return value;
  return instant.toLocaleDateString("en-US", { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
}

/** "Partly paid" of "partly_paid" or "partlyPaid". */
export function words(code: string): string {
  const spaced = code
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
