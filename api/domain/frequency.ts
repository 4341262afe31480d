import type { Span } from "./dates.ts";

/** How often a recurring line is charged: the CRM's value, the length of one period and the word for it. */
export type Frequency = { value: string; length: Span; word: string };

const months = (count: number): Span => ({ unit: "months", count });

/** HubSpot's values of `recurringbillingfrequency`. */
const FREQUENCIES = new Map<string, Omit<Frequency, "value">>(
  Object.entries({
    weekly: { length: { unit: "days", count: 7 }, word: "weekly" },
    biweekly: { length: { unit: "days", count: 14 }, word: "every 2 weeks" },
    monthly: { length: months(1), word: "monthly" },
    quarterly: { length: months(3), word: "quarterly" },
    per_six_months: { length: months(6), word: "half-yearly" },
    annually: { length: months(12), word: "yearly" },
    per_two_years: { length: months(24), word: "every 2 years" },
    per_three_years: { length: months(36), word: "every 3 years" },
    per_four_years: { length: months(48), word: "every 4 years" },
    per_five_years: { length: months(60), word: "every 5 years" },
  }),
);

/** How people write them in a text field. */
const SPOKEN = new Map(
  Object.entries({
    annual: "annually",
    yearly: "annually",
    semi_annually: "per_six_months",
    half_yearly: "per_six_months",
    bi_weekly: "biweekly",
  }),
);

/** A frequency by HubSpot's value ("per_six_months") or a usual word for it ("Half-yearly"); null for any other word. */
export function frequencyOf(text: string): Frequency | null {
  const written = text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  const value = SPOKEN.get(written) ?? written;
  const known = FREQUENCIES.get(value);
  return known === undefined ? null : { value, ...known };
}

/** How many whole periods fill a term; null when it is not a whole number (twelve months are no number of weeks). */
export function periodsOf(term: Span, { length }: Frequency): number | null {
  if (term.unit !== length.unit || term.count % length.count !== 0) return null;
  return term.count / length.count;
}
