import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { verifyHubSpotSignature } from "../../api/hubspot/signature.ts";
import { parseHubSpotEvents } from "../../api/hubspot/webhooks.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { serve } from "../sandbox/wire/server.ts";
import { installPortal, SECRET, type InstalledPortal } from "./installed-portal.ts";

let here: InstalledPortal;
beforeEach(async () => {
  here = await installPortal();
});
afterEach(() => here.hubspot.stop());

describe("the connection", () => {
  test("outlives its half-hour tokens", async () => {
    for (let hours = 0; hours < 3; hours += 1) {
      here.hubspot.clock.advance(3_600_000);
      await here.crm.readAccount();
    }
    expect(here.stored.saved).toHaveLength(3);
  });

  test("outlives an access token that HubSpot takes back early", async () => {
    here.hubspot.world.oauth.accessTokens.length = 0;
    await here.crm.readAccount();
    expect(here.stored).toMatchObject({ portal: "installed", saved: [{}] });
  });

  test("is refreshed once for twenty callers at once", async () => {
    here.hubspot.clock.advance(3_600_000);
    await Promise.all(Array.from({ length: 20 }, () => here.crm.readAccount()));
    expect(here.stored.saved).toHaveLength(1);
  });

  test("ends when the refresh token was revoked, and only then", async () => {
    here.hubspot.clock.advance(3_600_000);
    here.hubspot.wire.faults.add({ match: { path: "/oauth/" }, when: "before", kind: "answer", answer: { status: 503, body: "" } });
    await expect(here.crm.readAccount()).rejects.toMatchObject({ kind: "unavailable" });
    expect(here.stored.portal).toBe("installed");

    await here.oauth.revoke(here.stored.tokens?.refreshToken ?? "");
    await expect(here.crm.readAccount()).rejects.toMatchObject({ kind: "notConnected" });
    expect(here.stored).toMatchObject({ portal: "needsReconnect", jobs: ["confirm-uninstall in 3600 s"] });
  });

  test("ends as uninstalled when the account is gone", async () => {
    here.hubspot.clock.advance(3_600_000);
    here.portal.gone = true;
    await expect(here.crm.readAccount()).rejects.toMatchObject({ kind: "notConnected", code: "portalGone" });
    expect(here.stored).toMatchObject({ portal: "uninstalled", jobs: ["confirm-uninstall in 0 s"] });
  });

  test("a wrong secret of ours ends no connection", async () => {
    here.hubspot.clock.advance(3_600_000);
    here.hubspot.world.app.clientSecret = "rotated";
    await expect(here.crm.readAccount()).rejects.toMatchObject({ kind: "rejected", code: "hubspotAppSettings" });
    expect(here.stored.portal).toBe("installed");
  });

  test("uninstalling removes the app from the account, after which we are not let in", async () => {
    expect(await here.crm.letsUsIn()).toBe(true);
    await here.crm.uninstall();
    await expect(here.crm.readAccount()).rejects.toMatchObject({ kind: "notConnected" });
    expect(await here.crm.letsUsIn()).toBe(false);
  });

  test("whether we are let in is not known as long as HubSpot is in trouble", async () => {
    here.hubspot.wire.faults.add({ match: { path: "/oauth/" }, when: "before", kind: "answer", answer: { status: 503, body: "" } });
    await expect(here.crm.letsUsIn()).rejects.toMatchObject({ kind: "unavailable" });
  });
});

describe("what HubSpot delivers", () => {
  test("is signed as our verifier expects and read as our events", async () => {
    const clock = here.hubspot.clock;
    const received: { verified: boolean; types: string[]; dealIds: string[] }[] = [];
    const us = await serve({
      name: "us",
      port: 0,
      clock,
      routes: {},
      fallback: ({ method, url, headers, body }) => {
        const signed = { method, publicUrl: url.origin, originalUrl: url.pathname + url.search, rawBody: body, headers };
        const verified = verifyHubSpotSignature({ ...signed, secrets: [SECRET], now: clock.now(), allowV2: false });
        const events = parseHubSpotEvents(JSON.parse(body.toString("utf8")));
        received.push({ verified, types: events.map(({ type }) => type), dealIds: events.flatMap(({ dealIds }) => dealIds) });
        return { status: 200 };
      },
    });
    here.hubspot.world.webhooks.set({ url: `${us.url}/webhooks/hubspot` });
    here.rep.patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
    await here.hubspot.flushWebhooks();
    await us.stop();
    expect(received.every(({ verified }) => verified)).toBe(true);
    expect(received.flatMap(({ types }) => types)).toContain("deal.propertyChange");
    expect(received.flatMap(({ dealIds }) => dealIds)).toContain(DEAL_IDS.acme);
  });
});
