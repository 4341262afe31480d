import { describe, expect, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import { freshTokens, type TokenSource } from "../../api/ports/fresh-tokens.ts";
import type { Tokens } from "../../api/ports/oauth.ts";

const NOON = Temporal.Instant.from("2026-11-23T12:00:00Z");

function tokens(name: string, minutesLeft: number): Tokens {
  return { accessToken: `access ${name}`, refreshToken: `refresh ${name}`, expiresAt: NOON.add({ minutes: minutesLeft }) };
}

/** An account whose vendor answers a refresh with `refresh` and whose lock lets one in at a time. */
function account(stored: Tokens | null, refresh: (refreshToken: string, state: { stored: Tokens | null }) => Tokens) {
  const state = { stored, asked: [] as string[], saved: [] as Tokens[], lost: [] as string[], noted: [] as unknown[] };
  let queue: Promise<unknown> = Promise.resolve();
  const source: TokenSource = {
    read: async () => state.stored,
    save: async (fresh) => {
      state.saved.push(fresh);
      state.stored = fresh;
    },
    refresh: async (refreshToken) => {
      state.asked.push(refreshToken);
      await new Promise((resolve) => setImmediate(resolve));
      return refresh(refreshToken, state);
    },
    alone: (work) => {
      const turn = queue.then(work);
      queue = turn.catch(() => undefined);
      return turn;
    },
    lose: async (error) => void state.lost.push(error.code),
    note: async (error) => void state.noted.push(error instanceof AppError ? error.code : error),
    notConnected: () => new AppError("notConnected", "not connected"),
    clock: { now: () => NOON, sleep: async () => undefined },
  };
  return { source, state };
}

const gone = () => {
  throw new AppError("notConnected", "gone", { code: "tokenRevoked" });
};

describe("fresh tokens", () => {
  test("a token with more than five minutes left is used as it is", async () => {
    const { source, state } = account(tokens("a", 6), gone);
    expect((await freshTokens(source)).accessToken).toBe("access a");
    expect(state.asked).toEqual([]);
  });

  test("a token with less than five minutes left is refreshed and saved before it is used", async () => {
    const { source, state } = account(tokens("a", 4), () => tokens("b", 30));
    expect((await freshTokens(source)).accessToken).toBe("access b");
    expect(state.saved).toEqual([tokens("b", 30)]);
    expect(state.noted).toEqual([null]);
  });

  test("a refresh that fails is noted with why", async () => {
    const { source, state } = account(tokens("a", 4), gone);
    await expect(freshTokens(source)).rejects.toThrow("gone");
    expect(state.noted).toEqual(["tokenRevoked"]);
  });

  test("a refreshed token that cannot be saved is not used", async () => {
    const { source } = account(tokens("a", 0), () => tokens("b", 30));
    source.save = () => Promise.reject(new Error("database gone"));
    await expect(freshTokens(source)).rejects.toThrow("database gone");
  });

  test("many callers at once make one refresh", async () => {
    const { source, state } = account(tokens("a", 0), () => tokens("b", 30));
    const all = await Promise.all(Array.from({ length: 20 }, () => freshTokens(source)));
    expect(new Set(all.map(({ accessToken }) => accessToken))).toEqual(new Set(["access b"]));
    expect(state.asked).toEqual(["refresh a"]);
  });

  test("many callers whose token was turned down make one refresh", async () => {
    const { source, state } = account(tokens("a", 25), () => tokens("b", 30));
    await Promise.all(Array.from({ length: 20 }, () => freshTokens(source, "access a")));
    expect(state.asked).toEqual(["refresh a"]);
  });

  test("a worthless refresh token that was replaced meanwhile does not lose the connection", async () => {
    const { source, state } = account(tokens("a", 0), (used, now) => {
      if (used === "refresh b") return tokens("c", 30);
      now.stored = tokens("b", 1);
      return gone();
    });
    expect((await freshTokens(source)).accessToken).toBe("access c");
    expect(state.lost).toEqual([]);
  });

  test("a worthless refresh token that nobody replaced loses the connection", async () => {
    const { source, state } = account(tokens("a", 0), gone);
    await expect(freshTokens(source)).rejects.toMatchObject({ kind: "notConnected", code: "tokenRevoked" });
    expect(state).toMatchObject({ asked: ["refresh a"], lost: ["tokenRevoked"] });
  });

  test("a vendor that is down loses nothing", async () => {
    const { source, state } = account(tokens("a", 0), () => {
      throw new AppError("unavailable", "down");
    });
    await expect(freshTokens(source)).rejects.toMatchObject({ kind: "unavailable" });
    expect(state.lost).toEqual([]);
  });

  test("an account without tokens is not connected, and the vendor is not asked", async () => {
    const { source, state } = account(null, gone);
    await expect(freshTokens(source)).rejects.toMatchObject({ kind: "notConnected" });
    expect(state.asked).toEqual([]);
  });
});
