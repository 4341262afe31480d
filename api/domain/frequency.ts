import type { Span } from "./dates.ts";

/** How often a recurring line is charged: the length of one period and the word for it. */
export type Frequency = { length: Span; word: string };

const months = (count: number): Span => ({ unit: "months", count });

/** HubSpot's values of `recurringbillingfrequency`. */
const FREQUENCIES: Record<string, Frequency> = {
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
};

/** A frequency by HubSpot's value ("per_six_months"); null for a word that HubSpot does not have. */
export function frequencyOf(value: string): Frequency | null {
  return FREQUENCIES[value.trim().toLowerCase()] ?? null;
}

/** How many whole periods fill a term; null when it is not a whole number (twelve months are no number of weeks). */
export function periodsOf(term: Span, { length }: Frequency): number | null {
  if (term.unit !== length.unit || term.count % length.count !== 0) return null;
  return term.count / length.count;
}
