import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { CA_REALM, US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, push, pushOnce, startStage, type Stage } from "./harness.ts";
import { fromNowOn } from "./written-since.ts";
import { runWaiting } from "./waiting-jobs.ts";

type Connection = { id: string; state: string; name: string };
type View = { state: string; findings: { code: string }[]; actions: string[]; order: { status: string } | null };

const DEAL = DEAL_IDS.globex;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await set({ routing: { rules: [], defaultConnectionId: null } });
  for (const { id } of (await connections()).slice(1))
    await stage.actors.ask("admin", "/ui/quickbooks/disconnect", { method: "POST", body: { connectionId: id } });
  await forgetDeals(stage);
  await runWaiting(stage);
});

const set = (settings: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: settings });
const connections = async () => (await stage.actors.ask<{ connections: Connection[] }>("admin", "/ui/quickbooks")).connections;
const stateOfSecond = async () => (await connections())[1]?.state;
const confirm = (connectionId: string) => stage.actors.ask("admin", "/ui/quickbooks/confirm", { method: "POST", body: { connectionId } });
const view = () => stage.actors.ask<View>("rep", `/ui/deals/${DEAL}`);
const codes = async () => (await view()).findings.map(({ code }) => code);
const ordersIn = (realm: string) =>
  stage.sandbox.quickbooks.all(realm, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(DEAL)).length;

/** Signs in to the Canadian company in a browser, as the settings page has it or as any other client. */
async function joinCanada(body: { confirm: boolean }, end = body.confirm ? "/chosen" : "/connected"): Promise<string> {
  stage.sandbox.quickbooks.autoApprove(CA_REALM);
  const { url } = await stage.actors.ask<{ url: string }>("admin", "/ui/quickbooks/connect", { method: "POST", body });
  const page = await stage.actors.walk(url);
  stage.sandbox.quickbooks.autoApprove(US_REALM);
  expect(new URL(page.url).pathname).toBe(end);
  return (await connections())[1]?.id ?? "";
}

test("a further company's deals are pushed by hand until an admin says otherwise, and joined again it is as it was", async () => {
  type Own = { automaticPush: boolean; own: string[] };
  const settings = (id: string) => stage.actors.ask<Own>("admin", `/ui/settings?connectionId=${id}`);
  const id = await joinCanada({ confirm: false });
  expect(await settings(id)).toMatchObject({ automaticPush: false, own: ["automaticPush"] });
  expect(await settings((await connections())[0]?.id ?? "")).toMatchObject({ automaticPush: true, own: [] });
  await stage.actors.ask("admin", `/ui/settings?connectionId=${id}`, { method: "PUT", body: { inherit: ["automaticPush"] } });
  await joinCanada({ confirm: false });
  expect(await settings(id)).toMatchObject({ automaticPush: true, own: [] });
});

test("a tax code that only the second company has is mapped for its country", async () => {
  await joinCanada({ confirm: false });
  const { version } = await stage.actors.ask<{ version: number }>("admin", "/ui/mappings");
  const save = (exemptTaxCodeId: string) =>
    stage.actors.ask<object>("admin", "/ui/mappings", {
      method: "PUT",
      body: { version, taxCodes: [{ country: "CA", taxCodeId: "2", exemptTaxCodeId }] },
    });
  await expect(save("99")).rejects.toThrow("QuickBooks has no tax code 99");
  expect(await save("4")).toMatchObject({ taxCodes: [{ country: "CA", exemptTaxCodeId: "4" }] });
});

describe("a company that was chosen", () => {
  test("shows its name and is not worked with before an admin has said yes", async () => {
    const id = await joinCanada({ confirm: true });
    expect(await connections()).toMatchObject([{ state: "active" }, { state: "pending", name: expect.stringMatching(/CA|Maple/) }]);
    await push(stage, DEAL);
    expect([ordersIn(US_REALM), ordersIn(CA_REALM)]).toEqual([1, 0]);
    await confirm(id);
    expect(await stateOfSecond()).toBe("active");
  });

  test("is refused without a trace when it is the wrong one", async () => {
    const id = await joinCanada({ confirm: true });
    await stage.actors.ask("admin", "/ui/quickbooks/disconnect", { method: "POST", body: { connectionId: id } });
    expect(await stateOfSecond()).toBe("disconnected");
    await expect(confirm(id)).rejects.toThrow(/noSuchConnection/);
  });

  test("that is in use already goes on when it is connected again", async () => {
    await joinCanada({ confirm: false });
    await joinCanada({ confirm: true }, "/connected");
    expect(await stateOfSecond()).toBe("active");
  });

  test("is confirmed by an admin of its own portal alone", async () => {
    const id = await joinCanada({ confirm: true });
    const written = await fromNowOn(stage);
    await expect(stage.actors.ask("rep", "/ui/quickbooks/confirm", { method: "POST", body: { connectionId: id } })).rejects.toThrow(
      /roleTooSmall/,
    );
    await written.expectNothing();
  });
});

