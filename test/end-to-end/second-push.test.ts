import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pushDeal } from "../../api/flows/push-deal.ts";
import type { Store } from "../../api/ports/store.ts";
import { Crashed } from "../flows/crashing.ts";
import { faultWith200 } from "../sandbox/quickbooks/canned-answers.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, loseOurMemory, orderIntents, push, pushOnce, startStage, type Stage } from "./harness.ts";
import { onceOnly, outcomeOf } from "./outcome.ts";

const DEAL = DEAL_IDS.acme;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ erpTimeoutMs: 700 });
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await forgetDeals(stage);
  await later();
  person().patch("deals", DEAL, { dealstage: "closedwon", tieout_state: "", tieout_order_number: "" });
});

const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
const outcome = () => outcomeOf(stage, "acme");
const allowEstimates = (AllowEstimates: boolean) =>
  stage.sandbox.quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { AllowEstimates } });
/** What the product remembers of the company for a few seconds is forgotten. */
const later = () => stage.clock.sleep(60_000);

async function expectOnce(): Promise<void> {
  const seen = await outcome();
  expect(seen).toEqual(onceOnly(stage, seen));
}

async function orderId(): Promise<string> {
  return (await outcome()).orders[0] ?? "";
}

describe("a create that QuickBooks refused", () => {
  test("is pushed again under a new generation and another request id, and makes one order", async () => {
    const refusal = { when: "before", kind: "answer", answer: faultWith200("6000") } as const;
    stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, ...refusal });
    await expect(push(stage, DEAL)).rejects.toMatchObject({ kind: "rejected", code: "6000" });

    await push(stage, DEAL);

    await expectOnce();
    const [first, second, ...others] = await orderIntents(stage);
    expect([first, second, others]).toMatchObject([{ generation: 1, state: "rejected" }, { generation: 2, state: "done" }, []]);
    expect(second?.request_id).not.toBe(first?.request_id);
  });

  test("is not stopped by the old refusal, which QuickBooks would give again for the old request id", async () => {
    // Looked at first, so that preflight does not know yet what QuickBooks will refuse.
    await stage.actors.ask("rep", `/ui/deals/${DEAL}`);
    allowEstimates(false);
    await expect(push(stage, DEAL)).rejects.toMatchObject({ kind: "rejected" });

    allowEstimates(true);
    await later();
    await push(stage, DEAL);
    await expectOnce();
  });

  test("and whose refusal was lost is refused again, then makes one order when its cause is mended", async () => {
    await stage.actors.ask("rep", `/ui/deals/${DEAL}`);
    allowEstimates(false);
    stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "after", kind: "drop" });
    await expect(push(stage, DEAL)).rejects.toMatchObject({ kind: "rejected" });

    allowEstimates(true);
    await later();
    await push(stage, DEAL);
    await expectOnce();
    expect(await orderIntents(stage)).toMatchObject([{ state: "rejected" }, { state: "done" }]);
  });
});

describe("an order that was deleted in QuickBooks", () => {
  let deleted: string;
  beforeEach(async () => {
    await push(stage, DEAL);
    deleted = await orderId();
    stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", deleted);
  });

  test("is made anew when a person pushes, and the link is the new one", async () => {
    await push(stage, DEAL, "button");
    await expectOnce();
    expect((await outcome()).linkedOrder).not.toBe(deleted);
  });

  test("is made anew and shown, though the process ended when it had just linked the new one", async () => {
    const { needs } = stage.tieout;
    let isOver = false;
    const inPortal: Store["inPortal"] = async (portalId, work) => {
      if (isOver) throw new Crashed();
      const answer = await needs.store.inPortal(portalId, work);
      const { linkedOrder } = await outcome();
      isOver = linkedOrder !== null && linkedOrder !== deleted;
      if (isOver) throw new Crashed();
      return answer;
    };
    const dying = pushDeal(
      { ...needs, store: { ...needs.store, inPortal } },
      { portalId: NORTHWIND_PORTAL, dealId: DEAL, cause: "button" },
    );
    await expect(dying).rejects.toThrow(Crashed);

    await push(stage, DEAL, "button");
    await expectOnce();
    expect(person().read("deals", DEAL).properties).toMatchObject({ tieout_order_status: "pending" });
  });

  test.each(["webhook", "sweep"] as const)("is not made anew by a %s; a person decides", async (cause) => {
    await push(stage, DEAL, cause);
    expect(await outcome()).toMatchObject({ orders: [], state: "needsReview", shown: { state: "needsReview" } });
  });

  test("is made anew, though QuickBooks answers the old request id with the deleted one", async () => {
    await loseOurMemory(stage);
    await push(stage, DEAL);
    await expectOnce();
    expect((await outcome()).linkedOrder).not.toBe(deleted);
  });
});

test("what a lost database has forgotten is found again by its markers", async () => {
  await push(stage, DEAL);
  await loseOurMemory(stage);
  stage.sandbox.quickbooks.configure({ requestIds: { forgetful: true } });
  await push(stage, DEAL);
  await expectOnce();
});

