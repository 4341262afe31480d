import type { CallHubSpot } from "./client.ts";
import { findRecords } from "./records.ts";

const CHANGED = "hs_lastmodifieddate";

/** When each deal was last changed, a hundred with each call; a deal that is gone is left out. */
export async function readChangeTimes(call: CallHubSpot, dealIds: readonly string[]): Promise<Map<string, Temporal.Instant>> {
  const deals = await findRecords(call, "deals", dealIds, [CHANGED]);
  return new Map(
    [...deals].flatMap(([id, { properties }]) => {
      const at = properties[CHANGED];
      return at ? [[id, Temporal.Instant.from(at)] as const] : [];
    }),
  );
}
