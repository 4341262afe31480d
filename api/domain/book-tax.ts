import type { Booking, BookingFacts } from "./booking.ts";
import { countryCode } from "./country.ts";
import { errorFinding, warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { exemptionReason } from "./tax-exemption.ts";
import { written } from "./written.ts";

type Booked = Pick<Booking, "taxCodeId"> & { findings: Finding[] };

/**
 * How the sale is taxed in the books. In the US QuickBooks computes, from TAX or NON on each line; elsewhere every line names
 * a code of the list, which finance has mapped by the country that is shipped to (RULES §1, facts/quickbooks.md §7.3).
 */
export function bookTax(facts: BookingFacts): Booked {
  return facts.company.country === "US" ? { taxCodeId: null, findings: inTheUs(facts) } : byCode(facts);
}

function inTheUs({ sale: { buyer }, deal, company, lines }: BookingFacts): Finding[] {
  if (!buyer.taxExempt) return company.salesTax !== "automated" && lines.some(({ taxable }) => taxable) ? [nobodyTaxes(company)] : [];
  if (company.salesTax !== "automated" || exemptionReason(buyer.taxExemptionReason) !== null) return [];
  const property = deal.companies.find(({ id }) => id === buyer.recordId)?.taxExemptionReason.property;
  const message = `${buyer.name} is tax exempt, but the reason is missing that QuickBooks demands. Choose it, or remove the exemption.`;
  const where = { object: buyer.kind, id: buyer.recordId, ...(property !== undefined && { property }) };
  return [errorFinding("exemptionReasonMissing", "rep", message, where)];
}

function nobodyTaxes({ name, salesTax }: BookingFacts["company"]): Finding {
  const off = salesTax === "off" ? "Sales tax is switched off" : "Automated sales tax is switched off";
  return warningFinding("salesTaxOff", "admin", `${off} in ${name}, so QuickBooks puts no tax on the order by itself.`);
}

function byCode({ sale: { buyer }, company, mapping, lists }: BookingFacts): Booked {
  if (company.salesTax === "off") return { taxCodeId: null, findings: [] };
  const { country: shipTo } = buyer.shipping;
  const country = written(shipTo) === null ? countryCode(company.country) : countryCode(shipTo);
  const entry = mapping.taxCodes.find((each) => each.country === country);
  const taxCodeId = (buyer.taxExempt ? entry?.exemptTaxCodeId : entry?.taxCodeId) ?? null;
  const stop = (message: string) => ({ taxCodeId: null, findings: [errorFinding("taxCodeMissing", "finance", message)] });
  const forWhom = `for ${buyer.taxExempt ? "tax exempt " : ""}orders shipped to ${country ?? `"${shipTo}"`}`;
  if (taxCodeId === null) return stop(`No tax code is mapped ${forWhom}. Map one: ${company.name} takes no line without.`);
  if (lists.taxCodes && !lists.taxCodes.some(({ id, active }) => id === taxCodeId && active))
    return stop(`The tax code ${forWhom} is gone from the books, or inactive. Map another.`);
  return { taxCodeId, findings: [] };
}
