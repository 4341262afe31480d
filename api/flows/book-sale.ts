import { bookingOf, type BookingFacts, type BookLists } from "../domain/booking.ts";
import type { Erp } from "../ports/erp.ts";

/** How a sale is booked. Of the books' lists only those are read that the mapping points into, since reads are metered. */
export async function bookSale(erp: Erp, facts: Omit<BookingFacts, "lists">): Promise<ReturnType<typeof bookingOf>> {
  return bookingOf({ ...facts, lists: await readLists(erp, facts) });
}

async function readLists(erp: Erp, { mapping, company }: Omit<BookingFacts, "lists">): Promise<BookLists> {
  const usesClasses = company.classTracking !== null && mapping.owners.some(({ classId }) => classId !== null);
  const [classes, customerTypes, taxCodes] = await Promise.all([
    usesClasses ? erp.listClasses() : null,
    mapping.industries.length > 0 ? erp.listCustomerTypes() : null,
    company.country !== "US" && mapping.taxCodes.length > 0 ? erp.listTaxCodes() : null,
  ]);
  return { classes, customerTypes, taxCodes };
}
