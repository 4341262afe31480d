import { countryCode } from "./country.ts";
import type { Address } from "./deal.ts";
import { errorFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Buyer } from "./sale.ts";
import { written } from "./written.ts";

type Part = "street" | "city" | "state" | "zip" | "country";

/**
 * Says what is missing in the buyer's billing and shipping address (RULES §2): in the US street, city, state and zip; else
 * street, city and country. An address without a country is taken to be in the ERP company's own.
 */
export function checkAddresses(buyer: Buyer, homeCountry: string): Finding[] {
  const billing = missingParts(buyer.billing, homeCountry);
  const shipping = isSame(buyer.shipping, buyer.billing) ? [] : missingParts(buyer.shipping, homeCountry);
  return [...incomplete("billing", billing, buyer), ...incomplete("shipping", shipping, buyer)];
}

function missingParts(address: Address, homeCountry: string): Part[] {
  const home = countryCode(homeCountry);
  const isBlank = (part: Part) => written(address[part]) === null;
  const country = isBlank("country") ? home : countryCode(address.country);
  if (country === "US") return (["street", "city", "state", "zip"] as const).filter(isBlank);
  return (["street", "city", "country"] as const).filter((part) => isBlank(part) && !(part === "country" && home !== null));
}

function incomplete(which: "billing" | "shipping", missing: Part[], buyer: Buyer): Finding[] {
  if (missing.length === 0) return [];
  const message = `The ${which} address of ${buyer.name} lacks ${missing.join(", ")}. Complete it on the ${buyer.kind}.`;
  return [errorFinding("addressIncomplete", "rep", message, { object: buyer.kind, id: buyer.recordId })];
}

const ADDRESS_PARTS = ["street", "street2", "city", "state", "zip", "country"] as const satisfies (keyof Address)[];

function isSame(one: Address, other: Address): boolean {
  return ADDRESS_PARTS.every((part) => one[part] === other[part]);
}
