import type { Entity } from "../entity.ts";

/** The due date of a term: so many days after the date, or a day of the month, the next month when too few days are left. */
export function dueDate(txnDate: string, term: Entity | undefined): string {
  const date = Temporal.PlainDate.from(txnDate);
  if (term?.DayOfMonthDue === undefined) return date.add({ days: term?.DueDays ?? 0 }).toString();
  const inMonth = date.with({ day: term.DayOfMonthDue });
  const tooClose = Temporal.PlainDate.compare(inMonth, date.add({ days: term.DueNextMonthDays ?? 0 })) < 0;
  return (tooClose ? date.with({ day: 1 }).add({ months: 1 }).with({ day: term.DayOfMonthDue }) : inMonth).toString();
}
