import type { MappedField, PricedDeal } from "./deal.ts";
import { dateInZone, readDate } from "./dates.ts";
import { errorFinding, warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { DealTerm } from "./line-term.ts";
import type { Settings } from "./settings.ts";
import { written } from "./written.ts";

/**
 * The deal's own dates (ISO). The order date is the order date field, else the day of the close date in the zone. A date
 * that cannot be read is an error, never a guess, and null here.
 */
export function dealDates(
  deal: PricedDeal,
  zone: { timeZone: string; dateFormat: Settings["dateFormat"] },
): { dates: DealTerm; findings: Finding[] } {
  const findings: Finding[] = [];
  const read = (field: MappedField): string | null => {
    const { date, finding } = readField(deal.id, field, zone);
    if (finding) findings.push(finding);
    return date;
  };
  const contractStart = read(deal.fields.contractStart);
  const contractEnd = read(deal.fields.contractEnd);
  const ordered = read(deal.fields.orderDate);
  const closed = deal.closedAt === null ? null : dateInZone(deal.closedAt, zone.timeZone);
  const isWritten = written(deal.fields.orderDate.value) !== null;
  const orderDate = isWritten ? ordered : closed;
  if (orderDate === null && !isWritten) {
    findings.push(
      errorFinding("orderDateMissing", "rep", "The deal has no close date. Enter it: it dates the order.", { object: "deal", id: deal.id }),
    );
  }
  return { dates: { orderDate, contractStart, contractEnd }, findings };
}

function readField(
  dealId: string,
  { property, value: text }: MappedField,
  { timeZone, dateFormat }: { timeZone: string; dateFormat: Settings["dateFormat"] },
): { date: string | null; finding: Finding | null } {
  const value = written(text);
  if (value === null) return { date: null, finding: null };
  const where = { object: "deal", id: dealId, property } as const;
  const result = readDate(value, { format: dateFormat, timeZone });
  if (result.date === null) {
    const why = result.problem === "ambiguous" ? "can be read as two different days" : `is no date${dateFormat ? ` (${dateFormat})` : ""}`;
    return { date: null, finding: errorFinding("dateUnclear", "rep", `"${value}" ${why}. Write it as YYYY-MM-DD.`, where) };
  }
  const message = `"${value}" was read as ${result.date}. Write it as YYYY-MM-DD, or have an admin declare the date format.`;
  return { date: result.date, finding: result.assumed ? warningFinding("dateFormatAssumed", "rep", message, where) : null };
}
