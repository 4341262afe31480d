import type { DealLine, PricedDeal } from "./deal.ts";
import { addDays, addMonths, parseDuration, periodOf, readDate, spanFromTo } from "./dates.ts";
import type { Span } from "./dates.ts";
import { errorFinding, warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { frequencyOf, periodsOf } from "./frequency.ts";
import type { Frequency } from "./frequency.ts";
import type { Settings } from "./settings.ts";
import { written } from "./written.ts";

/** When a line is served and in how many periods it is charged; ISO dates, both inclusive. One-time: one period, no frequency. */
export type LineTerm = { periods: number; frequency: Frequency | null; start: string | null; end: string | null };

/** The deal's own dates, already read, which fill what a line leaves blank (RULES §1, mixed terms). */
export type DealTerm = { orderDate: string | null; contractStart: string | null; contractEnd: string | null };

const ONCE = { periods: 1, frequency: null, end: null };

/**
 * The term of one line. A recurring line without a term means "until cancelled" and is an error, unless `evergreen` says how
 * to take it. `term` is null when an error stands in the findings.
 */
export function lineTerm(
  line: DealLine,
  deal: PricedDeal,
  { dealTerm, evergreen }: { dealTerm: DealTerm; evergreen: Settings["evergreen"] },
): { term: LineTerm | null; findings: Finding[] } {
  const where = { object: "lineItem", id: line.id } as const;
  const fail = (code: string, message: string) => ({
    term: null,
    findings: [errorFinding(code, "rep", `${line.name}: ${message}`, where)],
  });

  const { start: own, isClear } = ownStart(line, dealTerm.orderDate);
  if (!isClear) return fail("startUnclear", `its billing start "${line.startDate ?? startDelay(line)}" cannot be read. Enter a date.`);
  const writtenTerm = written(line.term);
  const value = written(line.frequency) ?? (writtenTerm === null ? null : written(deal.fields.billingFrequency.value));
  if (value === null && writtenTerm !== null) {
    return fail("frequencyMissing", `it has a term (${line.term}) but no billing frequency. Choose one, or remove the term.`);
  }
  if (value === null) return { term: { ...ONCE, start: own }, findings: [] };

  const frequency = frequencyOf(value);
  if (frequency === null) return fail("frequencyUnknown", `its billing frequency "${value}" is not known. Choose one of the list.`);
  const start = own ?? dealTerm.contractStart ?? dealTerm.orderDate;
  const length = termLength(writtenTerm, frequency, { start, contractEnd: dealTerm.contractEnd, evergreen });
  if (length === "unclear") return fail("termUnclear", `its term "${line.term}" cannot be read. Enter a number of months.`);
  if (length === "notWhole") {
    return fail(
      "termNotWholePeriods",
      `${start} to ${dealTerm.contractEnd} is not a whole number of months. Enter its term, or mend the dates.`,
    );
  }
  if (length === null) return fail("termMissing", "it has no term, which means until cancelled. Enter the term that was sold.");
  const periods = periodsOf(length, frequency);
  if (periods === null) {
    return fail(
      "termNotWholePeriods",
      `a term of ${sayTerm(length)} is not a whole number of ${frequency.word} periods. Change one of them.`,
    );
  }
  const end = start && periodOf(start, length, 0).end;
  return { term: { periods, frequency, start, end }, findings: disagreements(line, deal, { own, start, end, frequency, dealTerm }) };
}

/** The line's start date, or its delay after the order date; `start` is null when it has neither. */
function ownStart(line: DealLine, orderDate: string | null): { start: string | null; isClear: boolean } {
  const date = written(line.startDate);
  if (date !== null) {
    const read = readDate(date, { format: null, timeZone: "UTC" });
    return { start: read.date, isClear: read.date !== null && !read.assumed };
  }
  if (startDelay(line) === null) return { start: null, isClear: true };
  const days = delayIn(line.startDelayDays);
  const months = delayIn(line.startDelayMonths);
  if (days === null || months === null) return { start: null, isClear: false };
  return { start: orderDate && addDays(addMonths(orderDate, months), days), isClear: true };
}

/** A whole number of days or months, 0 where none is given; null for what is no delay. */
function delayIn(text: string | null): number | null {
  const digits = written(text) ?? "0";
  return /^\d{1,4}$/.test(digits) ? Number(digits) : null;
}

function startDelay(line: DealLine): string | null {
  return written(line.startDelayDays) ?? written(line.startDelayMonths);
}

type TermSources = { start: string | null; contractEnd: string | null; evergreen: Settings["evergreen"] };

function termLength(
  term: string | null,
  { length }: Frequency,
  { start, contractEnd, evergreen }: TermSources,
): Span | null | "unclear" | "notWhole" {
  if (term !== null) return parseDuration(term) ?? "unclear";
  if (start !== null && contractEnd !== null) return spanFromTo(start, contractEnd, length.unit) ?? "notWhole";
  if (evergreen === "termed") return { unit: "months", count: 12 };
  return evergreen === "monthly" ? length : null;
}

function sayTerm({ unit, count }: Span): string {
  return count === 1 ? `1 ${unit.slice(0, -1)}` : `${count} ${unit}`;
}

type Facts = { own: string | null; start: string | null; end: string | null; frequency: Frequency; dealTerm: DealTerm };

/** What line and deal say differently: the line counts, and the rep is told. */
function disagreements(line: DealLine, deal: PricedDeal, { own, start, end, frequency, dealTerm }: Facts): Finding[] {
  const where = { object: "lineItem", id: line.id } as const;
  const warn = (code: string, message: string) => warningFinding(code, "rep", `${line.name}: ${message}`, where);
  const { contractStart, contractEnd } = dealTerm;
  const dealFrequency = written(deal.fields.billingFrequency.value);
  const findings: Finding[] = [];
  if (own === null && contractStart === null && start !== null) {
    findings.push(warn("startAssumed", `no billing start is given, so the order date ${start} is taken.`));
  }
  if (own !== null && contractStart !== null && own !== contractStart) {
    findings.push(warn("startDiffers", `it starts on ${own}, the deal's contract on ${contractStart}. The line's date is taken.`));
  }
  if (end !== null && contractEnd !== null && end !== contractEnd) {
    findings.push(warn("endDiffers", `it ends on ${end}, the deal's contract on ${contractEnd}. The line's term is taken.`));
  }
  if (dealFrequency !== null && frequencyOf(dealFrequency)?.word !== frequency.word) {
    findings.push(warn("frequencyDiffers", `it is charged ${frequency.word}, the deal says "${dealFrequency}". The line's is taken.`));
  }
  return findings;
}
