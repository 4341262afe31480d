import { customerName, customerNameInCurrency, customerNameWithId } from "../domain/customer-name.ts";
import type { Buyer } from "../domain/sale.ts";
import type { Erp } from "../ports/erp.ts";

type Subject = { buyer: Buyer; currency: string; homeCurrency: string };

/** The first display name that nobody holds: the buyer's own, its twin for a foreign currency, or one with the CRM's id (RULES §2). Asked only once the buyer is known to be new. */
export async function freeCustomerName(erp: Erp, { buyer, currency, homeCurrency }: Subject): Promise<string> {
  const wanted = [customerName(buyer.name), ...(currency === homeCurrency ? [] : [customerNameInCurrency(buyer.name, currency)])];
  for (const name of wanted) {
    if ((await erp.findNameHolders(name)).length === 0) return name;
  }
  return customerNameWithId(buyer.name, buyer.recordId);
}
