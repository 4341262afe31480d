import { describe, expect, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import { createHubSpotTokens } from "../../api/hubspot/tokens.ts";
import { NO_JOURNAL } from "../no-journal.ts";
import type { Handler } from "../sandbox/wire/server.ts";
import { createOnePortal } from "./one-portal.ts";
import { server, serveAll, PORTAL, clock, anything, tokens, start, read, sentTokens, errorOf, always } from "./client-stage.ts";

describe("the token of a call", () => {
  const onlyFresh: Handler = ({ headers }) => ({ status: headers.authorization?.endsWith("fresh") ? 200 : 401, body: {} });

  test("is refreshed under the portal's lock before it runs out", async () => {
    const { call, state, asked } = await start(onlyFresh, tokens("A1", 4));
    await call(anything, read);
    expect(asked).toEqual(["refresh-A1"]);
    expect(state.locks).toEqual(["refresh:hubspot:62515"]);
    expect(sentTokens()).toEqual(["Bearer refresh-A1-fresh"]);
  });

  test("is refreshed once after a 401, and the call made again", async () => {
    const { call, asked, state } = await start(onlyFresh);
    await call(anything, read);
    expect(asked).toEqual(["refresh-A1"]);
    expect(sentTokens()).toEqual(["Bearer A1", "Bearer refresh-A1-fresh"]);
    expect(state.saved).toHaveLength(1);
  });

  test("twenty calls with a refused token make one refresh", async () => {
    const { call, asked } = await start(onlyFresh);
    await Promise.all(Array.from({ length: 20 }, () => call(anything, read)));
    expect(asked).toEqual(["refresh-A1"]);
  });

  test("a fresh token that is refused too does not lose the connection", async () => {
    const { call, state } = await always(401, { category: "INVALID_AUTHENTICATION" });
    expect(await errorOf(call(anything, read))).toMatchObject({ kind: "unavailable", code: "hubspotUnauthorized" });
    expect(server.requests).toHaveLength(2);
    expect(state.portal).toBe("installed");
  });

  test("a worthless refresh token makes the portal wait for a person, and HubSpot is not asked again", async () => {
    const { call, state, asked } = await start(onlyFresh, { ...tokens("A1", 0), refreshToken: "dead" });
    expect(await errorOf(call(anything, read))).toMatchObject({ kind: "notConnected", code: "tokenRevoked" });
    expect(state.portal).toBe("needsReconnect");
    expect(state.buried).toEqual(["connectionLost: HubSpot"]);
    expect(await errorOf(call(anything, read))).toMatchObject({ kind: "notConnected", fixBy: "admin" });
    expect(asked).toEqual(["dead"]);
    expect(server.requests).toEqual([]);
  });

  test("a connection that was made anew at that very moment is not lost", async () => {
    const { store, state } = createOnePortal(PORTAL, { ...tokens("A1", 0), refreshToken: "dead" });
    const dead = new AppError("notConnected", "gone", { code: "tokenRevoked" });
    const refresh = async () => {
      // The next reading still sees the old tokens; the one after it, which decides, sees the new.
      const { inPortal } = store;
      let readings = 0;
      store.inPortal = (id, work) => {
        if (++readings === 2) state.tokens = tokens("B1");
        return inPortal(id, work);
      };
      throw dead;
    };
    const accessToken = createHubSpotTokens({ store, oauth: { refresh }, clock, journal: NO_JOURNAL, portalId: PORTAL });
    await serveAll(() => ({ status: 200 }));
    await expect(accessToken()).rejects.toBe(dead);
    expect(state.portal).toBe("installed");
  });

  test("an account that is gone is uninstalled", async () => {
    const { call, state } = await start(onlyFresh, { ...tokens("A1", 0), refreshToken: "gone" });
    expect(await errorOf(call(anything, read))).toMatchObject({ kind: "notConnected", code: "portalGone" });
    expect(state.portal).toBe("uninstalled");
  });
});
