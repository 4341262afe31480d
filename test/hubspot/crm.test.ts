import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createHubSpotCrm } from "../../api/hubspot/crm.ts";
import { createHubSpotOAuth, type HubSpotOAuth } from "../../api/hubspot/oauth.ts";
import { REQUIRED_SCOPES } from "../../api/hubspot/scopes.ts";
import { verifyHubSpotSignature } from "../../api/hubspot/signature.ts";
import { COMPANY_PROPERTIES, DEAL_PROPERTIES } from "../../api/hubspot/tieout-properties.ts";
import { parseHubSpotEvents } from "../../api/hubspot/webhooks.ts";
import type { Crm } from "../../api/ports/crm.ts";
import { startHubSpot, type HubSpotSandbox } from "../sandbox/hubspot/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { createSandboxClock } from "../sandbox/wire/clock.ts";
import { serve } from "../sandbox/wire/server.ts";
import { createMemoryLog, createOnePortal } from "./one-portal.ts";

const SECRET = "sandbox-secret";
const REDIRECT = "https://tieout.example/oauth/hubspot/callback";

let hubspot: HubSpotSandbox;
let oauth: HubSpotOAuth;
let crm: Crm;
let portal: ReturnType<typeof createOnePortal>;
let log: ReturnType<typeof createMemoryLog>;

beforeEach(async () => {
  const clock = createSandboxClock();
  clock.set(Date.parse("2026-11-23T12:00:00Z"), true);
  const settings = { requiredScopes: REQUIRED_SCOPES, redirectUrls: [REDIRECT], autoApprove: true };
  hubspot = await startHubSpot({ appId: 1, clientId: "client", clientSecret: SECRET, clock, ...settings });
  const now = () => Temporal.Instant.fromEpochMilliseconds(clock.now());
  const ours = { now, sleep: async () => undefined };
  oauth = createHubSpotOAuth({ appUrl: hubspot.url, apiUrl: hubspot.url, clientId: "client", clientSecret: SECRET, clock: ours });
  portal = createOnePortal(NORTHWIND_PORTAL, (await install()).tokens);
  log = createMemoryLog();
  crm = createHubSpotCrm({ store: portal.store, oauth, clock: ours, log, apiUrl: hubspot.url, portalId: NORTHWIND_PORTAL, timeoutMs: 500 });
});
afterEach(() => hubspot.stop());

async function connect() {
  const url = oauth.authorizeUrl({ state: "s1", redirectUri: REDIRECT, scopes: REQUIRED_SCOPES, optionalScopes: [] });
  const answer = await fetch(url, { redirect: "manual" });
  const { searchParams } = new URL(answer.headers.get("location") ?? "");
  return { state: searchParams.get("state"), code: searchParams.get("code") ?? "" };
}

async function install() {
  const { code } = await connect();
  return oauth.exchangeCode({ code, redirectUri: REDIRECT });
}

const ownerOf = () => hubspot.portal(NORTHWIND_PORTAL, USERS.rep);
const properties = (dealId: string) => ownerOf().read("deals", dealId).properties;
const thePortal = () => {
  const found = hubspot.world.portals.get(NORTHWIND_PORTAL);
  if (!found) throw new Error("the seed has lost its portal");
  return found;
};

