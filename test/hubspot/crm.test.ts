import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from "../../api/hubspot/scopes.ts";
import { COMPANY_PROPERTIES, DEAL_PROPERTIES } from "../../api/hubspot/tieout-properties.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { connect, installPortal, REDIRECT, type InstalledPortal } from "./installed-portal.ts";

let here: InstalledPortal;
beforeEach(async () => {
  here = await installPortal();
});
afterEach(() => here.hubspot.stop());

const properties = (dealId: string) => here.rep.read("deals", dealId).properties;

describe("installing", () => {
  test("tells whose account it is, and a code works once", async () => {
    const { state, code } = await connect(here.oauth);
    expect(state).toBe("s1");
    const installation = await here.oauth.exchangeCode({ code, redirectUri: REDIRECT });
    expect(installation).toMatchObject({
      portalId: NORTHWIND_PORTAL,
      userId: USERS.admin,
      scopes: [...REQUIRED_SCOPES, ...OPTIONAL_SCOPES],
    });
    await expect(here.oauth.exchangeCode({ code, redirectUri: REDIRECT })).rejects.toMatchObject({ kind: "invalid", code: "badAuthCode" });
  });

  test("the account has its zone and currency", async () => {
    expect(await here.crm.readAccount()).toEqual({ timeZone: "America/New_York", currency: "USD", currencies: ["USD", "EUR", "CAD"] });
  });

  test("creates every property, and again changes nothing", async () => {
    await here.crm.ensureProperties();
    const names = (object: "deals" | "companies") =>
      here.portal.properties[object].map(({ name }) => name).filter((name) => name.startsWith("tieout_"));
    expect(names("deals").toSorted()).toEqual(DEAL_PROPERTIES.map(({ name }) => name).toSorted());
    expect(names("companies").toSorted()).toEqual(COMPANY_PROPERTIES.map(({ name }) => name).toSorted());
    here.hubspot.wire.requests.length = 0;
    await here.crm.ensureProperties();
    expect(here.hubspot.wire.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("fills in a batch of which some exist", async () => {
    await here.crm.ensureProperties();
    const deals = here.portal.properties.deals;
    deals.splice(0, deals.length, ...deals.filter(({ name }) => name !== "tieout_paid" && name !== "tieout_invoiced"));
    await Promise.all([here.crm.ensureProperties(), here.crm.ensureProperties()]);
    expect(deals.filter(({ name }) => name === "tieout_paid" || name === "tieout_invoiced")).toHaveLength(2);
  });

  test("without leave to create properties, the admin is told which", async () => {
    here.portal.refusedScopes.push("crm.schemas.deals.write");
    await expect(here.crm.ensureProperties()).rejects.toMatchObject({
      code: "hubspotMissingScopes",
      fixBy: "admin",
      message: expect.stringContaining("crm.schemas.deals.write"),
    });
  });
});

describe("reading a deal", () => {
  test("before our properties exist", async () => {
    const deal = await here.crm.readDeal(DEAL_IDS.kramerica);
    expect(deal.fields.paymentTerms).toEqual({ property: "tieout_payment_terms", value: null });
  });

  test("gives all that a push needs", async () => {
    await here.crm.ensureProperties();
    expect(here.hubspot.applyAfterInstall()).toMatchObject({ missing: [], refused: [] });
    const deal = await here.crm.readDeal(DEAL_IDS.kramerica);
    expect(deal).toMatchObject({
      name: "Kramerica import desk",
      amount: "28800",
      currency: "USD",
      stage: { id: "closedwon", won: true, closed: true },
      companies: [
        {
          id: COMPANY_IDS.kramerica,
          name: "Kramerica Imports",
          billing: { street: "610 Canal Street", street2: null, city: "New York", state: "NY", zip: "10013" },
          billingEmail: "ap@kramerica.example",
        },
      ],
      contacts: [{ email: "ap@kramerica.example" }],
    });
    expect(deal.fields.orderDate.value).toBe("04/21/2026");
    expect(deal.fields.paymentTerms.value).toBe("Net 30");
    expect(deal.lines.map(({ name, quantity, unitPrice, frequency, term }) => [name, quantity, unitPrice, frequency, term])).toEqual([
      ["User seat", "20", "95", "monthly", "P12M"],
      ["Gold support", "1", "500", "monthly", "P12M"],
    ]);
  });

  test("without lines, companies or contacts", async () => {
    const { id } = here.rep.create("deals", { dealname: "Bare", dealstage: "contractsent", pipeline: "default" });
    expect(await here.crm.readDeal(id)).toMatchObject({ lines: [], companies: [], contacts: [], stage: { won: false, closed: false } });
  });

  test("with the labels by which one of several is billed", async () => {
    const { id } = here.rep.create("companies", { name: "Kramerica Holding" });
    here.rep.associate({ objectType: "deals", id: DEAL_IDS.kramerica }, { objectType: "companies", id });
    const { companies } = await here.crm.readDeal(DEAL_IDS.kramerica);
    expect(companies).toMatchObject([
      { id: COMPANY_IDS.kramerica, primary: true, labels: ["Primary"] },
      { id, primary: false, labels: [] },
    ]);
  });

  test("that was deleted or never was is not found", async () => {
    here.rep.remove("deals", DEAL_IDS.acme);
    await expect(here.crm.readDeal(DEAL_IDS.acme)).rejects.toMatchObject({ kind: "notFound" });
    await expect(here.crm.readDeal("404")).rejects.toMatchObject({ kind: "notFound" });
  });

  test("without leave to read lines is refused, not read without them", async () => {
    here.portal.refusedScopes.push("crm.objects.line_items.read", "e-commerce");
    await expect(here.crm.readDeal(DEAL_IDS.acme)).rejects.toMatchObject({ kind: "rejected", code: "hubspotMissingScopes" });
  });

  test("that HubSpot never answers is unavailable", async () => {
    await here.hubspot.stop();
    here = await installPortal({ patienceMs: 100 });
    here.hubspot.wire.faults.add({ match: { path: "/deals/" }, when: "before", kind: "hang" });
    await expect(here.crm.readDeal(DEAL_IDS.acme)).rejects.toMatchObject({ kind: "unavailable" });
  });

  test.each(["drop", "truncate"] as const)("through a fault (%s) is unavailable, and works the next time", async (kind) => {
    here.hubspot.wire.faults.add({ match: { path: "line_items/batch/read" }, when: "after", kind });
    await expect(here.crm.readDeal(DEAL_IDS.acme)).rejects.toMatchObject({ kind: "unavailable" });
    expect((await here.crm.readDeal(DEAL_IDS.acme)).lines).toHaveLength(2);
  });

  test("past the rate limit waits as HubSpot's window does", async () => {
    here.hubspot.world.limits.burst = 2;
    await expect(here.crm.readDeal(DEAL_IDS.acme)).rejects.toMatchObject({ kind: "rateLimited", retryAfterMs: 10_000 });
  });

  test("logs neither token nor name", async () => {
    await here.crm.readDeal(DEAL_IDS.acme);
    expect(here.log.lines.length).toBeGreaterThan(3);
    expect(here.log.lines.join()).not.toMatch(/Acme|Bearer/);
    expect(here.log.lines.join()).not.toContain(here.stored.tokens?.accessToken);
  });
});

describe("showing the order", () => {
  const show = async (values: Record<string, string | null>) =>
    (await here.crm.showOnAll("deal", [{ id: DEAL_IDS.acme, values }])).get(DEAL_IDS.acme) ?? [];
  const writes = (from: number) =>
    here.hubspot.wire.requests.slice(from).flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path}`]));
  const SHOWN = {
    tieout_state: "pushed",
    tieout_order_number: "1042",
    tieout_order_total: "120000.00",
    tieout_invoice_status: "partly_paid",
    tieout_next_invoice_date: "2026-12-01",
    tieout_synced_at: "2026-11-23T12:00:00.123456Z",
  };

  test("writes every kind of property, clears with null and leaves the rest alone", async () => {
    await here.crm.ensureProperties();
    expect(await show(SHOWN)).toEqual([]);
    expect(properties(DEAL_IDS.acme)).toMatchObject({
      ...SHOWN,
      tieout_synced_at: "2026-11-23T12:00:00.123Z",
      dealname: "Acme Robotics fleet",
    });
    expect(await show({ tieout_order_number: null })).toEqual([]);
    expect(properties(DEAL_IDS.acme)).toMatchObject({ tieout_order_number: null, tieout_state: "pushed" });
  });

  test("takes every option that we declare", async () => {
    await here.crm.ensureProperties();
    for (const { name, options = [] } of DEAL_PROPERTIES) {
      for (const { value } of options) expect(await show({ [name]: value })).toEqual([]);
    }
  });

  test("is not stopped by a rule of the admin that 2026-09 would apply", async () => {
    await here.crm.ensureProperties();
    here.portal.requiredRules.push({ object: "deals", property: "hs_next_step", when: { property: "tieout_state", value: "pushed" } });
    expect(await show(SHOWN)).toEqual([]);
    expect(properties(DEAL_IDS.acme)["tieout_state"]).toBe("pushed");
  });

  test("brings back a property that somebody archived", async () => {
    await here.crm.ensureProperties();
    for (const property of here.portal.properties.deals)
      if (property.name === "tieout_state") property.archivedAt = here.hubspot.clock.now();
    expect(await show(SHOWN)).toEqual([]);
    expect(properties(DEAL_IDS.acme)["tieout_state"]).toBe("pushed");
  });

  test("what HubSpot refuses is told to the admin, and the rest is shown", async () => {
    await here.crm.ensureProperties();
    const findings = await show({ ...SHOWN, tieout_invoice_status: "no such" });
    expect(findings).toMatchObject([{ code: "hubspotRefusedUpdate", fixBy: "admin", where: { property: "tieout_invoice_status" } }]);
    expect(properties(DEAL_IDS.acme)).toMatchObject({ tieout_order_number: "1042", tieout_state: "pushed" });
  });

  test("passes over a deal that is gone", async () => {
    await here.crm.ensureProperties();
    here.rep.remove("deals", DEAL_IDS.acme);
    expect(await here.crm.showOnAll("deal", [{ id: DEAL_IDS.acme, values: SHOWN }])).toEqual(new Map([[DEAL_IDS.acme, null]]));
  });

  test("writes many deals with one call, and keeps one with a fault from holding up the others", async () => {
    await here.crm.ensureProperties();
    const values = { tieout_state: "pushed" };
    const before = here.hubspot.wire.requests.length;
    await here.crm.showOnAll("deal", [
      { id: DEAL_IDS.acme, values },
      { id: DEAL_IDS.globex, values },
    ]);
    expect(writes(before)).toEqual(["POST /crm/objects/2026-03/deals/batch/update"]);
    here.rep.remove("deals", DEAL_IDS.globex);
    await here.crm.showOnAll("deal", [
      { id: DEAL_IDS.globex, values },
      { id: DEAL_IDS.acme, values: { tieout_state: "changed" } },
    ]);
    expect(properties(DEAL_IDS.acme)["tieout_state"]).toBe("changed");
  });

  test("writes our properties on companies too", async () => {
    await here.crm.ensureProperties();
    const company = COMPANY_IDS.acme;
    const values = { tieout_balance: "12.50", tieout_credit_hold: "true", tieout_last_payment_date: "2026-11-20" };
    expect(await here.crm.showOnAll("company", [{ id: company, values }])).toEqual(new Map([[company, []]]));
    expect(here.rep.read("companies", company).properties).toMatchObject(values);
  });
});
