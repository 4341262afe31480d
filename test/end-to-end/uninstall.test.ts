import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectCompany } from "../../api/flows/connect-company.ts";
import { handleInbox } from "../../api/flows/handle-inbox.ts";
import { revokeCompany } from "../../api/flows/leave-company.ts";
import { AppError } from "../../api/domain/errors.ts";
import { whenDead } from "../../api/jobs/workers.ts";
import type { Parts } from "../../api/http/parts.ts";
import { runScheduled } from "../../api/jobs/schedule.ts";
import { install } from "../sandbox/demo/story.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { grantOf } from "./grant.ts";
import { pushOnce, push, rowsOf, startStage, type Stage } from "./harness.ts";
import { workWaiting } from "./waiting-jobs.ts";

const DEAL = DEAL_IDS.globex;

let stage: Stage;
let connectUrl: string;
beforeAll(async () => {
  stage = await startStage();
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { dealstage: "closedwon" });
  await push(stage, DEAL);
});
afterAll(() => stage?.stop());

const orders = () => stage.sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(DEAL)).length;
const rows = (statement: string) => rowsOf(stage.db.url, statement);
const portal = async () => (await rows("select state, tokens is null as no_tokens, uninstalled_at, erased_at from portals"))[0];
const companies = () => rows("select state, tokens is null as no_tokens from connections");
const waiting = () => rows("select name from pgboss.job where state in ('created', 'retry') and name <> 'handle-inbox' order by 1");
const audited = async (what: string) =>
  (await rows(`select user_id from audit_log where what = '${what}' order by seq`)).map(({ user_id }) => user_id);
const quietly = () => undefined;
const reinstall = () => install(stage.sandbox, stage.actors, stage.url, quietly);
const called = (path: string) => stage.sandbox.quickbooks.wire.requests.filter((request) => request.path.startsWith(path)).length;
/** A call that goes only as far as HubSpot lets us in. */
const call = () => stage.tieout.needs.crm(NORTHWIND_PORTAL).readAccount().catch(quietly);
const isGone = { state: "uninstalled", no_tokens: true };

/** What HubSpot sends, whether or not the app is still there. */
async function deliverWebhooks(): Promise<void> {
  stage.sandbox.hubspot.world.webhooks.set({ held: false });
  await stage.sandbox.hubspot.flushWebhooks();
  await handleInbox(stage.tieout.needs);
}

describe("an admin who removes the app", () => {
  test("has to say so, and has it removed from HubSpot, its tokens wiped, its jobs cancelled", async () => {
    await expect(stage.actors.ask("admin", "/ui/uninstall", { method: "POST", body: {} })).rejects.toThrow("invalidBody");
    stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
    await deliverWebhooks();
    const pressed = { method: "POST", body: { idempotencyKey: "before the app was removed" } } as const;
    expect(await stage.actors.ask("rep", `/ui/deals/${DEAL_IDS.acme}/push`, pressed)).toMatchObject({ state: "pushing" });
    expect(await waiting()).toContainEqual({ name: "push-deal" });
    connectUrl = (await stage.actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} })).url;

    expect(await stage.actors.ask("admin", "/ui/uninstall", { method: "POST", body: { confirm: true } })).toEqual({
      uninstalled: true,
      keptDays: 30,
    });
    expect(stage.sandbox.hubspot.world.oauth.refreshTokens).toEqual([]);
    expect(await portal()).toMatchObject({ ...isGone, erased_at: null });
    expect(await waiting()).toEqual([{ name: "revoke-company" }]);
    expect(await audited("portal.uninstalled")).toEqual([String(USERS.admin)]);
  });

  test("has the tokens of QuickBooks ended with Intuit and wiped, once", async () => {
    expect(await companies()).toEqual([{ state: "disconnected", no_tokens: false }]);
    await workWaiting(stage);
    expect(await companies()).toEqual([{ state: "disconnected", no_tokens: true }]);
    expect(called("/v2/oauth2/tokens/revoke")).toBe(1);
    await workWaiting(stage);
    expect(called("/v2/oauth2/tokens/revoke")).toBe(1);
  });

  test("is heard no more: calls are refused, webhooks dropped, and nothing is sent", async () => {
    await expect(stage.actors.ask("admin", `/ui/deals/${DEAL}`)).rejects.toThrow("notInstalled");
    expect(await stage.actors.walk(connectUrl)).toMatchObject({ status: 401 });
    expect(await companies()).toMatchObject([{ state: "disconnected" }]);
    stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.umbrella, { dealstage: "closedwon" });
    await deliverWebhooks();
    expect(await waiting()).toEqual([]);
    const before = called("/v3/company");
    await pushOnce(stage, DEAL_IDS.umbrella, "sweep").catch(quietly);
    expect(called("/v3/company")).toBe(before);
    expect(await rows("select from dead_letters")).toEqual([]);
  });

  test("finds everything again after an installation before the time is over, and no deal gets a second order", async () => {
    await reinstall();
    expect(await portal()).toMatchObject({ state: "installed", uninstalled_at: null });
    expect(await stage.actors.ask("rep", `/ui/deals/${DEAL}`)).toMatchObject({ state: "pushed", order: { status: "pending" } });
    await push(stage, DEAL, "sweep");
    await push(stage, DEAL, "button");
    expect(orders()).toBe(1);
  });

  test("has the push that was cut short by it made once the company is joined again", async () => {
    await workWaiting(stage);
    expect(await stage.actors.ask("rep", `/ui/deals/${DEAL_IDS.acme}`)).toMatchObject({ state: "pushed", order: { status: "pending" } });
  });
});

