import type { BookingFacts } from "./booking.ts";
import { errorFinding, warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";

/** The switches of a company, but for those of rep, class and tax, that stand in the way of a sale or change what becomes of it (facts/quickbooks.md §2.4, §2.11). */
export function checkSwitches(facts: BookingFacts): Finding[] {
  return [numbering(facts), discounts(facts), revenueRecognition(facts)].filter((finding) => finding !== null);
}

/** Where settings and company do not agree on who numbers the orders nobody does, or not as was chosen. */
function numbering({ settings, company: { name, customNumbers } }: BookingFacts): Finding | null {
  const tieoutNumbers = settings.numbering.kind !== "company";
  if (tieoutNumbers === customNumbers) return null;
  const message = tieoutNumbers
    ? `Custom transaction numbers are switched off in ${name}, so it numbers the orders by itself, not as the settings say. Switch them on there, or let the company number in the settings.`
    : `Custom transaction numbers are switched on in ${name}, so orders get no number. Switch them off there, or choose a numbering in the settings.`;
  return warningFinding(tieoutNumbers ? "customNumbersOff" : "numberMissing", "admin", message);
}

function discounts({ sale, company: { name, discountsAllowed } }: BookingFacts): Finding | null {
  if (sale.discount === null || discountsAllowed) return null;
  const message = `The discount is to stand as a line of its own, but discounts are switched off in ${name}. Switch them on in its sales settings, or put discounts into net prices in Tieout's.`;
  return errorFinding("discountsOff", "admin", message);
}

/** What QuickBooks recognises by itself must not be recognised by anybody else (RULES §6). */
function revenueRecognition({ lines, items, company }: BookingFacts): Finding | null {
  if (!company.revenueRecognition) return null;
  const deferred = items.find(({ id, deferredRevenue }) => deferredRevenue && lines.some(({ itemId }) => itemId === id));
  if (!deferred) return null;
  const message = `${company.name} spreads the revenue of "${deferred.name}" by itself. Whoever recognises it elsewhere too, counts it twice.`;
  return warningFinding("revenueRecognitionOn", "admin", message);
}
