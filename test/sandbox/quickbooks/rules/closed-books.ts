import { QuickBooksFault } from "../fault.ts";
import { preferencesOf } from "../preferences.ts";
import type { WriteContext } from "./write-context.ts";

/** Nothing that posts may be dated, now or before the change, on or before the book closing date (facts/quickbooks.md §2.8). */
export function requireOpenBooks({ work, settings }: WriteContext, ...dates: (string | undefined)[]): void {
  const closed = preferencesOf(work.company).AccountingInfoPrefs.BookCloseDate;
  if (!closed || !dates.some((date) => date !== undefined && date <= closed)) return;
  if (settings.bookClosePassword)
    throw new QuickBooksFault(6210, "The account period has closed and the account books cannot be updated without the password.");
  throw new QuickBooksFault(
    6200,
    "The account period has closed and the account books cannot be updated through the QuickBooks Online Services API.",
  );
}
