import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { handleInbox } from "../../api/flows/handle-inbox.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { CA_REALM, US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, startStage, type Stage } from "./harness.ts";
import { outcomeOf } from "./outcome.ts";
import { runWaiting } from "./waiting-jobs.ts";

const DEAL = DEAL_IDS.acme;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await forgetDeals(stage);
  await runWaiting(stage);
  await connect();
  await set({ automaticPush: true, goLiveDate: null });
});

describe("when a company is joined after a deal was won", () => {
  test("nothing is pushed that nobody asked for while automatic pushes are off", async () => {
    await set({ automaticPush: false });
    await disconnect();
    await win();
    await connect();
    await runWaiting(stage);
    expect(await outcomeOf(stage, "acme")).toMatchObject({ orders: [], state: "ready" });
  });

  test("what is older than the go-live date stays out", async () => {
    await set({ goLiveDate: "2026-12-31" });
    await disconnect();
    await win();
    await connect();
    await runWaiting(stage);
    expect((await outcomeOf(stage, "acme")).orders).toEqual([]);
  });

  test("what is won with automatic pushes on goes on", async () => {
    await disconnect();
    await win();
    await connect();
    await runWaiting(stage);
    expect((await outcomeOf(stage, "acme")).state).toBe("pushed");
  });

  test("an open deal that somebody edited meanwhile is not shown as waiting for QuickBooks any more", async () => {
    const rep = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
    await disconnect();
    await win({ and: "reopen" });
    expect((await outcomeOf(stage, "acme")).shown.state).toBe("notConnected");
    await connect();
    await runWaiting(stage);
    expect(await outcomeOf(stage, "acme")).toMatchObject({ state: "notReady", shown: { state: "notReady" }, orders: [] });
    expect(rep.read("deals", DEAL).properties["tieout_message"]).not.toContain("not connected");
  });

  test("what a person asked for goes on, though a webhook came after", async () => {
    await set({ automaticPush: false });
    await win();
    await disconnect();
    await press();
    await runWaiting(stage);
    await win();
    await connect();
    await runWaiting(stage);
    expect((await outcomeOf(stage, "acme")).state).toBe("pushed");
  });

  test("an order that was deleted meanwhile is not made again by itself", async () => {
    await win();
    const { orders } = await outcomeOf(stage, "acme");
    expect(orders).toHaveLength(1);
    await disconnect();
    stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", orders[0] ?? "");
    await win();
    await connect();
    await runWaiting(stage);
    expect((await outcomeOf(stage, "acme")).orders).toEqual([]);
  });
});

describe("with two companies joined", () => {
  test("a deal whose order is in one is never pushed to the other", async () => {
    await win();
    expect((await outcomeOf(stage, "acme")).state).toBe("pushed");
    await joinSecond();
    await loseFirst();
    await press();
    await runWaiting(stage);
    expect(stage.sandbox.quickbooks.all(CA_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(DEAL))).toEqual([]);
    await win();
    expect((await outcomeOf(stage, "acme")).state).not.toBe("needsReview");
  });
});

/** A rep moves the deal to won, and HubSpot tells. */
async function win({ and }: { and?: "reopen" } = {}): Promise<void> {
  const { hubspot } = stage.sandbox;
  const rep = hubspot.portal(NORTHWIND_PORTAL);
  rep.patch("deals", DEAL, { dealstage: "contractsent" });
  rep.patch("deals", DEAL, { dealstage: "closedwon" });
  if (and === "reopen") rep.patch("deals", DEAL, { dealstage: "contractsent" });
  hubspot.world.webhooks.set({ held: false });
  await hubspot.flushWebhooks(true);
  hubspot.world.webhooks.set({ held: true });
  await handleInbox(stage.tieout.needs);
  await runWaiting(stage);
}

let presses = 0;
async function press(): Promise<void> {
  presses += 1;
  await stage.actors.ask("rep", `/ui/deals/${DEAL}/push`, { method: "POST", body: { idempotencyKey: `press-${presses}` } });
}

async function connect(): Promise<void> {
  const { url } = await stage.actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body: {} });
  await stage.actors.walk(url);
}

/** Another company of the same portal, whose items have the same SKUs. */
async function joinSecond(): Promise<void> {
  const { access_token, refresh_token, expires_in } = stage.sandbox.quickbooks.oauth.grantDirectly(CA_REALM);
  const tokens = { accessToken: access_token, refreshToken: refresh_token, expiresAt: stage.clock.now().add({ seconds: expires_in }) };
  await stage.db.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
    const [first] = await tx.connections.list();
    if (first) await tx.connections.join({ realmId: CA_REALM, company: first.company, tokens });
  });
}

function loseFirst(): Promise<void> {
  return stage.db.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
    const [first] = await tx.connections.list();
    if (first) await tx.connections.setState(first.connectionId, "needsReconnect");
  });
}

const disconnect = () => stage.actors.ask("admin", "/ui/quickbooks/disconnect", { method: "POST", body: {} });
const set = (settings: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: settings });