describe("while nobody knows what became of the order", () => {
  const lose = (when: "before" | "after") =>
    stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when, kind: "drop" });
  const sent = () => stage.sandbox.quickbooks.wire.requests.filter(({ method, path }) => method === "POST" && path.includes("/estimate?"));

  test("a change of the deal does not change what is sent again: same payload, same request id", async () => {
    lose("before");
    await expect(pushOnce(stage, DEAL)).rejects.toMatchObject({ kind: "unavailable" });
    const line = person().read("deals", DEAL).associations.line_items?.[0]?.id ?? "";
    const { price } = person().read("line_items", line).properties;
    person().patch("line_items", line, { price: "94" });

    await push(stage, DEAL, "webhook");
    expect(new Set(sent().map(({ path, body }) => `${path} ${body}`)).size).toBe(1);
    expect(await outcome()).toMatchObject({ orders: [expect.any(String)], state: "changed" });
    person().patch("line_items", line, { price: price ?? "" });
  });

  test("an order that was deleted meanwhile is not made of what the deal has become, as if that had been sold", async () => {
    lose("after");
    await expect(pushOnce(stage, DEAL)).rejects.toMatchObject({ kind: "unavailable" });
    for (const id of (await outcome()).orders) stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", id);
    const line = person().read("deals", DEAL).associations.line_items?.[0]?.id ?? "";
    const { price } = person().read("line_items", line).properties;
    person().patch("line_items", line, { price: "94" });

    await expect(pushOnce(stage, DEAL)).rejects.toMatchObject({ kind: "unavailable", code: "orderGone" });
    expect((await outcome()).orders).toEqual([]);
    await push(stage, DEAL);
    await expectOnce();
    person().patch("line_items", line, { price: price ?? "" });
  });

  test("a deal that was reopened meanwhile still gets the order that is there linked", async () => {
    lose("after");
    await expect(pushOnce(stage, DEAL)).rejects.toMatchObject({ kind: "unavailable" });
    person().patch("deals", DEAL, { dealstage: "contractsent" });

    await push(stage, DEAL, "webhook");
    const seen = await outcome();
    expect(seen).toMatchObject({ orders: [seen.linkedOrder], state: "changed" });
  });

  test("nothing is sent again once an admin has switched writing off", async () => {
    lose("before");
    await expect(pushOnce(stage, DEAL)).rejects.toMatchObject({ kind: "unavailable" });
    const sends = sent().length;
    await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { readOnly: true } });

    await push(stage, DEAL);
    expect(sent()).toHaveLength(sends);
    expect(await outcome()).toMatchObject({ orders: [], state: "notReady" });

    await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { readOnly: false } });
    await push(stage, DEAL);
    await expectOnce();
  });

  test("after a timeout nothing is sent again before QuickBooks has surely stopped working on it", async () => {
    stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "before", kind: "hang" });
    await push(stage, DEAL);
    await expectOnce();
    const [first = "", second = ""] = sent().map(({ at }) => at);
    expect(Date.parse(second) - Date.parse(first)).toBeGreaterThan(120_000);
  });
});

test("finance keeps the order of a deal that was changed, with the changes that it has seen and no other", async () => {
  type View = { state: string; actions: string[]; changes: { field: string; atPush: string; now: string }[] };
  const path = `/ui/deals/${DEAL}`;
  const look = (who: "rep" | "finance") => stage.actors.ask<View>(who, path);
  const keep = (who: "rep" | "finance", changes: View["changes"]) =>
    stage.actors.ask<View>(who, `${path}/keep`, { method: "POST", body: { changes, reason: "Agreed by phone" } });
  const change = (tieout_po_number: string) => person().patch("deals", DEAL, { tieout_po_number });
  const { tieout_po_number: asPushed } = person().read("deals", DEAL).properties;
  await push(stage, DEAL);
  expect(await look("finance")).toMatchObject({ state: "pushed", actions: [], changes: [] });

  change("4712");
  const seen = await look("finance");
  expect(seen).toMatchObject({ state: "changed", actions: ["keep"], changes: [{ field: "PO number", now: "4712" }] });
  expect(await look("rep")).toMatchObject({ state: "changed", actions: [] });
  await expect(keep("rep", seen.changes)).rejects.toThrow(/403|finance/);
  change("4713");
  await expect(keep("finance", seen.changes)).rejects.toThrow("changedOtherwise");
  change("4712");
  expect(await keep("finance", seen.changes)).toMatchObject({ state: "pushed", changes: seen.changes });
  await push(stage, DEAL, "sweep");
  expect((await outcome()).shown.state).toBe("pushed");
  const { entries } = await stage.actors.ask<{ entries: { what: string }[] }>("admin", "/ui/audit-log");
  expect(entries[0]?.what).toBe("change.kept");

  change("4713");
  await push(stage, DEAL, "sweep");
  expect((await outcome()).shown.state).toBe("changed");
  change(asPushed ?? "");
  await push(stage, DEAL, "sweep");
  await expectOnce();
});