describe("with two companies", () => {
  test("a deal that no rule sends anywhere waits for one, and goes on by itself when there is one", async () => {
    const canada = await joinCanada({ confirm: false });
    await push(stage, DEAL);
    expect(await view()).toMatchObject({ state: "notReady", actions: [] });
    expect(await codes()).toEqual(["connectionUnclear"]);
    expect([ordersIn(US_REALM), ordersIn(CA_REALM)]).toEqual([0, 0]);

    const us = (await connections())[0]?.id ?? "";
    await set({ routing: { rules: [{ by: "currency", value: "EUR", connectionId: canada }], defaultConnectionId: us } });
    await runWaiting(stage);
    expect([ordersIn(US_REALM), ordersIn(CA_REALM)]).toEqual([1, 0]);
  });

  test("a rule by a property of the deal sends it to the other one, whose own rules are then checked", async () => {
    const canada = await joinCanada({ confirm: false });
    const us = (await connections())[0]?.id ?? "";
    stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { description: "Canada" });
    const rules = [{ by: "property", property: "description", value: "canada", connectionId: canada }];
    await set({ routing: { rules, defaultConnectionId: us } });
    expect(await codes()).toContain("currencyNotEnabled");
    await pushOnce(stage, DEAL);
    expect([ordersIn(US_REALM), ordersIn(CA_REALM)]).toEqual([0, 0]);
  });

  test("an order that is in one stays there, whatever the rules say by now", async () => {
    const canada = await joinCanada({ confirm: false });
    const us = (await connections())[0]?.id ?? "";
    await set({ routing: { rules: [], defaultConnectionId: us } });
    await push(stage, DEAL);
    await set({ routing: { rules: [], defaultConnectionId: canada } });
    await pushOnce(stage, DEAL);
    expect(await view()).toMatchObject({ state: "pushed" });
    expect([ordersIn(US_REALM), ordersIn(CA_REALM)]).toEqual([1, 0]);
  });

  test("an order that may be in one, its answer being lost, is settled there and made nowhere else", async () => {
    const canada = await joinCanada({ confirm: false });
    const us = (await connections())[0]?.id ?? "";
    await set({ routing: { rules: [], defaultConnectionId: us } });
    stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "after", kind: "drop" });
    await expect(pushOnce(stage, DEAL)).rejects.toThrow();
    await set({ routing: { rules: [], defaultConnectionId: canada } });
    await push(stage, DEAL);
    expect(await view()).toMatchObject({ state: "pushed" });
    expect([ordersIn(US_REALM), ordersIn(CA_REALM)]).toEqual([1, 0]);
  });

  test("a deal of one that was lost waits for it, and does not go to the other", async () => {
    const canada = await joinCanada({ confirm: false });
    await set({ routing: { rules: [], defaultConnectionId: canada } });
    await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.setState(canada, "needsReconnect"));
    await pushOnce(stage, DEAL);
    expect(await view()).toMatchObject({ state: "notConnected" });
    expect([ordersIn(US_REALM), ordersIn(CA_REALM)]).toEqual([0, 0]);
  });

  test("the loss of one is said on the deals and companies that are in it, beside what was last seen there", async () => {
    const us = (await connections())[0]?.id ?? "";
    await push(stage, DEAL);
    const path = `/ui/companies/${COMPANY_IDS.globex}`;
    const lost = async () => (await stage.actors.ask<{ connectionLost: boolean }>("rep", path)).connectionLost;
    expect([(await view()).findings.map(({ code }) => code), await lost()]).toEqual([expect.not.arrayContaining(["notConnected"]), false]);
    await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.setState(us, "needsReconnect"));
    const { state, order, findings } = await view();
    expect([state, order?.status, findings.map(({ code }) => code)]).toEqual(["pushed", "pending", ["notConnected"]]);
    expect(await lost()).toBe(true);
    await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.setState(us, "active"));
  });
});

test("a rule cannot name a company that the portal has not joined, and nothing is saved then", async () => {
  const written = await fromNowOn(stage);
  const routing = { rules: [{ by: "currency", value: "EUR", connectionId: "elsewhere" }], defaultConnectionId: null };
  await expect(set({ routing })).rejects.toThrow(/Rule 1 of the routing names a QuickBooks company that is not connected/);
  await expect(
    set({ routing: { rules: [{ by: "property", value: "x", connectionId: "elsewhere" }], defaultConnectionId: null } }),
  ).rejects.toThrow(/a rule by a property must name the property/);
  await written.expectNothing();
});
