import type { TermFacts } from "./erp-facts.ts";
import { addDays, addMonths, daysBetween } from "./dates.ts";

/** When what is dated `date` (ISO) falls due: so many days later, or on a day of the month, the next month's where too few days are left. Null where the term says neither. */
export function dueDate(date: string, { dueDays, dueDay }: TermFacts): string | null {
  if (dueDays !== null) return addDays(date, dueDays);
  if (!dueDay) return null;
  const inMonth = dayOfMonth(date, dueDay.dayOfMonth);
  const tooClose = daysBetween(date, inMonth) < dueDay.nextMonthDays;
  return tooClose ? dayOfMonth(addMonths(`${date.slice(0, 7)}-01`, 1), dueDay.dayOfMonth) : inMonth;
}

/** The day in the month of `date`, the month's last where it is shorter. */
function dayOfMonth(date: string, day: number): string {
  return Temporal.PlainDate.from(date).with({ day }).toString();
}
