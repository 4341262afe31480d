import type { Booking, BookingFacts } from "./booking.ts";
import { warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";

type Booked = Pick<Booking, "customerTypeId"> & { findings: Finding[] };

/** The buyer's industry as a customer type. Types cannot be made through the API, so a missing one is an admin's to make (RULES §2); the sale goes on without. */
export function bookIndustry({ deal, sale: { buyer }, mapping, lists }: BookingFacts): Booked {
  const industry = buyer.kind === "company" ? (deal.companies.find(({ id }) => id === buyer.recordId)?.industry ?? null) : null;
  const entry = industry === null ? undefined : mapping.industries.find((each) => each.industry === industry);
  if (!entry) return { customerTypeId: null, findings: [] };
  const { customerTypeId } = entry;
  if (lists.customerTypes?.some(({ id, active }) => id === customerTypeId && active)) return { customerTypeId, findings: [] };
  const message = `The industry ${industry} is mapped to a customer type that is not in the books. Make the type there, or map the industry to another.`;
  const where = { object: "company", id: buyer.recordId, property: "industry" } as const;
  return { customerTypeId: null, findings: [warningFinding("customerTypeMissing", "admin", message, where)] };
}
