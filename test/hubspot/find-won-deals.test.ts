import { afterAll, beforeAll, expect, test } from "vitest";
import { findWonDeals } from "../../api/hubspot/find-won-deals.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { installPortal, type InstalledPortal } from "./installed-portal.ts";
import { scriptHubSpot } from "./scripted-hubspot.ts";

const SINCE = Temporal.Instant.from("2020-01-01T00:00:00Z");

let portal: InstalledPortal;
beforeAll(async () => void (portal = await installPortal()));
afterAll(() => portal.hubspot.stop());

test("a deal is found once it is won, and one in a stage that the portal counts as won", async () => {
  const before = await portal.crm.findWonDeals({ since: SINCE, readyStages: [] });
  expect(before.map(({ id }) => id)).not.toContain(DEAL_IDS.acme);
  portal.rep.patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
  const after = await portal.crm.findWonDeals({ since: SINCE, readyStages: [] });
  expect(after.map(({ id }) => id)).toContain(DEAL_IDS.acme);

  portal.rep.patch("deals", DEAL_IDS.acme, { dealstage: "contractsent" });
  const open = await portal.crm.findWonDeals({ since: SINCE, readyStages: [] });
  expect(open.map(({ id }) => id)).not.toContain(DEAL_IDS.acme);
  const ready = await portal.crm.findWonDeals({ since: SINCE, readyStages: ["contractsent"] });
  expect(ready.map(({ id }) => id)).toContain(DEAL_IDS.acme);
});

test("a deal that was not changed since is not", async () => {
  const far = Temporal.Instant.from("2100-01-01T00:00:00Z");
  expect(await portal.crm.findWonDeals({ since: far, readyStages: [] })).toEqual([]);
});

test("more deals than one search gives are all found", async () => {
  // One deal a second; the search ends at 10,000 as HubSpot's does.
  const total = 12_345;
  const changedAt = (n: number) => SINCE.add({ seconds: n });
  const { call, requests } = scriptHubSpot({
    "POST /crm/objects/2026-09/deals/search": ({ body }) => {
      const { after, limit, filterGroups } = body as {
        after: string;
        limit: number;
        filterGroups: { filters: { propertyName: string; value: string }[] }[];
      };
      const from = Number(filterGroups[0]?.filters.find(({ propertyName }) => propertyName === "hs_lastmodifieddate")?.value);
      const first = Math.max(0, Math.ceil((from - SINCE.epochMilliseconds) / 1000)) + Number(after);
      if (Number(after) + limit > 10_000)
        return { status: 400, body: { status: "error", category: "VALIDATION_ERROR", message: "paging" } };
      const results = Array.from({ length: Math.max(0, Math.min(limit, total - first)) }, (_, n) => ({
        id: String(first + n),
        properties: { hs_lastmodifieddate: changedAt(first + n).toString() },
      }));
      const next = first + limit < total && { paging: { next: { after: String(Number(after) + limit) } } };
      return { body: { results, ...next } };
    },
  });
  const found = await findWonDeals(call, { since: SINCE, readyStages: [] });
  expect(new Set(found.map(({ id }) => id)).size).toBe(total);
  expect(requests.length).toBeLessThan(70);
});
