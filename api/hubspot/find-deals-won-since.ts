import { z } from "zod";
import type { CallHubSpot } from "./client.ts";

/** A search answers so many at once, at most 10,000 in all (facts/hubspot.md §6.6). */
const PAGE = 200;

const searchAnswer = z.object({
  total: z.number().int(),
  results: z.array(z.object({ id: z.string() })),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).nullish(),
});

type Search = { since: Temporal.Instant; readyStages: string[]; limit: number };

/** The newest deals won since, and how many there are in all. */
export async function findDealsWonSince(
  call: CallHubSpot,
  { since, readyStages, limit }: Search,
): Promise<{ dealIds: string[]; total: number }> {
  const dealIds: string[] = [];
  let after = "0";
  for (;;) {
    const body = {
      filterGroups: groups(since, readyStages),
      sorts: [{ propertyName: "closedate", direction: "DESCENDING" }],
      properties: ["closedate"],
      limit: Math.min(PAGE, limit - dealIds.length),
      after,
    };
    const { total, results, paging } = await call(searchAnswer, { method: "POST", path: "/crm/objects/2026-09/deals/search", body });
    dealIds.push(...results.map(({ id }) => id));
    if (!paging?.next || dealIds.length >= limit) return { dealIds: [...new Set(dealIds)], total };
    after = paging.next.after;
  }
}

function groups(since: Temporal.Instant, readyStages: string[]): object[] {
  const closed = { propertyName: "closedate", operator: "GTE", value: String(since.epochMilliseconds) };
  const won = { propertyName: "hs_is_closed_won", operator: "EQ", value: "true" };
  const ready = { propertyName: "dealstage", operator: "IN", values: readyStages };
  return [{ filters: [won, closed] }, ...(readyStages.length > 0 ? [{ filters: [ready, closed] }] : [])];
}
