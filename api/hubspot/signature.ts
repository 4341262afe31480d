import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { AppError } from "../domain/errors.ts";

/** `originalUrl` is path and query as they came; `publicUrl` the origin that HubSpot calls, from our settings and never from a header. */
export type SignedRequest = {
  method: string;
  publicUrl: string;
  originalUrl: string;
  /** The bytes as received; empty or undefined when there was no body. */
  rawBody: Uint8Array | undefined;
  /** Names in lower case, as Node gives them. */
  headers: Record<string, string | string[] | undefined>;
  /** The client secret, and during a rotation the previous one. */
  secrets: string[];
  /** Milliseconds since 1970. */
  now: number;
  /** Only for the routes of workflow actions, whose calls are documented as v2. */
  allowV2: boolean;
};

const MAX_AGE_MS = 300_000;
/** HubSpot's clock may run a little ahead of ours. */
const MAX_FUTURE_MS = 30_000;

/** The characters that HubSpot decodes before it signs, and no others (facts/hubspot.md §3). */
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

/**
 * Checks that HubSpot sent this request: facts/hubspot.md §14. Answers true, or throws unauthorized with the code
 * `signatureMissing`, `timestampInvalid`, `timestampStale`, `timestampFuture` or `signatureWrong`.
 */
export function verifyHubSpotSignature(request: SignedRequest): true {
  const v3 = headerOf(request, "x-hubspot-signature-v3");
  if (v3 !== null) return verifyV3(request, v3);

  const v2 = headerOf(request, "x-hubspot-signature");
  const version = headerOf(request, "x-hubspot-signature-version");
  const v3Absent = request.headers["x-hubspot-signature-v3"] === undefined;
  if (request.allowV2 && v3Absent && v2 !== null && version === "v2") return verifyV2(request, v2);
  throw refused("signatureMissing", "The request carries no signature of HubSpot that is accepted here.");
}

function verifyV3(request: SignedRequest, signature: string): true {
  const timestamp = headerOf(request, "x-hubspot-request-timestamp") ?? "";
  checkAge(timestamp, request.now);

  return checkSignature(request, signature, (secret, uri) =>
    createHmac("sha256", secret).update(signedStart(request, uri)).update(bodyOf(request)).update(timestamp).digest("base64"),
  );
}

/** It has no timestamp: a repeat is recognised by the action's callbackId. */
function verifyV2(request: SignedRequest, signature: string): true {
  return checkSignature(request, signature, (secret, uri) =>
    createHash("sha256").update(secret).update(signedStart(request, uri)).update(bodyOf(request)).digest("hex"),
  );
}

function checkAge(timestamp: string, now: number): void {
  if (!/^\d{13}$/.test(timestamp)) throw refused("timestampInvalid", "The request's timestamp is missing or malformed.");
  const ageMs = now - Number(timestamp);
  if (ageMs > MAX_AGE_MS) throw refused("timestampStale", "The request is older than five minutes.");
  if (ageMs < -MAX_FUTURE_MS) throw refused("timestampFuture", "The request's timestamp lies in the future.");
}

/** HubSpot's pages and its local tools differ on whether the URI is decoded, so either form counts. An empty secret signs nothing. */
function checkSignature(request: SignedRequest, signature: string, sign: (secret: string, uri: string) => string): true {
  const uri = request.publicUrl.replace(/\/$/, "") + request.originalUrl;
  const secrets = request.secrets.filter((secret) => secret !== "");
  const expected = secrets.flatMap((secret) => [sign(secret, decodeForSigning(uri)), sign(secret, uri)]);
  if (!expected.some((candidate) => equal(candidate, signature))) {
    throw refused("signatureWrong", "The request's signature does not match.");
  }
  return true;
}

function decodeForSigning(uri: string): string {
  return uri.replace(/%[0-9a-f]{2}/gi, (escape) => DECODED[escape.toUpperCase()] ?? escape);
}

function signedStart({ method }: SignedRequest, uri: string): string {
  return method.toUpperCase() + uri;
}

function bodyOf({ rawBody }: SignedRequest): Uint8Array {
  return rawBody ?? new Uint8Array();
}

/** A header sent twice counts as none. */
function headerOf({ headers }: SignedRequest, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" && value !== "" ? value : null;
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function refused(code: string, message: string): AppError {
  return new AppError("unauthorized", message, { code });
}