describe("an uninstall that nobody tells us of", () => {
  const refusedOnce = { match: { path: "/oauth/" }, when: "before", kind: "answer", times: 1 } as const;

  test("is not concluded from one refusal: an hour later HubSpot is asked again, and the work goes on", async () => {
    const { accessTokens } = stage.sandbox.hubspot.world.oauth;
    accessTokens.length = 0;
    const body = { error: "invalid_grant", status: "BAD_REFRESH_TOKEN" };
    stage.sandbox.hubspot.wire.faults.add({ ...refusedOnce, answer: { status: 400, body: JSON.stringify(body) } });
    await call();
    expect(await portal()).toMatchObject({ state: "needsReconnect", no_tokens: false });
    expect(await companies()).toEqual([{ state: "active", no_tokens: false }]);
    await workWaiting(stage);
    expect(await portal()).toMatchObject({ state: "installed" });
    expect(await rows("select state from dead_letters where kind = 'connection'")).toEqual([{ state: "healed" }]);
  });

  test("is seen when the newest token is refused both times, and ends the same way", async () => {
    stage.sandbox.hubspot.world.oauth.uninstall(NORTHWIND_PORTAL);
    await call();
    expect(await portal()).toMatchObject({ state: "needsReconnect" });
    const push = { name: "push-deal", data: { portalId: NORTHWIND_PORTAL, dealId: DEAL_IDS.umbrella, cause: "sweep" } } as const;
    await whenDead(stage.tieout.needs, push, new AppError("notConnected", "HubSpot lets nobody in."));
    expect(await waiting(), "a push that is given up meanwhile has ended, and is told later").toContainEqual({ name: "tell-crm" });
    await workWaiting(stage);
    expect(await portal()).toMatchObject(isGone);
    expect(await companies()).toEqual([{ state: "disconnected", no_tokens: true }]);
    expect(await audited("portal.uninstalled")).toEqual([String(USERS.admin), null]);
  });
});

