import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseQuickBooksEvents, verifyQuickBooksSignature } from "../../api/quickbooks/webhooks.ts";

const bytes = (json: unknown) => Buffer.from(JSON.stringify(json));
const cloudEvent = (changes: object = {}) => ({
  specversion: "1.0",
  id: "88cd52aa-33b6-4351-9aa4-47572edbd068",
  source: "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=",
  type: "qbo.invoice.created.v1",
  datacontenttype: "application/json",
  time: "2025-09-10T21:31:25.179851517Z",
  intuitentityid: "1234",
  intuitaccountid: "310687",
  data: {},
  ...changes,
});
const legacy = (changes: object = {}) => ({
  eventNotifications: [
    {
      realmId: "1185883450",
      dataChangeEvent: {
        entities: [{ name: "Customer", id: "1", operation: "Create", lastUpdated: "2015-10-05T14:42:19-0700", ...changes }],
      },
    },
  ],
});

describe("the signature of a delivery", () => {
  const rawBody = bytes([cloudEvent()]);
  const header = createHmac("sha256", "verifier").update(rawBody).digest("base64");

  test("the HMAC of the raw bytes is accepted", () => {
    expect(verifyQuickBooksSignature({ rawBody, header, verifierToken: "verifier" })).toBe(true);
  });

  test.each([
    ["another body", { rawBody: Buffer.concat([rawBody, Buffer.from(" ")]), header, verifierToken: "verifier" }],
    ["another key", { rawBody, header, verifierToken: "other" }],
    ["no header", { rawBody, header: undefined, verifierToken: "verifier" }],
    ["an empty header", { rawBody, header: "", verifierToken: "verifier" }],
    ["half a header", { rawBody, header: header.slice(0, 20), verifierToken: "verifier" }],
    ["no key of ours", { rawBody, header: createHmac("sha256", "").update(rawBody).digest("base64"), verifierToken: "" }],
  ])("%s is turned down", (_name, delivery) => {
    expect(verifyQuickBooksSignature(delivery)).toBe(false);
  });
});

describe("events", () => {
  test("a CloudEvent is read", () => {
    expect(parseQuickBooksEvents(bytes([cloudEvent()]))).toEqual([
      {
        dedupeKey: "88cd52aa-33b6-4351-9aa4-47572edbd068",
        realmId: "310687",
        entity: "invoice",
        operation: "created",
        objectId: "1234",
        occurredAt: Temporal.Instant.from("2025-09-10T21:31:25.179851517Z"),
      },
    ]);
  });

  test("the older form is read, and the same event twice has the same key", () => {
    const [first] = parseQuickBooksEvents(bytes(legacy()));
    expect(first).toMatchObject({ realmId: "1185883450", entity: "customer", operation: "created", objectId: "1" });
    expect(first?.occurredAt).toEqual(Temporal.Instant.from("2015-10-05T21:42:19Z"));
    expect(parseQuickBooksEvents(bytes(legacy()))[0]?.dedupeKey).toBe(first?.dedupeKey);
    expect(parseQuickBooksEvents(bytes(legacy({ operation: "Update" })))[0]?.dedupeKey).not.toBe(first?.dedupeKey);
  });

  test.each(["qbo.invoice.void.v1", "qbo.invoice.voided.v1", "QBO.Invoice.Voided.V1"])("%s is a void", (type) => {
    expect(parseQuickBooksEvents(bytes([cloudEvent({ type })]))).toMatchObject([{ entity: "invoice", operation: "voided" }]);
  });

  test("a merge names the record that is gone", () => {
    expect(parseQuickBooksEvents(bytes(legacy({ operation: "Merge", deletedId: "7" })))).toMatchObject([
      { operation: "merged", objectId: "1", mergedFrom: "7" },
    ]);
  });

  test("kinds and operations that we do not know, and single broken events, do not hold back the rest", () => {
    const events = [
      cloudEvent({ type: "qbo.spaceship.created.v1" }),
      cloudEvent({ type: "qbo.invoice.sung.v1" }),
      cloudEvent({ time: "yesterday" }),
      { hello: "world" },
      cloudEvent({ id: "good", type: "qbo.payment.updated.v1" }),
    ];
    expect(parseQuickBooksEvents(bytes(events)).map(({ dedupeKey }) => dedupeKey)).toEqual(["good"]);
  });

  test.each(["", "not json", "{}", '"text"', "null", '{"eventNotifications":"none"}'])("%j is no delivery", (text) => {
    expect(() => parseQuickBooksEvents(Buffer.from(text))).toThrow(expect.objectContaining({ kind: "invalid" }));
  });
});
