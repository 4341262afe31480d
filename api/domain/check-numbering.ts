import type { BookingSwitches, CompanyFacts } from "./erp-facts.ts";
import { warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Settings } from "./settings.ts";

/** Says where the settings and the company do not agree on who numbers the orders: then nobody does, or not as was chosen (facts/quickbooks.md §2.4). */
export function checkNumbering(
  { numbering }: Pick<Settings, "numbering">,
  { name, customNumbers }: Pick<CompanyFacts, "name"> & Pick<BookingSwitches, "customNumbers">,
): Finding[] {
  const tieoutNumbers = numbering.kind !== "company";
  if (tieoutNumbers === customNumbers) return [];
  const message = tieoutNumbers
    ? `Custom transaction numbers are switched off in ${name}, so it numbers the orders by itself, not as the settings say. Switch them on there, or let the company number in the settings.`
    : `Custom transaction numbers are switched on in ${name}, so orders get no number. Switch them off there, or choose a numbering in the settings.`;
  return [warningFinding(tieoutNumbers ? "customNumbersOff" : "numberMissing", "admin", message)];
}
