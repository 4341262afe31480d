import { AppError } from "./errors.ts";
import type { Buyer } from "./sale.ts";

const MAX_LENGTH = 500;

/**
 * A name as the ERP takes it for display: without colon, tab and line break, spaces collapsed, at most 500 characters
 * (facts/quickbooks.md §2.2).
 */
export function customerName(name: string): string {
  return fit(clean(name), "");
}

/** The name for a buyer whose own name a vendor or employee holds: "Acme Inc (HS 123)". */
export function customerNameWithId(name: string, recordId: string): string {
  return fit(clean(name), ` (HS ${recordId})`);
}

/** The name of the twin for a second currency, since a customer has one currency for ever: "Acme Inc EUR". */
export function customerNameInCurrency(name: string, currency: string): string {
  return fit(clean(name), ` ${currency}`);
}

/** Who holds a name already; names are unique over all kinds, inactive ones too (facts/quickbooks.md §2.2). */
type Holder = { kind: "customer" | "vendor" | "employee" };

/**
 * The name for a buyer that is new to the ERP: its own; with the currency where that is not the ERP company's; with its
 * record id where a vendor or employee holds that. Throws notReady (`customerUnclear`) where a customer holds it, since a
 * new customer's name must be free of customers (RULES §3).
 */
export async function availableCustomerName(
  { buyer, currency, homeCurrency }: { buyer: Buyer; currency: string; homeCurrency: string },
  holdersOf: (name: string) => Promise<readonly Holder[]>,
): Promise<string> {
  const wanted = currency === homeCurrency ? customerName(buyer.name) : customerNameInCurrency(buyer.name, currency);
  const holders = await holdersOf(wanted);
  if (holders.length === 0) return wanted;
  const withId = customerNameWithId(wanted, buyer.recordId);
  const isFree = holders.every(({ kind }) => kind !== "customer") && (await holdersOf(withId)).length === 0;
  if (isFree) return withId;
  const message = `A customer named "${wanted}" exists already, and it is not certain that it is ${buyer.name}.`;
  throw new AppError("notReady", message, { code: "customerUnclear", fixBy: "finance" });
}

function clean(name: string): string {
  return name
    .replace(/[:\p{Cc}\u2028\u2029]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Cuts by code units, as length limits count, but never through a character; the suffix is kept whole. */
function fit(name: string, suffix: string): string {
  let cut = "";
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (cut.length + segment.length + suffix.length > MAX_LENGTH) break;
    cut += segment;
  }
  return cut.trimEnd() + suffix;
}
