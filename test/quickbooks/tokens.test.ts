import { describe, expect, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import type { Tokens } from "../../api/ports/oauth.ts";
import type { QuickBooksOAuth } from "../../api/quickbooks/oauth.ts";
import { createConnectionTokens } from "../../api/quickbooks/tokens.ts";
import { NO_JOURNAL } from "../no-journal.ts";
import { connectionStore, NOON_CLOCK, tokensNamed } from "./connection-store.ts";

function connection(stored: Tokens | null, refresh: (refreshToken: string, state: ReturnType<typeof connectionStore>["state"]) => Tokens) {
  const { store, state } = connectionStore(stored);
  const asked: string[] = [];
  const oauth: QuickBooksOAuth = {
    authorizeUrl: () => "",
    exchangeCode: () => Promise.reject(new AppError("invalid", "not asked for")),
    revoke: () => Promise.resolve(),
    async refresh(refreshToken) {
      asked.push(refreshToken);
      await new Promise((resolve) => setImmediate(resolve));
      return refresh(refreshToken, state);
    },
  };
  return {
    state,
    asked,
    tokens: createConnectionTokens({ store, oauth, clock: NOON_CLOCK, journal: NO_JOURNAL, portalId: 7, connectionId: "c1" }),
  };
}

const lost = () => {
  throw new AppError("notConnected", "lost", { code: "invalid_grant" });
};

describe("the tokens of a connection", () => {
  test("a token that is good for ten minutes is used as it is", async () => {
    const { tokens, asked } = connection(tokensNamed("old", 10), lost);
    expect(await tokens.accessToken()).toBe("access-old");
    expect(asked).toEqual([]);
  });

  test("twenty callers at once make one refresh, saved before anyone uses it", async () => {
    const { tokens, asked, state } = connection(tokensNamed("old", 4), () => tokensNamed("new", 60));
    const used = await Promise.all(Array.from({ length: 20 }, () => tokens.accessToken()));
    expect(new Set(used)).toEqual(new Set(["access-new"]));
    expect(asked).toEqual(["refresh-old"]);
    expect(state.saved).toEqual([tokensNamed("new", 60)]);
    expect(new Set(state.locks)).toEqual(new Set(["refresh:quickbooks:7:c1"]));
  });

  test("a token refused with 401 is replaced although its time has not run out, once for all callers", async () => {
    const { tokens, asked } = connection(tokensNamed("old", 50), () => tokensNamed("new", 60));
    const used = await Promise.all([tokens.refreshAfter401("access-old"), tokens.refreshAfter401("access-old")]);
    expect(used).toEqual(["access-new", "access-new"]);
    expect(asked).toEqual(["refresh-old"]);
  });

  test("invalid_grant with the newest stored token means that a person must reconnect", async () => {
    const { tokens, state } = connection(tokensNamed("old", 0), lost);
    await expect(tokens.accessToken()).rejects.toMatchObject({ kind: "notConnected", code: "invalid_grant" });
    expect(state.connection).toBe("needsReconnect");
    expect(state.buried).toEqual(["connectionLost: QuickBooks"]);
  });

  test("invalid_grant with a token that was replaced meanwhile is tried again with the new one", async () => {
    const { tokens, state, asked } = connection(tokensNamed("old", 0), (refreshToken, now) => {
      if (refreshToken === "refresh-later") return tokensNamed("newest", 60);
      now.tokens = tokensNamed("later", 0);
      return lost();
    });
    expect(await tokens.accessToken()).toBe("access-newest");
    expect(asked).toEqual(["refresh-old", "refresh-later"]);
    expect(state.connection).toBe("active");
  });

  test("a connection that was made anew while its last token was refused stays active, and the work is tried again", async () => {
    const { tokens, state } = connection(tokensNamed("old", 0), (refreshToken, now) => {
      now.tokens = tokensNamed(refreshToken === "refresh-old" ? "later" : "newest", 0);
      return lost();
    });
    await expect(tokens.accessToken()).rejects.toMatchObject({ kind: "unavailable" });
    expect(state.connection).toBe("active");
  });

  test("a vendor in trouble never disconnects", async () => {
    const { tokens, state } = connection(tokensNamed("old", 0), () => {
      throw new AppError("unavailable", "HTTP 503");
    });
    await expect(tokens.accessToken()).rejects.toMatchObject({ kind: "unavailable" });
    expect(state.connection).toBe("active");
  });

  test("a connection that waits for a person asks the vendor nothing", async () => {
    const { tokens, state, asked } = connection(tokensNamed("old", 0), lost);
    state.connection = "needsReconnect";
    await expect(tokens.accessToken()).rejects.toMatchObject({ kind: "notConnected" });
    expect(asked).toEqual([]);
  });
});
