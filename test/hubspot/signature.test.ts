import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { verifyHubSpotSignature, type SignedRequest } from "../../api/hubspot/signature.ts";

const SECRET = "yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy";
const NOW = 1_693_657_560_000;
const ORIGIN = "https://www.example.com";
const BODY = "{'example_field':'example_value'}";

/** The worked example of facts/hubspot.md §3. */
const EXAMPLE: SignedRequest = {
  method: "POST",
  publicUrl: ORIGIN,
  originalUrl: "/webhook_uri",
  rawBody: Buffer.from(BODY),
  headers: {
    "x-hubspot-signature-v3": "K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=",
    "x-hubspot-request-timestamp": String(NOW),
  },
  secrets: [SECRET],
  now: NOW,
  allowV2: false,
};

function sign(uri: string, { method = "GET", body = "", timestamp = String(NOW), secret = SECRET } = {}): Record<string, string> {
  const signature = createHmac("sha256", secret).update(`${method}${uri}${body}${timestamp}`).digest("base64");
  return { "x-hubspot-signature-v3": signature, "x-hubspot-request-timestamp": timestamp };
}

function get(originalUrl: string, headers: Record<string, string>): SignedRequest {
  return { ...EXAMPLE, method: "GET", originalUrl, rawBody: undefined, headers };
}

const unauthorized = (code: string) => expect.objectContaining({ kind: "unauthorized", code });

describe("HubSpot's v3 signature", () => {
  test("the known answers are accepted", () => {
    expect(verifyHubSpotSignature(EXAMPLE)).toBe(true);
    const second = {
      ...EXAMPLE,
      now: 1_700_000_300_000,
      headers: {
        "x-hubspot-signature-v3": "RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=",
        "x-hubspot-request-timestamp": "1700000300000",
      },
    };
    expect(verifyHubSpotSignature(second)).toBe(true);
  });

  test("the body is signed as bytes, whatever they spell", () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xc3, 0x28, 0x7d]);
    const signature = createHmac("sha256", SECRET).update(`POST${ORIGIN}/webhook_uri`).update(bytes).update(String(NOW)).digest("base64");
    const request = { ...EXAMPLE, rawBody: bytes, headers: { ...EXAMPLE.headers, "x-hubspot-signature-v3": signature } };
    expect(verifyHubSpotSignature(request)).toBe(true);
  });

  test.each<[string, Partial<SignedRequest>]>([
    ["a tampered body", { rawBody: Buffer.from(BODY.replace("value", "other")) }],
    ["no body where one was signed", { rawBody: undefined }],
    ["another method", { method: "PUT" }],
    ["http for https", { publicUrl: "http://www.example.com" }],
    ["another host", { publicUrl: "https://www.example.org" }],
    ["a trailing slash", { originalUrl: "/webhook_uri/" }],
    ["an added query", { originalUrl: "/webhook_uri?a=1" }],
    ["another secret", { secrets: ["zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz"] }],
    ["no secret", { secrets: [] }],
    ["an empty signature's twin in another length", { headers: { ...EXAMPLE.headers, "x-hubspot-signature-v3": "K36d" } }],
  ])("%s is refused", (_, change) => {
    expect(() => verifyHubSpotSignature({ ...EXAMPLE, ...change })).toThrow(unauthorized("signatureWrong"));
  });

  test("a signature that comes twice counts as none, though one of the two is right", () => {
    const twice = ["K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=", "another"];
    const request = { ...EXAMPLE, headers: { ...EXAMPLE.headers, "x-hubspot-signature-v3": twice } };
    expect(() => verifyHubSpotSignature(request)).toThrow(unauthorized("signatureMissing"));
  });

  test("an empty secret in the list signs nothing", () => {
    const headers = sign(`${ORIGIN}/ui`, { secret: "" });
    expect(() => verifyHubSpotSignature({ ...get("/ui", headers), secrets: ["", SECRET] })).toThrow(unauthorized("signatureWrong"));
  });

  test("a re-ordered query is refused", () => {
    const headers = sign(`${ORIGIN}/ui?portalId=1&userId=2`);
    expect(verifyHubSpotSignature(get("/ui?portalId=1&userId=2", headers))).toBe(true);
    expect(() => verifyHubSpotSignature(get("/ui?userId=2&portalId=1", headers))).toThrow(unauthorized("signatureWrong"));
  });

  test("an encoded e-mail address is accepted signed decoded, as HubSpot does it, and verbatim, as its local tools do", () => {
    const url = "/ui/deals/1?userEmail=a%40b.com&name=x%20y%26z%2bw";
    expect(verifyHubSpotSignature(get(url, sign(`${ORIGIN}/ui/deals/1?userEmail=a@b.com&name=x%20y%26z%2bw`)))).toBe(true);
    expect(verifyHubSpotSignature(get(url, sign(`${ORIGIN}${url}`)))).toBe(true);
  });

  test("the twelve characters are decoded in either case of their hex digits, and no others", () => {
    const headers = sign(`${ORIGIN}/ui?q=:/?@!$'()*,;`);
    expect(verifyHubSpotSignature(get("/ui?q=%3a%2F%3f%40%21%24%27%28%29%2A%2c%3B", headers))).toBe(true);
    expect(() => verifyHubSpotSignature(get("/ui?q=a%20b", sign(`${ORIGIN}/ui?q=a b`)))).toThrow(unauthorized("signatureWrong"));
  });

  test("the origin may be written with a slash at its end", () => {
    expect(verifyHubSpotSignature({ ...EXAMPLE, publicUrl: `${ORIGIN}/` })).toBe(true);
  });

  test("the secret of before a rotation is accepted beside the new one", () => {
    expect(verifyHubSpotSignature({ ...EXAMPLE, secrets: ["new secret", SECRET] })).toBe(true);
  });

  test("five minutes old is accepted, a millisecond more is stale", () => {
    expect(verifyHubSpotSignature({ ...EXAMPLE, now: NOW + 300_000 })).toBe(true);
    expect(() => verifyHubSpotSignature({ ...EXAMPLE, now: NOW + 300_001 })).toThrow(unauthorized("timestampStale"));
  });

  test("half a minute ahead of our clock is accepted, more lies in the future", () => {
    expect(verifyHubSpotSignature({ ...EXAMPLE, now: NOW - 30_000 })).toBe(true);
    expect(() => verifyHubSpotSignature({ ...EXAMPLE, now: NOW - 30_001 })).toThrow(unauthorized("timestampFuture"));
  });

  test.each(["NaN", "", "1693657560", "16936575600000", "1693657560000.0", " 1693657560000", "-693657560000", "0x18a5bd5e2c00"])(
    "the timestamp %j is refused though it is signed",
    (timestamp) => {
      expect(() => verifyHubSpotSignature(get("/ui", sign(`${ORIGIN}/ui`, { timestamp })))).toThrow(unauthorized("timestampInvalid"));
    },
  );

  test("a missing timestamp or signature is refused", () => {
    const { "x-hubspot-request-timestamp": _, ...untimed } = EXAMPLE.headers;
    expect(() => verifyHubSpotSignature({ ...EXAMPLE, headers: untimed })).toThrow(unauthorized("timestampInvalid"));
    const { "x-hubspot-signature-v3": __, ...unsigned } = EXAMPLE.headers;
    expect(() => verifyHubSpotSignature({ ...EXAMPLE, headers: unsigned })).toThrow(unauthorized("signatureMissing"));
    expect(() => verifyHubSpotSignature({ ...EXAMPLE, headers: {}, allowV2: true })).toThrow(unauthorized("signatureMissing"));
  });
});

