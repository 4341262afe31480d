import type { Address } from "./deal.ts";
import type { CustomerFacts } from "./erp-facts.ts";
import type { Difference } from "./match-decision.ts";
import { foldText } from "./normal-name.ts";
import type { Sale } from "./sale.ts";

/** A customer with what the comparison shows besides the facts that are judged. */
type Customer = CustomerFacts & { city: string | null; terms: string | null };

/** Field by field, what the deal says and what the ERP has; only where they differ, and nothing where the deal says nothing. */
export function customerDifferences({ buyer, terms, currency }: Sale, customer: Customer): Difference[] {
  const pairs: Difference[] = [
    { field: "name", here: buyer.name, there: customer.name },
    { field: "e-mail", here: buyer.email, there: customer.email },
    { field: "phone", here: buyer.phone, there: customer.phone },
    { field: "address", here: addressLine(buyer.billing), there: customerAddress(customer) },
    { field: "tax id", here: buyer.taxId, there: customer.taxId },
    { field: "payment terms", here: terms, there: customer.terms },
    { field: "currency", here: currency, there: customer.currency },
  ];
  return pairs.filter(({ field, here, there }) => here !== null && !isSame(field, here, there));
}

function isSame(field: string, here: string, there: string | null): boolean {
  const plain = field === "phone" || field === "tax id" ? (text: string) => text.replace(/\W/g, "") : foldText;
  return there !== null && plain(here) === plain(there);
}

/** An address in one line, the country left out, which every system writes otherwise. */
export function addressLine({ street, city, zip }: Pick<Address, "street" | "city" | "zip">): string | null {
  return [street, [zip, city].filter(Boolean).join(" ")].filter((part) => part !== null && part !== "").join(", ") || null;
}

const customerAddress = ({ street, city, postcode }: Customer) => addressLine({ street, city, zip: postcode });
