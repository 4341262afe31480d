import type { CallHubSpot } from "./client.ts";
import { findRecords } from "./records.ts";

const CHANGED = "hs_lastmodifieddate";

/** When each record was last changed, a hundred with each call; one that is gone is left out. */
export async function readChangeTimes(
  call: CallHubSpot,
  object: "deal" | "company",
  ids: readonly string[],
): Promise<Map<string, Temporal.Instant>> {
  const records = await findRecords(call, object === "deal" ? "deals" : "companies", ids, [CHANGED]);
  return new Map(
    [...records].flatMap(([id, { properties }]) => {
      const at = properties[CHANGED];
      return at ? [[id, Temporal.Instant.from(at)] as const] : [];
    }),
  );
}
