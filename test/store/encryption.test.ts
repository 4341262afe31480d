import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBlindIndex } from "../../api/store/blind-index.ts";
import { createCipher } from "../../api/store/encryption.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { joinPortal, rowsOf, tokens } from "./fixtures.ts";

const keyOf = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const [old, young] = [keyOf("2025"), keyOf("2026")];

describe("a cipher", () => {
  test("opens what it sealed, any text", () => {
    const cipher = createCipher(old);
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => cipher.open(cipher.seal(text, "a"), "a") === text));
  });

  test("never seals the same text to the same bytes", () => {
    const cipher = createCipher(old);
    expect(cipher.seal("text", "a")).not.toBe(cipher.seal("text", "a"));
  });

  test("does not open in another place", () => {
    const cipher = createCipher(old);
    expect(() => cipher.open(cipher.seal("text", "connections:1:a:tokens"), "connections:2:a:tokens")).toThrow();
  });

  test("does not open when any byte was changed", () => {
    const cipher = createCipher(old);
    const sealed = cipher.seal("text", "a");
    const bytes = Buffer.from(sealed.slice("2025.".length), "base64url");
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => cipher.open(`2025.${changed.toString("base64url")}`, "a"), `byte ${at}`).toThrow();
    }
  });

  test("does not accept a tag that was cut short", () => {
    const cipher = createCipher(old);
    expect(() => cipher.open(cipher.seal("", "a").slice(0, -6), "a")).toThrow();
  });

  test("after a rotation opens old text and seals with the new key", () => {
    const before = createCipher(old).seal("text", "a");
    const rotated = createCipher(`${young},${old}`);
    expect(rotated.open(before, "a")).toBe("text");
    expect(rotated.seal("text", "a")).toMatch(/^2026\./);
    expect(createCipher(young).open(rotated.seal("text", "a"), "a")).toBe("text");
  });

  test("says which key is missing, and not the text", () => {
    const sealed = createCipher(old).seal("text", "a");
    expect(() => createCipher(young).open(sealed, "a")).toThrow('No key "2025" in TOKEN_KEYS');
  });

  test.each(["", "only-a-name", "a:c2hvcnQ=", `a:${randomBytes(31).toString("base64")}`])("refuses the keys %j", (keys) => {
    expect(() => createCipher(keys)).toThrow("TOKEN_KEYS");
  });
});

test("the realm's index is the same for the same realm and secret alone", () => {
  expect(createBlindIndex("one")("9130")).toBe(createBlindIndex("one")("9130"));
  expect(createBlindIndex("one")("9130")).not.toBe(createBlindIndex("one")("9131"));
  expect(createBlindIndex("one")("9130")).not.toBe(createBlindIndex("two")("9130"));
});

describe("in the database", () => {
  let db: TestDatabase;
  let connectionId: string;
  beforeAll(async () => {
    db = await createTestDatabase();
    connectionId = await joinPortal(db, 1, "9130357849");
  });
  afterAll(() => db.drop());

  test("no token and no realm can be read", async () => {
    const rows = await rowsOf(db.url, "select portals::text, connections::text from portals join connections using (portal_id)");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/access|refresh|9130357849/);
  });

  test("tokens copied to another portal's row do not open there", async () => {
    await joinPortal(db, 2);
    await onServer(db.url, "update portals set tokens = (select tokens from portals where portal_id = 1) where portal_id = 2");
    expect(await db.store.inPortal(1, (tx) => tx.portal.readTokens())).toEqual(tokens("first"));
    await expect(db.store.inPortal(2, (tx) => tx.portal.readTokens())).rejects.toThrow();
  });

  test("refreshed tokens come back as saved", async () => {
    await db.store.inPortal(1, (tx) => tx.connections.saveTokens(connectionId, tokens("newer")));
    const secrets = await db.store.inPortal(1, (tx) => tx.connections.readSecrets(connectionId));
    expect(secrets).toEqual({ realmId: "9130357849", tokens: tokens("newer") });
  });
});
