import type { DealAdjustment, DealQuote } from "../domain/deal.ts";
import { readAssociations } from "./associations.ts";
import type { CallHubSpot } from "./client.ts";
import { LINE_PROPERTIES, text, toAdjustment, toLines } from "./mapping.ts";
import { readRecords, type HubSpotRecord } from "./records.ts";

const QUOTE_PROPERTIES = ["hs_title", "hs_status", "hs_quote_status", "hs_sign_status", "hs_createdate"];
const ADJUSTMENT_PROPERTIES = ["hs_label", "hs_type", "hs_value"];

/** Objects 0-84, 0-85 and 0-86 (facts/hubspot.md §6.1); the scope of line items lets them be read. */
const ADJUSTMENTS = { discounts: "discount", fees: "fee", taxes: "tax" } as const;
type Holder = { kind: "deals" | "quotes"; id: string };

/** The newest quote of a deal that its buyer accepted, with its lines, and the adjustments of both. */
export async function readQuoteAndAdjustments(
  call: CallHubSpot,
  dealId: string,
): Promise<{ acceptedQuote: DealQuote | null; adjustments: DealAdjustment[] }> {
  const deal = { kind: "deals", id: dealId } as const;
  const [acceptedQuote, own] = await Promise.all([readAcceptedQuote(call, deal), readAdjustments(call, deal)]);
  const quoted = acceptedQuote ? await readAdjustments(call, { kind: "quotes", id: acceptedQuote.id }) : [];
  const known = new Set(own.map(({ kind, id }) => `${kind} ${id}`));
  return { acceptedQuote, adjustments: [...own, ...quoted.filter(({ kind, id }) => !known.has(`${kind} ${id}`))] };
}

async function readAcceptedQuote(call: CallHubSpot, deal: Holder): Promise<DealQuote | null> {
  const quotes = await readLinked(call, deal, "quotes", QUOTE_PROPERTIES);
  const [newest] = quotes.filter(isAccepted).toSorted((a, b) => madeAt(b).localeCompare(madeAt(a)) || Number(b.id) - Number(a.id));
  if (newest === undefined) return null;
  const lines = await readLinked(call, { kind: "quotes", id: newest.id }, "line_items", LINE_PROPERTIES);
  return { id: newest.id, title: text(newest, "hs_title"), lines: toLines(lines) };
}

async function readAdjustments(call: CallHubSpot, holder: Holder): Promise<DealAdjustment[]> {
  const kinds = Object.entries(ADJUSTMENTS) as [keyof typeof ADJUSTMENTS, DealAdjustment["kind"]][];
  const read = kinds.map(async ([object, kind]) =>
    (await readLinked(call, holder, object, ADJUSTMENT_PROPERTIES)).map((record) => toAdjustment(record, kind)),
  );
  return (await Promise.all(read)).flat();
}

async function readLinked(
  call: CallHubSpot,
  holder: Holder,
  object: "quotes" | "line_items" | keyof typeof ADJUSTMENTS,
  properties: string[],
): Promise<HubSpotRecord[]> {
  const ids = (await readAssociations(call, holder, object)).map(({ id }) => id);
  return readRecords(call, object, ids, properties);
}

/** Signed, by hand or electronically, or marked as accepted: quotes of either generation say it in their own property. */
function isAccepted(quote: HubSpotRecord): boolean {
  const signed = ["SIGNED", "ESIGN_COMPLETED", "MANUALLY_SIGNED"].includes(text(quote, "hs_sign_status") ?? "");
  return signed || [text(quote, "hs_quote_status"), text(quote, "hs_status")].includes("ACCEPTED");
}

function madeAt(quote: HubSpotRecord): string {
  return text(quote, "hs_createdate") ?? "";
}
