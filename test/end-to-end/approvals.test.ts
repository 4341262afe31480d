import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Push } from "../../api/flows/push-deal.ts";
import type { DealView } from "../../api/domain/deal-view.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { forgetDeals, push, startStage, type Stage } from "./harness.ts";
import { outcomeOf } from "./outcome.ts";
import { runWaiting } from "./waiting-jobs.ts";

/** Ten per cent below its list price. */
const DEAL = DEAL_IDS.umbrella;
const PATH = `/ui/deals/${DEAL}`;

type Who = "admin" | "rep" | "finance";
type Approval = NonNullable<DealView["approval"]>;
type Page = { approvals: Approval[]; cursor: string | null };

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await runWaiting(stage);
  await forgetDeals(stage);
  discount("10");
  await set({ automaticPush: true, roles: { [USERS.finance]: "finance" }, approvals: limits({ discountPercentOver: 5 }) });
});

const NO_LIMITS = { discountPercentOver: null, contractOver: null, termsNotListed: false, newCustomerOver: null, priceTolerance: null };
const limits = (changes: object) => ({ ...NO_LIMITS, fourEyes: false, ...changes });
const set = (settings: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: settings });
const discount = (percent: string) =>
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { tieout_discount_percent: percent });
const view = (who: Who = "finance") => stage.actors.ask<DealView>(who, PATH);
const list = async (state: "open" | "decided" = "open") =>
  (await stage.actors.ask<Page>("finance", `/ui/approvals?state=${state}`)).approvals.filter(({ dealId }) => dealId === DEAL);
const decide = (who: Who, verb: "approve" | "refuse", body: object = {}) =>
  stage.actors.ask<DealView>(who, `${PATH}/${verb}`, { method: "POST", body });
const orders = async () => (await outcomeOf(stage, "umbrella")).orders;
const shown = (property: string) => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).read("deals", DEAL).properties[property];
let presses = 0;
async function press(): Promise<void> {
  presses += 1;
  await stage.actors.ask("rep", `${PATH}/push`, { method: "POST", body: { idempotencyKey: `approval-${presses}` } });
  await runWaiting(stage);
}
const audited = () =>
  stage.db.store.inPortal(NORTHWIND_PORTAL, async (tx) => (await tx.audit.list({ before: null, limit: 1 })).map(({ what, by }) => [what, by])); // prettier-ignore

describe("a won deal with a discount over the limit", () => {
  test.each<Push["cause"]>(["button", "webhook", "workflow", "retry", "sweep"])("is not pushed by the door %s", async (cause) => {
    await push(stage, DEAL, cause);
    expect(await outcomeOf(stage, "umbrella")).toMatchObject({ customers: [], orders: [], state: "awaitingApproval" });
    expect(shown("tieout_state")).toBe("awaitingApproval");
    expect(shown("tieout_message")).toContain("The discount is over 5 %");
  });

  test("waits on the desk and on the card, with the reason, the money and who asked", async () => {
    await press();
    const [approval] = await list();
    expect(approval).toMatchObject({
      dealName: "Umbrella 50 seats",
      company: "Umbrella Labs",
      reasons: [{ code: "discountOver" }],
      net: { amount: "56700.00", currency: "USD" },
      discountPercent: "10",
      terms: "Net 30",
      requestedBy: { userId: USERS.rep, email: "ben@northwind.example" },
      state: "open",
    });
    expect(await view()).toMatchObject({ state: "awaitingApproval", approval, actions: ["approve", "refuse"] });
    expect((await view("rep")).actions).toEqual([]);
  });

  test("says before it is asked that finance will have to approve, and may still be pushed", async () => {
    const before = await view("rep");
    expect(before).toMatchObject({ state: "ready", actions: ["push"], approval: null });
    expect(before.findings).toContainEqual(expect.objectContaining({ code: "discountOver", level: "warning", fixBy: "finance" }));
  });

  test("is not asked about while automatic pushes are off and nobody pushed it", async () => {
    await set({ automaticPush: false });
    await push(stage, DEAL, "webhook");
    expect((await view()).state).toBe("ready");
    expect(await list()).toEqual([]);
  });

  test("keeps waiting when a webhook comes after a push by hand", async () => {
    await set({ automaticPush: false });
    await press();
    await push(stage, DEAL, "webhook");
    expect(await list()).toHaveLength(1);
    await decide("finance", "approve");
    await runWaiting(stage);
    expect((await view()).state).toBe("pushed");
  });
});

describe("approved by finance", () => {
  test("it is pushed by itself, and the decision is remembered with who, when and why", async () => {
    await press();
    const [asked] = await list();
    await stage.actors.ask("finance", `/ui/approvals/${asked?.id}/approve`, { method: "POST", body: { reason: "launch offer" } });
    expect(await audited()).toEqual([["approval.approved", { userId: USERS.finance, email: "carla@northwind.example" }]]);
    await runWaiting(stage);
    expect(await orders()).toHaveLength(1);
    expect(await list()).toEqual([]);
    expect(await list("decided")).toMatchObject([{ state: "approved", decidedBy: { userId: USERS.finance }, reason: "launch offer" }]);
    expect((await view()).state).toBe("pushed");
  });

  test("a sale that became better meanwhile is pushed, one that became worse asks again", async () => {
    await press();
    discount("12");
    await decide("finance", "approve");
    await runWaiting(stage);
    expect(await orders()).toEqual([]);
    expect(await list()).toMatchObject([{ discountPercent: "12", state: "open" }]);
    discount("8");
    await press();
    expect(await orders()).toHaveLength(1);
    expect(await list()).toEqual([]);
  });
});

