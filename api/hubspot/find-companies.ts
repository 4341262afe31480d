import { z } from "zod";
import type { CallHubSpot } from "./client.ts";

const found = z.object({ results: z.array(z.object({ id: z.string() })) });

/** More than one is all that anybody asks for. */
const MOST = 3;

/** The ids of companies with this domain. HubSpot's search lags some seconds behind what was just written (facts/hubspot.md §6.6). */
export async function findCompanies(call: CallHubSpot, { domain }: { domain: string }): Promise<string[]> {
  const { results } = await call(found, {
    method: "POST",
    path: "/crm/objects/2026-09/companies/search",
    body: { filterGroups: [{ filters: [{ propertyName: "domain", operator: "EQ", value: domain }] }], properties: ["domain"], limit: MOST },
  });
  return results.map(({ id }) => id);
}
