import { afterAll, beforeAll, expect, test } from "vitest";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { push, startStage, type Stage } from "./harness.ts";
import { hearQuickBooks } from "./hearing.ts";
import { workWaiting } from "./waiting-jobs.ts";

type Finding = { code: string; level: string; message: string };
type Deal = { state: string; findings: Finding[]; actions: string[] };
type Drift = {
  id: string;
  kind: string;
  what: string;
  deal: { id: string };
  agreed: { amount: string };
  found: { amount: string } | null;
  state: string;
};
type Listed = { drift: Drift[]; cursor: string | null };

let stage: Stage;
let orderId: string;
beforeAll(async () => {
  stage = await startStage();
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.globex, { dealstage: "closedwon" });
  await push(stage, DEAL_IDS.globex);
  orderId = stage.sandbox.quickbooks.all(US_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.globex))?.Id ?? "";
});
afterAll(() => stage?.stop());

const hear = () => hearQuickBooks(stage);
const people = () => stage.sandbox.quickbooks.people;
const deal = () => stage.actors.ask<Deal>("rep", `/ui/deals/${DEAL_IDS.globex}`);
const drifts = async (state = "open") => (await stage.actors.ask<Listed>("finance", `/ui/drift?state=${state}`)).drift;
const decide = (id: string, how: "accept" | "ignore", body: object = {}) =>
  stage.actors.ask<Drift>("finance", `/ui/drift/${id}/${how}`, { method: "POST", body });
const shown = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).read("deals", DEAL_IDS.globex).properties;
const shownState = () => shown()["tieout_state"];
const shownMessage = () => shown()["tieout_message"];
const sells = (amount: number) => ({
  Line: [
    { DetailType: "SalesItemLineDetail", Amount: amount, SalesItemLineDetail: { ItemRef: { value: "5" }, Qty: 1, UnitPrice: amount } },
  ],
});

test("an order edited in QuickBooks is put before finance, with no read but the one that shows it, and healed when it is put back", async () => {
  await hear();
  const made = stage.sandbox.quickbooks.find(US_REALM, "Estimate", orderId)!;
  people().edit(US_REALM, "Estimate", orderId, { PrivateNote: `${String(made.PrivateNote)}\nasked for by phone`, TxnDate: "2026-11-25" });
  await hear();
  expect(await drifts()).toEqual([]);

  stage.sandbox.quickbooks.wire.requests.length = 0;
  people().edit(US_REALM, "Estimate", orderId, sells(900));
  await hear();
  expect(stage.sandbox.quickbooks.wire.requests.map(({ method }) => method)).toEqual(["GET"]);
  const [found] = await drifts();
  expect(found).toMatchObject({ kind: "order", what: "amount", deal: { id: DEAL_IDS.globex }, found: { amount: "900.00" }, state: "open" });
  expect(await deal()).toMatchObject({ state: "needsReview", findings: [{ code: "orderDiffers", level: "error" }] });
  expect(shownState()).toBe("needsReview");

  people().edit(US_REALM, "Estimate", orderId, { Line: made.Line! });
  await hear();
  expect(await drifts()).toEqual([]);
  expect(await deal()).toMatchObject({ state: "pushed", findings: [] });
  expect(shownState()).toBe("pushed");
});

test("finance puts a difference aside or accepts it, once, for what it has seen; the deal goes on and the log says who", async () => {
  people().edit(US_REALM, "Estimate", orderId, sells(900));
  await hear();
  const [seen] = await drifts();
  people().edit(US_REALM, "Estimate", orderId, sells(800));
  await hear();
  await expect(decide(seen!.id, "accept")).rejects.toThrow("alreadyDecided");
  await expect(stage.actors.ask("rep", "/ui/drift")).rejects.toThrow(/403|finance/);

  const [open] = await drifts();
  await decide(open!.id, "ignore", { reason: "The rest is on another order" });
  await expect(decide(open!.id, "accept")).rejects.toThrow("alreadyDecided");
  await workWaiting(stage);
  expect(await deal()).toMatchObject({ state: "pushed", findings: [{ code: "orderDiffers", level: "warning" }] });
  expect(shownState()).toBe("pushed");

  people().edit(US_REALM, "Estimate", orderId, sells(700));
  await hear();
  await decide((await drifts())[0]!.id, "accept", { reason: "Agreed with the customer" });
  await workWaiting(stage);
  expect(await deal()).toMatchObject({ state: "pushed", findings: [] });
  expect(await drifts("accepted")).toMatchObject([{ found: { amount: "700.00" }, reason: "Agreed with the customer" }]);
  const { entries } = await stage.actors.ask<{ entries: { what: string; by: { userId: number } | null }[] }>("admin", "/ui/audit-log");
  expect(entries.slice(0, 2).map(({ what, by }) => [what, by !== null])).toEqual([
    ["drift.accepted", true],
    ["drift.ignored", true],
  ]);
});

test("invoices of the order that were changed, voided or deleted are on the deal's card and on the desk, those of others are not", async () => {
  people().acceptEstimate(US_REALM, orderId);
  const invoice = people().invoiceFromEstimate(US_REALM, orderId);
  const other = people().create(US_REALM, "Invoice", { CustomerRef: { value: "3" }, CurrencyRef: { value: "USD" }, ...sells(50) });
  await hear();
  people().edit(US_REALM, "Invoice", invoice.Id, { ...sells(650), LinkedTxn: invoice.LinkedTxn! });
  people().edit(US_REALM, "Invoice", other.Id, sells(60));
  await hear();
  expect(await drifts()).toMatchObject([{ kind: "invoice", what: "amount", agreed: { amount: "700.00" }, found: { amount: "650.00" } }]);
  expect(await deal()).toMatchObject({
    state: "pushed",
    findings: [{ code: "orderInvoiced" }, { code: "invoiceDiffers", level: "warning" }],
  });

  people().void(US_REALM, "Invoice", invoice.Id);
  await hear();
  expect((await deal()).findings).toMatchObject([{ code: "invoiceVoided" }]);
  people().delete(US_REALM, "Invoice", invoice.Id);
  await hear();
  const [gone] = await drifts();
  expect(gone).toMatchObject({ what: "deleted", found: null });
  await decide(gone!.id, "accept");
  expect((await deal()).findings).toEqual([]);
});

test("an order deleted in QuickBooks is made again only by a person, and not at all once finance has agreed to the deletion", async () => {
  people().edit(US_REALM, "Estimate", orderId, sells(900));
  await hear();
  expect(shownMessage()).toContain("900");
  people().delete(US_REALM, "Estimate", orderId);
  await hear();
  expect(await deal()).toMatchObject({ state: "needsReview", actions: ["push"], findings: [{ code: "orderDeleted" }] });
  expect(shownMessage()).toContain("deleted");
  const [gone] = await drifts();
  expect(gone).toMatchObject({ kind: "order", what: "deleted" });
  await decide(gone!.id, "accept");
  await workWaiting(stage);
  expect(await deal()).toMatchObject({ state: "cancelled", actions: [], findings: [] });
  expect(shownState()).toBe("cancelled");
  expect(stage.sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.globex))).toEqual(
    [],
  );
});
