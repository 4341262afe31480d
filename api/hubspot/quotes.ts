import type { DealAdjustment, DealQuote } from "../domain/deal.ts";
import type { CallHubSpot } from "./client.ts";
import { LINE_PROPERTIES, text, toAdjustment, toLines } from "./mapping.ts";
import { associatedIds, readRecord, readRecords, type HubSpotRecord } from "./records.ts";

const QUOTE_PROPERTIES = ["hs_title", "hs_status", "hs_quote_status", "hs_sign_status", "hs_createdate"];
const ADJUSTMENT_PROPERTIES = ["hs_label", "hs_type", "hs_value"];

/** Objects 0-84, 0-85 and 0-86 (facts/hubspot.md §6.1); the scope of line items lets them be read. */
const ADJUSTMENTS = { discounts: "discount", fees: "fee", taxes: "tax" } as const;
const KINDS = Object.entries(ADJUSTMENTS) as [keyof typeof ADJUSTMENTS, DealAdjustment["kind"]][];

/** What a deal is asked for together with its properties: most have none of it, and then no further call is made. */
export const BESIDE_LINES = ["quotes", ...Object.keys(ADJUSTMENTS)];

/** The newest quote of a deal that its buyer accepted, with its lines, and the adjustments of both. */
export async function readQuoteAndAdjustments(
  call: CallHubSpot,
  deal: HubSpotRecord,
): Promise<{ acceptedQuote: DealQuote | null; adjustments: DealAdjustment[] }> {
  const [quote, own] = await Promise.all([readAcceptedQuote(call, deal), readAdjustments(call, deal)]);
  const quoted = quote ? await readAdjustments(call, quote) : [];
  const known = new Set(own.map(({ kind, id }) => `${kind} ${id}`));
  const adjustments = [...own, ...quoted.filter(({ kind, id }) => !known.has(`${kind} ${id}`))];
  if (quote === null) return { acceptedQuote: null, adjustments };
  const lines = await readRecords(call, "line_items", associatedIds(quote, "line_items").ids, LINE_PROPERTIES);
  return { acceptedQuote: { id: quote.id, title: text(quote, "hs_title"), lines: toLines(lines) }, adjustments };
}

/** The quote with what hangs on it, which a batch does not tell. */
async function readAcceptedQuote(call: CallHubSpot, deal: HubSpotRecord): Promise<HubSpotRecord | null> {
  const quotes = await readRecords(call, "quotes", associatedIds(deal, "quotes").ids, QUOTE_PROPERTIES);
  const [newest] = quotes.filter(isAccepted).toSorted((a, b) => madeAt(b).localeCompare(madeAt(a)) || Number(b.id) - Number(a.id));
  return newest ? readRecord(call, "quotes", newest.id, QUOTE_PROPERTIES, ["line_items", ...Object.keys(ADJUSTMENTS)]) : null;
}

async function readAdjustments(call: CallHubSpot, holder: HubSpotRecord): Promise<DealAdjustment[]> {
  const read = KINDS.map(async ([object, kind]) =>
    (await readRecords(call, object, associatedIds(holder, object).ids, ADJUSTMENT_PROPERTIES)).map((record) => toAdjustment(record, kind)),
  );
  return (await Promise.all(read)).flat();
}

/** Signed, by hand or electronically, or marked as accepted: quotes of either generation say it in their own property. */
function isAccepted(quote: HubSpotRecord): boolean {
  const signed = ["SIGNED", "ESIGN_COMPLETED", "MANUALLY_SIGNED"].includes(text(quote, "hs_sign_status") ?? "");
  return signed || [text(quote, "hs_quote_status"), text(quote, "hs_status")].includes("ACCEPTED");
}

function madeAt(quote: HubSpotRecord): string {
  return text(quote, "hs_createdate") ?? "";
}