describe("installing", () => {
  test("tells whose account it is, and a code works once", async () => {
    const { state, code } = await connect();
    expect(state).toBe("s1");
    const installation = await oauth.exchangeCode({ code, redirectUri: REDIRECT });
    expect(installation).toMatchObject({ portalId: NORTHWIND_PORTAL, userId: USERS.admin, scopes: REQUIRED_SCOPES });
    await expect(oauth.exchangeCode({ code, redirectUri: REDIRECT })).rejects.toMatchObject({ kind: "invalid", code: "badAuthCode" });
  });

  test("the account has its zone and currency", async () => {
    expect(await crm.readAccount()).toEqual({ timeZone: "America/New_York", currency: "USD" });
  });

  test("creates every property, and again changes nothing", async () => {
    await crm.ensureProperties();
    const names = (object: "deals" | "companies") =>
      thePortal()
        .properties[object].map(({ name }) => name)
        .filter((name) => name.startsWith("tieout_"));
    expect(names("deals").toSorted()).toEqual(DEAL_PROPERTIES.map(({ name }) => name).toSorted());
    expect(names("companies").toSorted()).toEqual(COMPANY_PROPERTIES.map(({ name }) => name).toSorted());
    hubspot.wire.requests.length = 0;
    await crm.ensureProperties();
    expect(hubspot.wire.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("fills in a batch of which some exist", async () => {
    await crm.ensureProperties();
    const deals = thePortal().properties.deals;
    deals.splice(0, deals.length, ...deals.filter(({ name }) => name !== "tieout_paid" && name !== "tieout_invoiced"));
    await Promise.all([crm.ensureProperties(), crm.ensureProperties()]);
    expect(deals.filter(({ name }) => name === "tieout_paid" || name === "tieout_invoiced")).toHaveLength(2);
  });

  test("without leave to create properties, the admin is told which", async () => {
    thePortal().refusedScopes.push("crm.schemas.deals.write");
    await expect(crm.ensureProperties()).rejects.toMatchObject({
      code: "hubspotMissingScopes",
      fixBy: "admin",
      message: expect.stringContaining("crm.schemas.deals.write"),
    });
  });
});

describe("reading a deal", () => {
  test("before our properties exist", async () => {
    const deal = await crm.readDeal(DEAL_IDS.vandelay);
    expect(deal.fields.paymentTerms).toEqual({ property: "tieout_payment_terms", value: null });
  });

  test("gives all that a push needs", async () => {
    await crm.ensureProperties();
    expect(hubspot.applyAfterInstall()).toMatchObject({ missing: [], refused: [] });
    const deal = await crm.readDeal(DEAL_IDS.vandelay);
    expect(deal).toMatchObject({
      name: "Vandelay import desk",
      amount: "28800",
      currency: "USD",
      stage: { id: "closedwon", won: true, closed: true },
      companies: [
        {
          id: COMPANY_IDS.vandelay,
          name: "Vandelay Industries",
          primary: true,
          billing: { street: "129 West 81st Street", street2: null, city: "New York", state: "NY", zip: "10024" },
          billingEmail: "ap@vandelay.example",
        },
      ],
      contacts: [{ labels: ["Billing"] }],
    });
    expect(deal.fields.orderDate.value).toBe("04/21/2026");
    expect(deal.fields.paymentTerms.value).toBe("Net 30");
    expect(deal.lines.map(({ name, quantity, unitPrice, frequency, term }) => [name, quantity, unitPrice, frequency, term])).toEqual([
      ["User seat", "20", "95", "monthly", "P12M"],
      ["Gold support", "1", "500", "monthly", "P12M"],
    ]);
  });

  test("without lines, companies or contacts", async () => {
    const { id } = ownerOf().create("deals", { dealname: "Bare", dealstage: "contractsent", pipeline: "default" });
    expect(await crm.readDeal(id)).toMatchObject({ lines: [], companies: [], contacts: [], stage: { won: false, closed: false } });
  });

  test("that was deleted or never was is not found", async () => {
    ownerOf().remove("deals", DEAL_IDS.acme);
    await expect(crm.readDeal(DEAL_IDS.acme)).rejects.toMatchObject({ kind: "notFound" });
    await expect(crm.readDeal("404")).rejects.toMatchObject({ kind: "notFound" });
  });

  test("without leave to read lines is refused, not read without them", async () => {
    thePortal().refusedScopes.push("crm.objects.line_items.read", "e-commerce");
    await expect(crm.readDeal(DEAL_IDS.acme)).rejects.toMatchObject({ kind: "rejected", code: "hubspotMissingScopes" });
  });

  test.each(["drop", "hang", "truncate"] as const)("through a fault (%s) is unavailable, and works the next time", async (kind) => {
    hubspot.wire.faults.add({ match: { path: "line_items/batch/read" }, when: "after", kind });
    await expect(crm.readDeal(DEAL_IDS.acme)).rejects.toMatchObject({ kind: "unavailable" });
    expect((await crm.readDeal(DEAL_IDS.acme)).lines).toHaveLength(2);
  });

  test("past the rate limit waits as HubSpot's window does", async () => {
    const reads = Array.from({ length: 30 }, () => crm.readDeal(DEAL_IDS.acme));
    const outcomes = await Promise.allSettled(reads);
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason as unknown] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const reason of refused) expect(reason).toMatchObject({ kind: "rateLimited", retryAfterMs: 10_000 });
  });

  test("logs neither token nor name", async () => {
    await crm.readDeal(DEAL_IDS.acme);
    expect(log.lines.length).toBeGreaterThan(5);
    expect(log.lines.join()).not.toMatch(/Acme|Bearer/);
    expect(log.lines.join()).not.toContain(portal.state.tokens?.accessToken);
  });
});

describe("showing the order", () => {
  const SHOWN = {
    tieout_state: "pushed",
    tieout_order_number: "1042",
    tieout_order_total: "120000.00",
    tieout_invoice_status: "partly_paid",
    tieout_next_invoice_date: "2026-12-01",
    tieout_synced_at: "2026-11-23T12:00:00.123456Z",
  };

  test("writes every kind of property, clears with null and leaves the rest alone", async () => {
    await crm.ensureProperties();
    expect(await crm.showOnDeal(DEAL_IDS.acme, SHOWN)).toEqual([]);
    expect(properties(DEAL_IDS.acme)).toMatchObject({
      ...SHOWN,
      tieout_synced_at: "2026-11-23T12:00:00.123Z",
      dealname: "Acme Robotics fleet",
    });
    expect(await crm.showOnDeal(DEAL_IDS.acme, { tieout_order_number: null })).toEqual([]);
    expect(properties(DEAL_IDS.acme)).toMatchObject({ tieout_order_number: null, tieout_state: "pushed" });
  });

  test("takes every option that we declare", async () => {
    await crm.ensureProperties();
    for (const { name, options = [] } of DEAL_PROPERTIES) {
      for (const { value } of options) expect(await crm.showOnDeal(DEAL_IDS.acme, { [name]: value })).toEqual([]);
    }
  });

  test("is not stopped by a rule of the admin that 2026-09 would apply", async () => {
    await crm.ensureProperties();
    thePortal().requiredRules.push({ object: "deals", property: "hs_next_step", when: { property: "tieout_state", value: "pushed" } });
    expect(await crm.showOnDeal(DEAL_IDS.acme, SHOWN)).toEqual([]);
    expect(properties(DEAL_IDS.acme)["tieout_state"]).toBe("pushed");
  });

  test("brings back a property that somebody archived", async () => {
    await crm.ensureProperties();
    for (const property of thePortal().properties.deals) if (property.name === "tieout_state") property.archivedAt = hubspot.clock.now();
    expect(await crm.showOnDeal(DEAL_IDS.acme, SHOWN)).toEqual([]);
    expect(properties(DEAL_IDS.acme)["tieout_state"]).toBe("pushed");
  });

  test("what HubSpot refuses is told to the admin, and the rest is shown", async () => {
    await crm.ensureProperties();
    const findings = await crm.showOnDeal(DEAL_IDS.acme, { ...SHOWN, tieout_invoice_status: "no such" });
    expect(findings).toMatchObject([{ code: "hubspotRefusedUpdate", fixBy: "admin", where: { property: "tieout_invoice_status" } }]);
    expect(properties(DEAL_IDS.acme)).toMatchObject({ tieout_order_number: "1042", tieout_state: "pushed" });
  });

  test("on a deal that is gone is not found", async () => {
    await crm.ensureProperties();
    ownerOf().remove("deals", DEAL_IDS.acme);
    await expect(crm.showOnDeal(DEAL_IDS.acme, SHOWN)).rejects.toMatchObject({ kind: "notFound" });
  });
});

describe("the connection", () => {
  test("outlives its half-hour tokens", async () => {
    for (let hours = 0; hours < 3; hours += 1) {
      hubspot.clock.advance(3_600_000);
      await crm.readAccount();
    }
    expect(portal.state.saved).toHaveLength(3);
  });

  test("outlives an access token that HubSpot takes back early", async () => {
    hubspot.world.oauth.accessTokens.length = 0;
    await crm.readAccount();
    expect(portal.state).toMatchObject({ portal: "installed", saved: [{}] });
  });

  test("ends when the refresh token was revoked, and only then", async () => {
    hubspot.clock.advance(3_600_000);
    hubspot.wire.faults.add({ match: { path: "/oauth/" }, when: "before", kind: "answer", answer: { status: 503, body: "" } });
    await expect(crm.readAccount()).rejects.toMatchObject({ kind: "unavailable" });
    expect(portal.state.portal).toBe("installed");

    await oauth.revoke(portal.state.tokens?.refreshToken ?? "");
    await expect(crm.readAccount()).rejects.toMatchObject({ kind: "notConnected" });
    expect(portal.state.portal).toBe("needsReconnect");
  });

  test("ends as uninstalled when the account is gone", async () => {
    hubspot.clock.advance(3_600_000);
    thePortal().gone = true;
    await expect(crm.readAccount()).rejects.toMatchObject({ kind: "notConnected", code: "portalGone" });
    expect(portal.state.portal).toBe("uninstalled");
  });

  test("a wrong secret of ours ends no connection", async () => {
    hubspot.clock.advance(3_600_000);
    hubspot.world.app.clientSecret = "rotated";
    await expect(crm.readAccount()).rejects.toMatchObject({ kind: "rejected", code: "hubspotAppSettings" });
    expect(portal.state.portal).toBe("installed");
  });

  test("uninstalling removes the app from the account", async () => {
    await oauth.uninstall(portal.state.tokens?.accessToken ?? "");
    await expect(crm.readAccount()).rejects.toMatchObject({ kind: "notConnected" });
  });
});

describe("what HubSpot delivers", () => {
  test("is signed as our verifier expects and read as our events", async () => {
    const clock = hubspot.clock;
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
    hubspot.world.webhooks.set({ url: `${us.url}/webhooks/hubspot` });
    ownerOf().patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
    await hubspot.flushWebhooks();
    await us.stop();
    expect(received.every(({ verified }) => verified)).toBe(true);
    expect(received.flatMap(({ types }) => types)).toContain("deal.propertyChange");
    expect(received.flatMap(({ dealIds }) => dealIds)).toContain(DEAL_IDS.acme);
  });
});
