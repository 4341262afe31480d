import type { Tokens } from "../ports/oauth.ts";
import type { Cipher, Sealed } from "./encryption.ts";

type Plain = { accessToken: string; refreshToken: string; expiresAt: string };

/** Tokens as they lie in the database. */
export function sealTokens(cipher: Cipher, { accessToken, refreshToken, expiresAt }: Tokens, place: string): Sealed {
  const plain: Plain = { accessToken, refreshToken, expiresAt: expiresAt.toString() };
  return cipher.seal(JSON.stringify(plain), place);
}

/** The tokens that `sealTokens` sealed for the same place. */
export function openTokens(cipher: Cipher, sealed: Sealed, place: string): Tokens {
  const { accessToken, refreshToken, expiresAt } = JSON.parse(cipher.open(sealed, place)) as Plain;
  return { accessToken, refreshToken, expiresAt: Temporal.Instant.from(expiresAt) };
}
