import type { PricedDeal } from "../domain/deal.ts";
import { readLineIds } from "./associations.ts";
import type { CallHubSpot } from "./client.ts";
import type { FieldMapping } from "./field-mapping.ts";
import { dealProperties, LINE_PROPERTIES, toLines, toPricedDeal } from "./mapping.ts";
import { findRecords } from "./records.ts";

/** Reads many deals with their lines, a hundred records a call; a deal that is gone, or lacks one of its lines, is left out. */
export async function readPricedDeals(call: CallHubSpot, dealIds: readonly string[], mapping: FieldMapping): Promise<PricedDeal[]> {
  const [deals, lineIds] = await Promise.all([findRecords(call, "deals", dealIds, dealProperties(mapping)), readLineIds(call, dealIds)]);
  const lines = await findRecords(call, "line_items", [...new Set([...lineIds.values()].flat())], LINE_PROPERTIES);
  return dealIds.flatMap((id) => {
    const deal = deals.get(id);
    const own = lineIds.get(id)?.map((lineId) => lines.get(lineId));
    return deal && own?.every((line) => line !== undefined) ? [toPricedDeal(deal, toLines(own), mapping)] : [];
  });
}
