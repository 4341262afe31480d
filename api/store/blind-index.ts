import { createHmac, hkdfSync } from "node:crypto";

/** Turns a realm into the text by which its connection is found, since the realm itself is encrypted. */
export type BlindIndex = (realmId: string) => string;

/**
 * HMAC-SHA-256 under a key of its own, derived from `secret` (LINK_SIGNING_KEY). Not from TOKEN_KEYS: those rotate, and an
 * index must find rows that were written years ago. What LINK_SIGNING_KEY signs lives for minutes, so nothing asks for
 * its rotation; whoever changes it has every connection joined anew.
 */
export function createBlindIndex(secret: string): BlindIndex {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "tieout realm index", 32));
  return (realmId) => createHmac("sha256", key).update(realmId).digest("base64url");
}