describe("refused by finance", () => {
  test("it is not ready and says who refused and why, until it is changed", async () => {
    await press();
    const refused = await decide("finance", "refuse", { reason: "ten is too much" });
    expect(refused.state).toBe("notReady");
    await runWaiting(stage);
    const { findings, state, actions } = await view("rep");
    expect([state, actions]).toEqual(["notReady", []]);
    const message = expect.stringMatching(/carla@northwind.example refused .*"ten is too much"/) as string;
    expect(findings).toContainEqual(expect.objectContaining({ code: "approvalRefused", level: "error", fixBy: "rep", message }));
    expect(shown("tieout_message")).toContain("ten is too much");

    for (const cause of ["button", "webhook", "sweep"] as const) await push(stage, DEAL, cause);
    expect(await orders()).toEqual([]);
    discount("7");
    await press();
    expect((await view()).state).toBe("awaitingApproval");
    discount("5");
    await press();
    expect((await view()).state).toBe("pushed");
  });

  test("it needs a reason", async () => {
    await press();
    for (const body of [{}, { reason: "  " }]) await expect(decide("finance", "refuse", body)).rejects.toThrow("invalidBody");
    expect(await list()).toHaveLength(1);
  });
});

describe("who decides", () => {
  test("is finance: a rep may not, and does not see the list", async () => {
    await press();
    await expect(decide("rep", "approve")).rejects.toThrow("roleTooSmall");
    await expect(stage.actors.ask("rep", "/ui/approvals?state=open")).rejects.toThrow("roleTooSmall");
    expect(await list()).toHaveLength(1);
  });

  test("first decides; the second is told who it was and when, and changes nothing", async () => {
    await press();
    const [asked] = await list();
    const verdicts = await Promise.allSettled([
      stage.actors.ask("finance", `/ui/approvals/${asked?.id}/refuse`, { method: "POST", body: { reason: "no" } }),
      stage.actors.ask("admin", `/ui/approvals/${asked?.id}/approve`, { method: "POST", body: {} }),
    ]);
    const lost = verdicts.find((each) => each.status === "rejected");
    expect(verdicts.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(String(lost?.reason)).toMatch(/alreadyDecided.*northwind.example (approved|refused) this deal already, at 2026/);
    await expect(decide("admin", "approve")).rejects.toThrow("alreadyDecided");
    expect(await list("decided")).toHaveLength(1);
  });

  test("is somebody else than who asked, where four eyes are demanded", async () => {
    await set({
      approvals: limits({ discountPercentOver: 5, fourEyes: true }),
      roles: { [USERS.rep]: "finance", [USERS.finance]: "finance" },
    });
    await press();
    expect((await view("rep")).actions).toEqual(["refuse"]);
    await expect(decide("rep", "approve")).rejects.toThrow("fourEyes");
    await decide("finance", "approve");
    await runWaiting(stage);
    expect((await view()).state).toBe("pushed");
  });

  test("hears nothing any more of a deal that is no longer won", async () => {
    await press();
    stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { dealstage: "contractsent" });
    await push(stage, DEAL, "webhook");
    expect(await list()).toEqual([]);
    stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { dealstage: "closedwon" });
    await expect(decide("finance", "approve")).rejects.toThrow("noSuchApproval");
  });
});

describe("every other reason", () => {
  test.each<[string, object]>([
    ["contractOver", { contractOver: "50000" }],
    ["newCustomerOver", { newCustomerOver: "50000" }],
    ["priceOffList", { priceTolerance: 30 }],
  ])("stops the push too: %s", async (code, approvals) => {
    await set({ approvals: limits(approvals) });
    await press();
    expect(await view()).toMatchObject({ state: "awaitingApproval", approval: { reasons: [{ code }] } });
    await decide("finance", "approve");
    await runWaiting(stage);
    expect((await view()).state).toBe("pushed");
  });

  test("custom work marked for review is pushed with its item once it is approved", async () => {
    await set({ approvals: limits({}) });
    const path = `/ui/deals/${DEAL_IDS.tyrell}`;
    await stage.actors.ask("rep", `${path}/push`, { method: "POST", body: { idempotencyKey: "review" } });
    await runWaiting(stage);
    expect(await stage.actors.ask("finance", path)).toMatchObject({
      state: "awaitingApproval",
      approval: { reasons: [{ code: "manualReview" }] },
    });
    await stage.actors.ask("finance", `${path}/approve`, { method: "POST", body: {} });
    await runWaiting(stage);
    expect(await stage.actors.ask("finance", path)).toMatchObject({ state: "pushed", order: { net: { amount: "18500.00" } } });
  });
});
