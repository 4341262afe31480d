import { describe, expect, test } from "vitest";
import { parseHubSpotEvents } from "../../api/hubspot/webhooks.ts";

const AT = 1_795_000_000_000;
const WON = {
  eventId: 100,
  subscriptionId: 7,
  portalId: 62_515,
  appId: 54_321,
  occurredAt: AT,
  subscriptionType: "deal.propertyChange",
  attemptNumber: 0,
  objectId: 904,
  propertyName: "dealstage",
  propertyValue: "closedwon",
  changeSource: "CRM_UI",
};
const ASSOCIATED = {
  eventId: 101,
  portalId: 62_515,
  appId: 54_321,
  occurredAt: AT,
  subscriptionType: "line_item.associationChange",
  associationType: "LINE_ITEM_TO_DEAL",
  fromObjectId: 55,
  toObjectId: 904,
  associationRemoved: false,
  isPrimaryAssociation: false,
};

const one = (event: object) => parseHubSpotEvents([event])[0];
const keyOf = (event: object) => one(event)?.dedupeKey;

describe("the events of a delivery", () => {
  test("a stage change names its deal, its property and when it happened", () => {
    expect(one(WON)).toEqual({
      dedupeKey: JSON.stringify([62_515, "deal.propertyChange", "904", "100", AT, "dealstage"]),
      portalId: 62_515,
      appId: 54_321,
      type: "deal.propertyChange",
      objectId: "904",
      mergedIds: [],
      association: null,
      dealIds: ["904"],
      occurredAt: Temporal.Instant.fromEpochMilliseconds(AT),
      propertyName: "dealstage",
    });
  });

  test("what we wrote ourselves is no event; what another app, a person or we by another kind of change did is one", () => {
    const ours = { ...WON, changeSource: "INTEGRATION", sourceId: "54321" };
    expect(parseHubSpotEvents([ours, { ...ours, sourceId: 54_321, changeSource: "API" }])).toEqual([]);
    const others = [{ sourceId: "54322" }, { changeSource: "CRM_UI" }, { sourceId: null }, { subscriptionType: "deal.restore" }];
    expect(parseHubSpotEvents(others.map((other) => ({ ...ours, ...other })))).toHaveLength(others.length);
  });

  test("the same event delivered again has the same key, another attempt or not", () => {
    expect(keyOf({ ...WON, attemptNumber: 3 })).toBe(keyOf(WON));
  });

  test.each([
    ["portal", { portalId: 1 }],
    ["type", { subscriptionType: "deal.creation" }],
    ["record", { objectId: 905 }],
    ["event", { eventId: 101 }],
    ["time", { occurredAt: AT + 1 }],
    ["property", { propertyName: "amount" }],
  ])("another %s is another event", (_, change) => {
    expect(keyOf({ ...WON, ...change })).not.toBe(keyOf(WON));
  });

  test("a generic event has the classic name of its object", () => {
    const generic = { ...WON, subscriptionType: "object.propertyChange", objectTypeId: "0-3" };
    expect(one(generic)).toMatchObject({ type: "deal.propertyChange", objectId: "904", dealIds: ["904"] });
    expect(one({ ...WON, subscriptionType: "object.deletion", objectTypeId: "0-8" })).toMatchObject({
      type: "line_item.deletion",
      dealIds: [],
    });
  });

  test("a change between a deal and its line is the deal's, told from either end", () => {
    expect(one(ASSOCIATED)).toMatchObject({
      type: "deal.associationChange",
      objectId: "904",
      dealIds: ["904"],
      association: { from: { kind: "line_item", id: "55" }, to: { kind: "deal", id: "904" }, removed: false },
    });
    const fromDeal = { ...ASSOCIATED, subscriptionType: "deal.associationChange", associationType: "DEAL_TO_LINE_ITEM" };
    expect(one({ ...fromDeal, fromObjectId: 904, toObjectId: 55, associationRemoved: true })).toMatchObject({
      type: "deal.associationChange",
      objectId: "904",
      association: { to: { kind: "line_item", id: "55" }, removed: true },
    });
  });

  test("a generic association change names its ends by type id", () => {
    const generic = {
      ...ASSOCIATED,
      subscriptionType: "object.associationChange",
      associationType: null,
      fromObjectTypeId: "0-2",
      toObjectTypeId: "0-3",
    };
    expect(one(generic)).toMatchObject({
      type: "deal.associationChange",
      objectId: "904",
      association: { from: { kind: "company", id: "55" } },
    });
  });

  test("two lines put on a deal at the same moment are two events, and so are putting and removing one", () => {
    const keys = [ASSOCIATED, { ...ASSOCIATED, fromObjectId: 56 }, { ...ASSOCIATED, associationRemoved: true }].map(keyOf);
    expect(new Set(keys).size).toBe(3);
  });

  test("an association change without a deal keeps the end it is told from", () => {
    const event = { ...ASSOCIATED, subscriptionType: "company.associationChange", associationType: "COMPANY_TO_CONTACT" };
    expect(one(event)).toMatchObject({ type: "company.associationChange", objectId: "55", dealIds: [] });
  });

  test("a merge names the surviving record and those that it replaces", () => {
    const merge = {
      ...WON,
      subscriptionType: "deal.merge",
      objectId: 904,
      primaryObjectId: 904,
      mergedObjectIds: [905, 904],
      newObjectId: 999,
    };
    expect(one(merge)).toMatchObject({ type: "deal.merge", objectId: "999", mergedIds: ["904", "905"], dealIds: ["999"] });
    expect(one({ ...merge, newObjectId: undefined })).toMatchObject({ objectId: "904", mergedIds: ["905"] });
  });

  test("a person's right to be forgotten is heard", () => {
    expect(one({ ...WON, subscriptionType: "contact.privacyDeletion", propertyName: undefined })).toMatchObject({
      type: "contact.privacyDeletion",
    });
  });

  test("what we do not know is dropped and the rest is kept", () => {
    const strange = [
      { ...WON, subscriptionType: "conversation.creation" },
      { ...WON, subscriptionType: "object.propertyChange", objectTypeId: "2-123" },
      { ...WON, subscriptionType: "deal.somethingNew" },
      { ...WON, subscriptionType: "constructor.creation" },
    ];
    expect(parseHubSpotEvents([...strange, WON]).map(({ type }) => type)).toEqual(["deal.propertyChange"]);
  });

  test.each<[string, object]>([
    ["without a portal", { portalId: undefined }],
    ["without a record", { objectId: undefined }],
    ["of a record with a zero byte in its id", { objectId: "90\u00004" }],
    ["of a moment that no calendar knows", { occurredAt: 9e15 }],
  ])("an event %s holds back none of the others of its delivery", (_, fault) => {
    const events = parseHubSpotEvents([
      { ...WON, ...fault },
      { ...WON, objectId: 77 },
    ]);
    expect(events.map(({ objectId }) => objectId)).toEqual(["77"]);
  });

  test.each<[string, unknown]>([
    ["no list", WON],
    ["nothing", null],
    ["a list of words", ["deal"]],
    ["an event without a portal", [{ ...WON, portalId: undefined }]],
    ["an event without a time", [{ ...WON, occurredAt: "yesterday" }]],
    ["an event without a record", [{ ...WON, objectId: undefined }]],
    ["an association change with one end", [{ ...ASSOCIATED, toObjectId: undefined }]],
  ])("%s is malformed", (_, body) => {
    expect(() => parseHubSpotEvents(body)).toThrow(expect.objectContaining({ kind: "invalid", code: "malformedEvents" }));
  });
});
