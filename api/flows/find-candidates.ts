import { buyerKeys } from "../domain/match-customer.ts";
import type { Buyer } from "../domain/sale.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { Needs } from "./needs.ts";

type Subject = { portalId: number; connectionId: string; buyer: Buyer; homeCountry: string | null };

/** Customers that could be this buyer: from the mirror, and until that is filled from the ERP itself. */
export async function findCandidates(needs: Needs, { portalId, connectionId, buyer, homeCountry }: Subject): Promise<ErpCustomer[]> {
  const mirrored = await needs.store.inPortal(portalId, async ({ mirroredCustomers }) => {
    const fill = await mirroredCustomers.readFill(connectionId);
    return fill?.filledAt ? mirroredCustomers.find(connectionId, buyerKeys(buyer, homeCountry)) : null;
  });
  return mirrored ?? needs.erp(portalId, connectionId).findCustomerCandidates(buyer);
}
