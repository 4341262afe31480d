import { z } from "zod";
import type { WonDeal } from "../ports/crm.ts";
import type { CallHubSpot } from "./client.ts";

/** A search answers so many at once, and so many in all (facts/hubspot.md §6.6). */
const PAGE = 200;
const MOST_RESULTS = 10_000;

const searchAnswer = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.object({ hs_lastmodifieddate: z.string() }) })),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

/** The deals that are won, by their stage's metadata or by one of `readyStages`, and were changed since; those changed first come first. */
export async function findWonDeals(
  call: CallHubSpot,
  { since, readyStages }: { since: Temporal.Instant; readyStages: string[] },
): Promise<WonDeal[]> {
  const found = new Map<string, WonDeal>();
  let from = since;
  for (;;) {
    const newest = await readPages(call, { since: from, readyStages }, found);
    // A search that ran into its end goes on from the last change that it has seen.
    if (newest === null || Temporal.Instant.compare(newest, from) <= 0) return [...found.values()];
    from = newest;
  }
}

/** Reads one search to its end; answers where it stopped when there was more. */
async function readPages(
  call: CallHubSpot,
  { since, readyStages }: { since: Temporal.Instant; readyStages: string[] },
  found: Map<string, WonDeal>,
): Promise<Temporal.Instant | null> {
  let newest = since;
  for (let after = "0"; Number(after) + PAGE <= MOST_RESULTS;) {
    const { results, paging } = await call(searchAnswer, {
      method: "POST",
      path: "/crm/objects/2026-09/deals/search",
      body: {
        filterGroups: groups(since, readyStages),
        sorts: [{ propertyName: "hs_lastmodifieddate", direction: "ASCENDING" }],
        properties: ["hs_lastmodifieddate"],
        limit: PAGE,
        after,
      },
    });
    for (const { id, properties } of results) {
      newest = Temporal.Instant.from(properties.hs_lastmodifieddate);
      found.set(id, { id, changedAt: newest });
    }
    if (!paging?.next) return null;
    after = paging.next.after;
  }
  return newest;
}

function groups(since: Temporal.Instant, readyStages: string[]): object[] {
  const changed = { propertyName: "hs_lastmodifieddate", operator: "GTE", value: String(since.epochMilliseconds) };
  const won = { propertyName: "hs_is_closed_won", operator: "EQ", value: "true" };
  const ready = { propertyName: "dealstage", operator: "IN", values: readyStages };
  return [{ filters: [won, changed] }, ...(readyStages.length > 0 ? [{ filters: [ready, changed] }] : [])];
}
