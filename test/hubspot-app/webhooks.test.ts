import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TAKEN } from "../../api/flows/handle-hubspot-events.ts";
import { DEFAULT_FIELD_MAPPING } from "../../api/hubspot/field-mapping.ts";
import { companyProperties, dealProperties, LINE_PROPERTIES } from "../../api/hubspot/mapping.ts";
import { parseHubSpotEvents } from "../../api/hubspot/webhooks.ts";
import { SOURCE } from "./project.ts";

type Subscription = { subscriptionType: string; objectType?: string; propertyName?: string; active: boolean };

const { crmObjects, legacyCrmObjects, hubEvents } = JSON.parse(readFileSync(join(SOURCE, "app/webhooks/webhooks-hsmeta.json"), "utf8"))
  .config.subscriptions as Record<string, Subscription[]>;
const all = [...(crmObjects ?? []), ...(legacyCrmObjects ?? []), ...(hubEvents ?? [])];

const TYPE_IDS: Record<string, string> = { contact: "0-1", company: "0-2", deal: "0-3", product: "0-7", line_item: "0-8" };

/** What we make of an event that HubSpot sends for a subscription. */
function typeOf({ subscriptionType, objectType, propertyName }: Subscription): string | undefined {
  const ends = { fromObjectId: 1, toObjectId: 2, associationType: "DEAL_TO_COMPANY" };
  const event = {
    subscriptionType,
    objectTypeId: objectType && TYPE_IDS[objectType],
    propertyName,
    portalId: 1,
    occurredAt: 1,
    objectId: 1,
  };
  const [read] = parseHubSpotEvents([subscriptionType.endsWith("associationChange") ? { ...event, ...ends } : event]);
  return read?.type;
}

/** What we read and need not hear of. */
const UNHEARD: Record<string, string> = {
  hs_merged_object_ids: "the merge itself is an event",
  dealname: "it is at most printed on the order",
  hs_num_child_companies: "HubSpot computes it, and tells of no change of such a property",
  hs_position_on_quote: "it only puts the lines in order",
};

describe("the subscriptions to webhooks", () => {
  test("each have something that is done about their events, and are switched on", () => {
    for (const subscription of all) {
      expect({ subscription, taken: TAKEN[typeOf(subscription) ?? ""] }).toEqual({ subscription, taken: expect.any(String) });
      expect(subscription.active).toBe(true);
    }
  });

  test("are there for all that something is done about", () => {
    expect(new Set(all.map(typeOf))).toEqual(new Set(Object.keys(TAKEN)));
  });

  test.each([
    ["deal", dealProperties(DEFAULT_FIELD_MAPPING)],
    ["line_item", LINE_PROPERTIES],
    ["company", companyProperties(DEFAULT_FIELD_MAPPING)],
  ] as const)("tell of every property of a %s that a sale is made from", (object, read) => {
    const heard = all.filter(({ objectType }) => objectType === object).flatMap(({ propertyName }) => propertyName ?? []);
    expect(read.filter((property) => !heard.includes(property) && !(property in UNHEARD))).toEqual([]);
    expect(heard.filter((property) => !read.includes(property))).toEqual([]);
  });
});