describe("when the time is over", () => {
  const night = () => runScheduled(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, kind: "forget" });

  test("and not before, everything of the account is deleted but the audit log and the digests", async () => {
    const [before] = await rows("select count(*)::int as lines, count(payload)::int as payloads from sync_log");
    await night();
    expect(await rows("select from deals")).not.toEqual([]);

    await stage.clock.sleep(30 * 24 * 3_600_000);
    await night();
    for (const table of ["deals", "links", "intents", "connections", "settings", "mapping_versions", "mirrored_orders", "matches"])
      expect({ table, rows: await rows(`select from ${table}`) }).toEqual({ table, rows: [] });
    expect(await rows("select from inbox_events")).toEqual([]);
    expect(await rows("select count(*)::int as lines, count(payload)::int as payloads from sync_log")).toEqual([
      { lines: before?.["lines"], payloads: 0 },
    ]);
    expect(await portal()).toMatchObject({ ...isGone, erased_at: expect.anything() });
    expect(await audited("portal.erased")).toEqual([null]);
  });

  test("an installation begins anew, with the one who installs as the admin, and finds the order that it made before", async () => {
    await reinstall();
    expect(await stage.actors.ask("admin", "/ui/me")).toMatchObject({ role: "admin", connections: [{ state: "active" }] });
    await push(stage, DEAL, "sweep");
    await push(stage, DEAL, "button");
    expect(await stage.actors.ask("rep", `/ui/deals/${DEAL}`)).toMatchObject({ order: { status: "pending" } });
    expect(orders()).toBe(1);
  });
});

describe("a company that is left and joined again", () => {
  const disconnect = () => stage.actors.ask("admin", "/ui/quickbooks/disconnect", { method: "POST", body: {} });
  const join = async () => {
    const { url } = await stage.actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} });
    return stage.actors.walk(url);
  };
  const letsUsIn = async () => {
    const [connection] = await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.list());
    return stage.tieout.needs.erp(NORTHWIND_PORTAL, connection?.connectionId ?? "").readCompany({ fresh: true });
  };

  test("before the old tokens are ended keeps the new ones, and QuickBooks lets us in", async () => {
    await disconnect();
    await join();
    await workWaiting(stage);
    expect(await companies()).toEqual([{ state: "active", no_tokens: false }]);
    expect(await letsUsIn()).toMatchObject({ homeCurrency: "USD" });
  });

  test("while they are being ended waits for that, and QuickBooks lets us in", async () => {
    await join();
    await disconnect();
    const needs = stage.tieout.needs as Parts;
    const { erpOAuth, store } = needs;
    const [connection] = await rows("select connection_id from connections");
    const asked = Promise.withResolvers<void>();
    const waits = Promise.withResolvers<void>();
    const watched: typeof store = {
      ...store,
      async withLock(name, waitMs, work) {
        const atOnce = store.withLock(name, 0, work);
        await atOnce.catch(() => waits.resolve());
        return atOnce.catch(() => store.withLock(name, waitMs, work));
      },
    };
    const slow = async (token: string) => {
      asked.resolve();
      await Promise.race([joined, waits.promise]);
      await erpOAuth.revoke(token);
    };
    const grant = { portalId: NORTHWIND_PORTAL, by: null, toBeConfirmed: false, ...(await grantOf(stage, "quickbooks")) };
    const joined = asked.promise.then(() => connectCompany({ ...needs, store: watched }, grant));
    await revokeCompany(
      { ...needs, erpOAuth: { ...erpOAuth, revoke: slow } },
      { portalId: NORTHWIND_PORTAL, connectionId: String(connection?.["connection_id"]) },
    );
    expect(await joined).toBe("active");
    expect(await companies()).toEqual([{ state: "active", no_tokens: false }]);
    expect(await letsUsIn()).toMatchObject({ homeCurrency: "USD" });
  });
});

test("an app that was disconnected at Intuit keeps its work until an admin connects again, and makes no second order", async () => {
  stage.sandbox.quickbooks.oauth.expireRefresh(US_REALM);
  stage.sandbox.quickbooks.oauth.expireAccess(US_REALM);
  await pushOnce(stage, DEAL_IDS.acme).catch(quietly);
  expect(await companies()).toEqual([{ state: "needsReconnect", no_tokens: false }]);
  await reinstall();
  expect(await companies()).toEqual([{ state: "active", no_tokens: false }]);
  await push(stage, DEAL);
  expect(orders()).toBe(1);
});
