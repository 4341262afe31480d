import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Text made by `Cipher.seal`. */
export type Sealed = string;

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `place` says which table, row and column the text belongs to: a ciphertext moved to another place does not open there. */
export type Cipher = {
  seal(plain: string, place: string): string;
  /** Throws when the text was changed, belongs to another place, or its key is not among ours. */
  open(sealed: string, place: string): string;
};

/**
 * AES-256-GCM. `tokenKeys` is "kid:base64,kid:base64", newest first: the first key seals, every key opens, so a key is
 * rotated by putting the new one in front and taking the old one away once each row has been written anew. Sealed text is
 * "kid.base64url(nonce, tag, ciphertext)".
 */
export function createCipher(tokenKeys: string): Cipher {
  const keys = parseKeys(tokenKeys);
  const [newest] = keys;
  if (!newest) throw new Error("TOKEN_KEYS holds no key");
  return {
    seal(plain, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", newest.key, nonce).setAAD(bindTo(newest.id, place));
      const ciphertext = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return `${newest.id}.${Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString("base64url")}`;
    },
    open(sealed, place) {
      const dot = sealed.lastIndexOf(".");
      const id = sealed.slice(0, dot);
      const key = keys.find((candidate) => candidate.id === id)?.key;
      if (!key) throw new Error(`No key "${id}" in TOKEN_KEYS opens ${place}`);
      const bytes = Buffer.from(sealed.slice(dot + 1), "base64url");
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(bindTo(id, place)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
    },
  };
}

const bindTo = (keyId: string, place: string) => Buffer.from(JSON.stringify([keyId, place]));

function parseKeys(tokenKeys: string): { id: string; key: Buffer }[] {
  return tokenKeys.split(",").map((pair) => {
    const [id, base64] = pair.trim().split(":");
    const key = Buffer.from(base64 ?? "", "base64");
    if (!id || key.length !== 32) throw new Error("TOKEN_KEYS must be kid:base64[,kid:base64] with keys of 32 bytes");
    return { id, key };
  });
}
