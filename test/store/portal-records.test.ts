import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import type { DealRow } from "../../api/ports/deals.ts";
import { createTestDatabase, onServer, type TestDatabase } from "../database.ts";
import { company, joinPortal, NOW, tokens } from "./fixtures.ts";

let db: TestDatabase;
beforeAll(async () => void (db = await createTestDatabase()));
afterAll(() => db.drop());

const install = (portalId: number, userId: number | null = 501) =>
  db.store.inSystem((tx) =>
    tx.portals.install({ portalId, timeZone: "UTC", currency: "USD", userId, scopes: ["a", "b"], tokens: tokens(`of ${userId}`) }),
  );

describe("a portal", () => {
  test("is as installed, with the account's zone once that is known", async () => {
    await install(10);
    await db.store.inPortal(10, (tx) => tx.portal.saveAccount({ timeZone: "America/New_York", currency: "EUR" }));
    expect(await db.store.inPortal(10, (tx) => tx.portal.read())).toEqual({
      portalId: 10,
      state: "installed",
      timeZone: "America/New_York",
      currency: "EUR",
      installedBy: 501,
      scopes: ["a", "b"],
      uninstalledAt: null,
      erasedAt: null,
    });
  });

  test("installed again comes back with new tokens, its first user, its account and its settings", async () => {
    await install(11, null);
    await install(11, 501);
    await db.store.inPortal(11, async (tx) => {
      await tx.portal.saveAccount({ timeZone: "Asia/Tokyo", currency: "JPY" });
      await tx.settings.save({ ...DEFAULT_SETTINGS, automaticPush: true });
      await tx.portal.setState("uninstalled");
    });
    expect(await db.store.inSystem((tx) => tx.portals.listInstalled())).not.toContain(11);
    await install(11, 777);
    expect(await db.store.inSystem((tx) => tx.portals.find(11))).toMatchObject({
      state: "installed",
      installedBy: 501,
      timeZone: "Asia/Tokyo",
    });
    expect(await db.store.inPortal(11, (tx) => tx.portal.readTokens())).toEqual(tokens("of 777"));
    expect(await db.store.inPortal(11, (tx) => tx.settings.readWhole())).toMatchObject({ automaticPush: true });
    expect(await db.store.inSystem((tx) => tx.portals.listInstalled())).toContain(11);
  });

  test("that was never installed is null, and has the default settings", async () => {
    expect(await db.store.inSystem((tx) => tx.portals.find(12))).toBeNull();
    expect(await db.store.inPortal(12, (tx) => tx.portal.readTokens())).toBeNull();
    expect(await db.store.inPortal(12, (tx) => tx.settings.readWhole())).toEqual(DEFAULT_SETTINGS);
  });

  test("has the default of a setting that came after it chose its own", async () => {
    await install(13);
    await onServer(db.url, `insert into settings (portal_id, value) values (13, '{"automaticPush": true}')`);
    expect(await db.store.inPortal(13, (tx) => tx.settings.readWhole())).toEqual({ ...DEFAULT_SETTINGS, automaticPush: true });
  });
});

describe("a connection", () => {
  test("of the same realm joined again, even twice at once, is the same connection", async () => {
    const first = await joinPortal(db, 20);
    await db.store.inPortal(20, (tx) => tx.connections.setState(first, "disconnected"));
    expect(await db.store.inSystem((tx) => tx.connections.findByRealm("913020"))).toEqual([]);
    const join = () => db.store.inPortal(20, (tx) => tx.connections.join({ realmId: "913020", company, tokens: tokens("again") }));
    expect(await Promise.all([join(), join(), join()])).toEqual([first, first, first]);
    expect(await db.store.inPortal(20, (tx) => tx.connections.list())).toEqual([{ connectionId: first, state: "active", company }]);
    const secrets = await db.store.inPortal(20, (tx) => tx.connections.readSecrets(first));
    expect(secrets).toEqual({ realmId: "913020", tokens: tokens("again") });
  });

  test("of a realm that is new, joined several times at once, is one connection", async () => {
    await install(22);
    const join = () => db.store.inPortal(22, (tx) => tx.connections.join({ realmId: "9130", company, tokens: tokens("at once") }));
    const ids = new Set(await Promise.all([join(), join(), join(), join()]));
    expect(ids.size).toBe(1);
    const [id = ""] = ids;
    expect(await db.store.inPortal(22, (tx) => tx.connections.readSecrets(id))).toEqual({ realmId: "9130", tokens: tokens("at once") });
  });

  test("of another realm stands beside it, and changes alone", async () => {
    const [one, two] = [await joinPortal(db, 21, "1"), await joinPortal(db, 21, "2")];
    await db.store.inPortal(21, (tx) => tx.connections.saveCompany(two, { ...company, name: "Second" }));
    await db.store.inPortal(21, (tx) => tx.connections.setState(two, "needsReconnect"));
    expect(await db.store.inPortal(21, (tx) => tx.connections.list())).toEqual([
      { connectionId: one, state: "active", company },
      { connectionId: two, state: "needsReconnect", company: { ...company, name: "Second" } },
    ]);
    expect(await db.store.inPortal(21, (tx) => tx.connections.read("unknown"))).toBeNull();
    expect(await db.store.inPortal(21, (tx) => tx.connections.readSecrets("unknown"))).toBeNull();
  });
});

