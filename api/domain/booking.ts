import { checkSwitches } from "./check-switches.ts";
import type { Deal } from "./deal.ts";
import { bookOwner } from "./book-owner.ts";
import { bookTax } from "./book-tax.ts";
import type { BookingSwitches, CompanyFacts, NamedFacts, TermFacts } from "./erp-facts.ts";
import { dueDate } from "./due-date.ts";
import type { Finding } from "./finding.ts";
import { bookIndustry } from "./book-industry.ts";
import { ORDER_FIELD_LENGTH, orderField } from "./order-field.ts";
import type { Mapping } from "./mapping.ts";
import type { OrderLine, Sale } from "./sale.ts";
import type { Settings } from "./settings.ts";

/** The lists of the books that a mapping points into. A list that nothing points into may be left out, as null. */
export type BookLists = {
  classes: readonly NamedFacts[] | null;
  customerTypes: readonly NamedFacts[] | null;
  taxCodes: readonly NamedFacts[] | null;
};

/** What a sale's order and customer carry in the books besides buyer and lines (RULES §2). Ids are the ERP's. */
export type Booking = {
  /** Values of the company's own fields on the order. */
  customFields: { id: string; value: string }[];
  classId: string | null;
  /** The code of every line where lines carry one of a list. */
  taxCodeId: string | null;
  /** The lines' amounts hold the tax of that code. */
  taxIncluded: boolean;
  dueDate: string | null;
  customerTypeId: string | null;
  /** Printed for the customer. */
  memo: string;
};

/** What a booking is made from. */
export type BookingFacts = {
  deal: Deal;
  sale: Sale;
  settings: Settings;
  company: CompanyFacts & BookingSwitches;
  lines: readonly OrderLine[];
  items: readonly { id: string; name: string; deferredRevenue: boolean }[];
  mapping: Pick<Mapping, "owners" | "industries" | "taxCodes">;
  lists: BookLists;
  term: TermFacts | null;
};

/** How a sale is booked, by the mapping and by what the company's preferences let us send; each switch that stands in the way is a finding. */
export function bookingOf(facts: BookingFacts): { booking: Booking; findings: Finding[] } {
  const owner = bookOwner(facts);
  const tax = bookTax(facts);
  const industry = bookIndustry(facts);
  const booking: Booking = {
    customFields: [...poField(facts), ...owner.customFields],
    classId: owner.classId,
    taxCodeId: tax.taxCodeId,
    taxIncluded: facts.settings.pricesIncludeTax && tax.taxCodeId !== null,
    dueDate: facts.term && dueDate(facts.sale.orderDate, facts.term),
    customerTypeId: industry.customerTypeId,
    memo: memoOf(facts),
  };
  return {
    booking,
    findings: [...checkSwitches(facts), ...owner.findings, ...tax.findings, ...industry.findings],
  };
}

/** "Order for Acme Inc, PO 4711"; the deal's name is for the portal's eyes unless it opts in. */
function memoOf({ deal, sale: { buyer, poNumber }, settings }: BookingFacts): string {
  const parts = [`Order for ${buyer.name}`, poNumber && `PO ${poNumber}`, settings.dealNameOnOrder && deal.name.trim()];
  return parts.filter(Boolean).join(", ");
}

/** The memo names the PO number too, so a company without a field for it loses nothing, nor one whose field is too short. */
function poField({ sale: { poNumber }, settings, company }: BookingFacts): Booking["customFields"] {
  const field = orderField(company, settings.orderFields.poNumber);
  return poNumber !== null && field && poNumber.length <= ORDER_FIELD_LENGTH ? [{ id: field.id, value: poNumber }] : [];
}
