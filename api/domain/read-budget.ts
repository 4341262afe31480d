/** From this part of its budget on, a company's reads raise an alarm (RULES §8). */
const ALARM_AT_PERCENT = 80;

/** The month in which a read counts, as QuickBooks bills it: "2026-11". */
export function monthOf(instant: Temporal.Instant): string {
  return instant.toString().slice(0, "2026-11".length);
}

/** True when so many reads of a month are an alarm. */
export function isNearBudget(reads: number, budget: number): boolean {
  return reads * 100 >= budget * ALARM_AT_PERCENT;
}
