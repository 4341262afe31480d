import { createHash, createHmac } from "node:crypto";

const DECODED: Record<string, string> = {
  "%3A": ":",
  "%2F": "/",
  "%3F": "?",
  "%40": "@",
  "%21": "!",
  "%24": "$",
  "%27": "'",
  "%28": "(",
  "%29": ")",
  "%2A": "*",
  "%2C": ",",
  "%3B": ";",
};

/** The URL as HubSpot hashes it: twelve escapes are decoded, every other stays (facts/hubspot.md §3). */
export function decodedUri(url: string): string {
  return url.replace(/%[0-9A-Fa-f]{2}/g, (escape) => DECODED[escape.toUpperCase()] ?? escape);
}

/** Version 1, hex: secret and body. What webhooks carry in X-HubSpot-Signature. */
export function signV1(secret: string, body: string): string {
  return createHash("sha256")
    .update(secret + body)
    .digest("hex");
}

/** Version 2, hex: secret, method, URL as called, body. */
export function signV2(secret: string, request: { method: string; url: string; body: string }): string {
  return createHash("sha256")
    .update(secret + request.method + request.url + request.body)
    .digest("hex");
}

/** Version 3, base64: HMAC over method, decoded URL, body and timestamp (milliseconds). */
export function signV3(secret: string, request: { method: string; url: string; body: string; timestamp: number }): string {
  return createHmac("sha256", secret)
    .update(request.method + decodedUri(request.url) + request.body + String(request.timestamp))
    .digest("base64");
}

type Signed = { method: string; url: string; body: string; timestamp: number };

/** The headers of a webhook: version 1 in the old pair, version 3 beside it (facts/hubspot.md §3). */
export function webhookHeaders(secret: string, request: Signed): Record<string, string> {
  return { "X-HubSpot-Signature": signV1(secret, request.body), "X-HubSpot-Signature-Version": "v1", ...v3Headers(secret, request) };
}

/** The headers of hubspot.fetch and of workflow actions: version 2 and, unless `only` says v2, version 3. */
export function callHeaders(secret: string, request: Signed, only?: "v2"): Record<string, string> {
  const v2 = { "X-HubSpot-Signature": signV2(secret, request), "X-HubSpot-Signature-Version": "v2" };
  return only === "v2" ? v2 : { ...v2, ...v3Headers(secret, request) };
}

function v3Headers(secret: string, request: Signed): Record<string, string> {
  return { "X-HubSpot-Request-Timestamp": String(request.timestamp), "X-HubSpot-Signature-v3": signV3(secret, request) };
}
