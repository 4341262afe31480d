import { expect, test } from "vitest";
import { callHeaders, decodedUri, signV1, signV2, signV3, webhookHeaders } from "./signature.ts";

const SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
const URL_CALLED = "https://www.example.com/webhook_uri";
const QUOTED = "{'example_field':'example_value'}";
const JSON_BODY = '{"example_field":"example_value"}';

test("version 3 gives the known answers of facts/hubspot.md §3", () => {
  const sign = (timestamp: number) => signV3(SECRET, { method: "POST", url: URL_CALLED, body: QUOTED, timestamp });
  expect(sign(1_693_657_560_000)).toBe("K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=");
  expect(sign(1_700_000_300_000)).toBe("RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=");
});

test("version 2 gives the known answers with and without a body", () => {
  expect(signV2(SECRET, { method: "POST", url: "https://www.example.com/webhook_uri", body: JSON_BODY })).toBe(
    "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900",
  );
  expect(signV2(SECRET, { method: "GET", url: "https://www.example.com/webhook_uri", body: "" })).toBe(
    "eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e",
  );
});

test("version 1 gives the known answer of HubSpot's example event", () => {
  const event = { eventId: 1, subscriptionId: 12345, portalId: 62515, occurredAt: 1564113600000, subscriptionType: "contact.creation" };
  const body = JSON.stringify([{ ...event, attemptNumber: 0, objectId: 123, changeSource: "CRM", changeFlag: "NEW", appId: 54321 }]);
  expect(signV1(SECRET, body)).toBe("232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de");
});

test("exactly twelve escapes are decoded before hashing", () => {
  expect(decodedUri("https://a.example/x?e=a%40b.com&u=%3a%2F%3F%21%24%27%28%29%2A%2C%3B")).toBe(
    "https://a.example/x?e=a@b.com&u=:/?!$'()*,;",
  );
  expect(decodedUri("https://a.example/%20%26%3D%2B+")).toBe("https://a.example/%20%26%3D%2B+");
});

test("a webhook carries version 1 in the old pair and version 3 beside it; a call carries 2 and 3, or 2 alone", () => {
  const request = { method: "POST", url: URL_CALLED, body: QUOTED, timestamp: 1_693_657_560_000 };
  expect(webhookHeaders(SECRET, request)).toMatchObject({
    "X-HubSpot-Signature-Version": "v1",
    "X-HubSpot-Request-Timestamp": "1693657560000",
  });
  expect(callHeaders(SECRET, request)["X-HubSpot-Signature-v3"]).toBe("K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=");
  expect(Object.keys(callHeaders(SECRET, request, "v2"))).toEqual(["X-HubSpot-Signature", "X-HubSpot-Signature-Version"]);
});
