import { customerName, customerNameInCurrency, customerNameWithId } from "../domain/customer-name.ts";
import type { Buyer, Sale } from "../domain/sale.ts";
import type { Erp } from "../ports/erp.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { Needs } from "./needs.ts";

type Subject = { buyer: Buyer; currency: string; homeCurrency: string };

/** The first display name that nobody holds: the buyer's own, its twin for a foreign currency, or one with the CRM's id (RULES §2). Asked only once the buyer is known to be new. */
export async function freeCustomerName(erp: Erp, subject: Subject): Promise<string> {
  for (const name of wantedNames(subject)) {
    if ((await erp.findNameHolders(name)).length === 0) return name;
  }
  return customerNameWithId(subject.buyer.name, subject.buyer.recordId);
}

function wantedNames({ buyer, currency, homeCurrency }: Subject): string[] {
  return [customerName(buyer.name), ...(currency === homeCurrency ? [] : [customerNameInCurrency(buyer.name, currency)])];
}

type Asked = { portalId: number; connectionId: string; sale: Sale; refused: ReadonlySet<string> };

/**
 * Who holds the display name that a new customer would get: `reasons` in words, and the customers among them. Nobody, as long
 * as one of the wanted names is free (`freeName`), or when a person has said already that the holder is somebody else.
 */
export async function whoHoldsName(
  needs: Needs,
  { portalId, connectionId, sale, refused }: Asked,
): Promise<{ reasons: string[]; customers: ErpCustomer[]; freeName: string | null }> {
  const erp = needs.erp(portalId, connectionId);
  const { homeCurrency } = await erp.readCompany();
  const reasons: string[] = [];
  const customers: ErpCustomer[] = [];
  for (const name of wantedNames({ buyer: sale.buyer, currency: sale.currency, homeCurrency })) {
    const all = await erp.findNameHolders(name);
    if (all.length === 0) return { reasons: [], customers: [], freeName: name };
    for (const { kind, id, active } of all) {
      if (kind === "customer" && refused.has(id)) continue;
      reasons.push(`The name “${name}” is taken by ${active ? HOLDER[kind] : `an inactive ${kind}`} in QuickBooks`);
      const customer = kind === "customer" ? await erp.readCustomer(id) : null;
      if (customer) customers.push(customer);
    }
  }
  return { reasons, customers, freeName: null };
}

const HOLDER = { customer: "a customer", vendor: "a vendor", employee: "an employee" } as const;
