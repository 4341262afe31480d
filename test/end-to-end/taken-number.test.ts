import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orderMarker } from "../../api/domain/marker.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, orderIntents, push, pushOnce, startStage, type Stage } from "./harness.ts";

const DEAL = DEAL_IDS.globex;
const NUMBER = orderMarker(DEAL);
const [GLOBEX, WAYNE] = ["1", "3"];

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await forgetDeals(stage);
  await stage.clock.sleep(60_000);
  await number({ kind: "marker" });
  stage.sandbox.quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { CustomTxnNumbers: true } });
});

const number = (numbering: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { numbering } });
const orders = () => stage.sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ CustomerRef }) => CustomerRef?.value === GLOBEX);
const view = () => stage.actors.ask<{ state: string; order: { id: string; number: string } | null }>("rep", `/ui/deals/${DEAL}`);

/** An order that a person entered under the number that ours would have. */
function entered(customerId: string, amount: number, note: string): string {
  const line = { DetailType: "SalesItemLineDetail", Amount: amount, SalesItemLineDetail: { ItemRef: { value: "1" } } };
  const document = { CustomerRef: { value: customerId }, CurrencyRef: { value: "USD" }, TxnDate: "2026-11-18", Line: [line] };
  return stage.sandbox.quickbooks.people.create(US_REALM, "Estimate", { ...document, DocNumber: NUMBER, PrivateNote: note }).Id;
}

/** The order is made, its answer is lost, QuickBooks forgets the request id, and no search finds it for an hour. */
async function loseTheOrder(): Promise<string> {
  stage.sandbox.quickbooks.configure({ requestIds: { forgetful: true }, queryLagSeconds: 3_600 });
  stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "after", kind: "drop" });
  await expect(pushOnce(stage, DEAL)).rejects.toMatchObject({ kind: "unavailable" });
  return orders()[0]?.Id ?? "";
}

describe("an order's number", () => {
  test("is our marker where the settings say so", async () => {
    await push(stage, DEAL);
    expect(orders()).toMatchObject([{ DocNumber: NUMBER }]);
    expect(NUMBER.length).toBeLessThanOrEqual(21);
  });

  test("is the next of the sequence, each once", async () => {
    await number({ kind: "sequence", prefix: "SO-", next: 41 });
    await push(stage, DEAL);
    await push(stage, DEAL_IDS.soylent);
    const numbers = stage.sandbox.quickbooks.all(US_REALM, "Estimate").map(({ DocNumber }) => DocNumber);
    expect(numbers).toEqual(expect.arrayContaining(["SO-41", "SO-42"]));
    await expect(number({ kind: "sequence", prefix: "SO-", next: 42 })).rejects.toThrow("Numbers before SO-43 may be in use");
  });

  test("is QuickBooks' own by default", async () => {
    await number({ kind: "company" });
    stage.sandbox.quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { CustomTxnNumbers: false } });
    await stage.clock.sleep(60_000);
    await push(stage, DEAL);
    expect(orders()[0]?.DocNumber).toMatch(/^\d+$/);
  });
});

describe("a number that is taken", () => {
  test("by our own order, whose answer was lost and which no search finds yet: it is adopted", async () => {
    const lost = await loseTheOrder();
    await push(stage, DEAL);
    expect(orders().map(({ Id }) => Id)).toEqual([lost]);
    expect(await view()).toMatchObject({ state: "pushed", order: { id: lost } });
    expect(await orderIntents(stage)).toMatchObject([{ state: "done" }]);
  });

  test.each([
    ["another customer, though the amount and our marker are there", WAYNE, 120_000, NUMBER],
    ["this customer without our marker", GLOBEX, 110_000, "entered by Dana"],
  ])("by an order of %s: refused, and nothing is adopted", async (_, customerId, amount, note) => {
    const held = entered(customerId ?? "", amount, note);
    stage.sandbox.quickbooks.configure({ queryLagSeconds: 3_600 });
    await expect(push(stage, DEAL)).rejects.toMatchObject({ kind: "rejected", code: "6140", fixBy: "finance" });
    expect(orders().map(({ Id }) => Id)).toEqual(customerId === GLOBEX ? [held] : []);
    expect(await linked()).toBeNull();
  });

  test("by our own order, which somebody has edited meanwhile to another amount: a person looks first", async () => {
    const lost = await loseTheOrder();
    const line = { DetailType: "SalesItemLineDetail", Amount: 90_000, SalesItemLineDetail: { ItemRef: { value: "1" } } };
    stage.sandbox.quickbooks.people.edit(US_REALM, "Estimate", lost, { Line: [line] });
    await expect(push(stage, DEAL)).rejects.toMatchObject({ kind: "rejected", code: "6140" });
    expect(await linked()).toBeNull();
    expect(orders()).toHaveLength(1);
  });
});

function linked(): Promise<string | null> {
  return stage.db.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
    const connectionId = (await tx.connections.list())[0]?.connectionId ?? "";
    return (await tx.links.find({ connectionId, recordType: "order", recordId: DEAL, currency: "*" }))?.externalId ?? null;
  });
}