describe("HubSpot's v2 signature", () => {
  const v2 = (signature: string, version = "v2") => ({ "x-hubspot-signature": signature, "x-hubspot-signature-version": version });
  const signedV2 = (text: string) => createHash("sha256").update(SECRET).update(text).digest("hex");
  const POSTED: SignedRequest = {
    ...EXAMPLE,
    rawBody: Buffer.from('{"example_field":"example_value"}'),
    headers: v2("9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900"),
    allowV2: true,
  };

  test("the known answers are accepted where v2 is allowed", () => {
    expect(verifyHubSpotSignature(POSTED)).toBe(true);
    const got = get("/webhook_uri", v2("eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e"));
    expect(verifyHubSpotSignature({ ...got, allowV2: true })).toBe(true);
  });

  test("it is refused where only v3 is allowed", () => {
    expect(() => verifyHubSpotSignature({ ...POSTED, allowV2: false })).toThrow(unauthorized("signatureMissing"));
  });

  test("it does not save a request whose v3 signature is wrong, or empty", () => {
    const both = { ...POSTED.headers, "x-hubspot-signature-v3": "K36d", "x-hubspot-request-timestamp": String(NOW) };
    expect(() => verifyHubSpotSignature({ ...POSTED, headers: both })).toThrow(unauthorized("signatureWrong"));
    const empty = { ...POSTED.headers, "x-hubspot-signature-v3": "" };
    expect(() => verifyHubSpotSignature({ ...POSTED, headers: empty })).toThrow(unauthorized("signatureMissing"));
  });

  test("v1, which does not sign the address, is refused", () => {
    const v1 = v2(signedV2(BODY), "v1");
    expect(() => verifyHubSpotSignature({ ...EXAMPLE, headers: v1, allowV2: true })).toThrow(unauthorized("signatureMissing"));
    const v1AsV2 = v2("232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de");
    expect(() => verifyHubSpotSignature({ ...EXAMPLE, headers: v1AsV2, allowV2: true })).toThrow(unauthorized("signatureWrong"));
  });

  test("a tampered body is refused", () => {
    expect(() => verifyHubSpotSignature({ ...POSTED, rawBody: Buffer.from("{}") })).toThrow(unauthorized("signatureWrong"));
  });
});
