import { createHash } from "node:crypto";

/** What a link of the chain is made of, as it lies in the database. */
export type ChainedEntry = {
  portalId: string;
  seq: number;
  at: string;
  userId: number | null;
  email: string | null;
  what: string;
  object: string | null;
  objectId: string | null;
  details: unknown;
};

/** The hash that the first entry of a portal follows. */
export const FIRST_HASH = "0".repeat(64);

/** SHA-256 over the hash of the entry before and this entry's content, whatever the order of its keys. */
export function entryHash(previousHash: string, entry: ChainedEntry): string {
  return createHash("sha256")
    .update(canonicalJson([previousHash, entry]))
    .digest("hex");
}

/** JSON with the keys of each object in order, so that equal content is equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
