import { PERSONAL } from "./letter-fields.ts";
import type { Address } from "./deal.ts";
import type { Buyer } from "./sale.ts";

const NOBODY = "(deleted person)";
const NOWHERE: Address = { street: null, street2: null, city: null, state: null, zip: null, country: null };

/** The buyer of a stored sale without what it knows of a person; a company stays who it is. */
export function withoutPerson(buyer: Buyer): Buyer {
  const nameless: Buyer = { ...buyer, email: null, phone: null, person: null };
  if (buyer.kind === "company") return nameless;
  return { ...nameless, name: NOBODY, billing: NOWHERE, shipping: NOWHERE, taxId: null };
}

/** A stored payload without what is personal in it; `isPerson`: its names are a person's, too. */
export function payloadWithoutPerson(payload: Record<string, unknown>, isPerson: boolean): Record<string, unknown> {
  const goes = (field: string) => PERSONAL.test(field) || (isPerson && field.endsWith("Name"));
  return Object.fromEntries(Object.entries(payload).filter(([field]) => !goes(field)));
}