describe("a deal", () => {
  const EMPTY: Omit<DealRow, "dealId"> = {
    connectionId: null,
    state: "notReady",
    message: null,
    findings: [],
    frozenSale: null,
    keptChanges: null,
    gone: false,
    requestedBy: null,
    requestedEmail: null,
    pushKey: null,
    changedAt: null,
    lookedAt: null,
    worth: null,
    chosen: {},
    pushedAt: null,
    failingSince: null,
    unmapped: null,
    shown: null,
  };
  const save = (dealId: string, changes: Partial<Omit<DealRow, "dealId">>) => db.store.inPortal(30, (tx) => tx.deals.save(dealId, changes));
  const read = (dealId: string) => db.store.inPortal(30, (tx) => tx.deals.read(dealId));
  beforeAll(() => joinPortal(db, 30));

  test("keeps what a later save does not name, and loses what it names null", async () => {
    expect(await read("1")).toBeNull();
    await save("1", { requestedBy: "user 501" });
    expect(await read("1")).toEqual({ ...EMPTY, dealId: "1", requestedBy: "user 501" });
    const full = {
      state: "pushed" as const,
      message: "Order 1001",
      findings: [{ code: "termMissing", level: "error" as const, message: "no term", fixBy: "rep" as const }],
      frozenSale: { net: "12000000" },
      pushKey: "press",
      changedAt: NOW,
      pushedAt: NOW,
      failingSince: NOW,
      unmapped: { name: "Acme", wonAt: null, lines: [] },
      shown: { tieout_status: "pushed", tieout_order: null },
    };
    await save("1", full);
    expect(await read("1")).toEqual({ ...EMPTY, dealId: "1", requestedBy: "user 501", ...full });
    await save("1", { frozenSale: null, failingSince: null, message: null, shown: null, findings: [] });
    expect(await read("1")).toEqual({
      ...EMPTY,
      ...full,
      dealId: "1",
      requestedBy: "user 501",
      frozenSale: null,
      failingSince: null,
      message: null,
      shown: null,
      findings: [],
    });
  });

  test("saved with nothing to say is there", async () => {
    await save("2", {});
    await save("2", {});
    expect(await read("2")).toEqual({ ...EMPTY, dealId: "2" });
  });

  test("that waits for a connection or for a product is listed", async () => {
    const unmapped = { code: "productUnmapped", level: "error" as const, message: "no item", fixBy: "finance" as const };
    await save("3", { state: "notConnected" });
    await save("4", { state: "notReady", findings: [unmapped] });
    await save("5", { state: "pushed", pushedAt: NOW, findings: [unmapped] });
    expect(await db.store.inPortal(30, (tx) => tx.deals.waitingForConnection())).toEqual(["3"]);
    expect(await db.store.inPortal(30, (tx) => tx.deals.withFinding(["termsUnknown", "productUnmapped"]))).toEqual(["4"]);
  });

  test("in a state that nobody knows is refused by the table", async () => {
    await expect(save("6", { state: "lost" as DealRow["state"] })).rejects.toThrow("violates check constraint");
  });
});

test("the database answers", async () => {
  await db.store.ping();
});
