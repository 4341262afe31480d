import { afterAll, beforeAll, expect, test } from "vitest";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { push, startStage, type Stage } from "./harness.ts";
import { hearQuickBooks } from "./hearing.ts";
import { workWaiting } from "./waiting-jobs.ts";

type Deal = { state: string; findings: { code: string; level: string }[]; actions: string[]; order: { status: string } };
type Document = { number: string; url: string; net: { amount: string } };
type Hold = { id: string; why: string; deal: { id: string }; order: Document; invoices: Document[]; state: string; answers: string[] };
type Listed = { holds: (Hold & { reason: string | null })[] };

let stage: Stage;
let orderId: string;
beforeAll(async () => {
  stage = await startStage();
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.globex, { dealstage: "closedwon" });
  await push(stage, DEAL_IDS.globex);
  orderId = stage.sandbox.quickbooks.all(US_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.globex))?.Id ?? "";
  await hear();
}, 60_000);
afterAll(() => stage?.stop());

const hear = () => hearQuickBooks(stage);
const people = () => stage.sandbox.quickbooks.people;
const deal = () => stage.actors.ask<Deal>("rep", `/ui/deals/${DEAL_IDS.globex}`);
const holds = async (state = "open") => (await stage.actors.ask<Listed>("finance", `/ui/holds?state=${state}`)).holds;
const answer = async (id: string, how: string, reason?: string) => {
  const hold = await stage.actors.ask<Hold>("finance", `/ui/holds/${id}/${how}`, { method: "POST", body: reason ? { reason } : {} });
  await workWaiting(stage);
  return hold;
};
const shown = (property: string) => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).read("deals", DEAL_IDS.globex).properties[property];
const setStatus = async (TxnStatus: string) => {
  people().edit(US_REALM, "Estimate", orderId, { TxnStatus });
  await hear();
};

test("an order that is pending or accepted is no question, and an invoice of something else is none either", async () => {
  people().acceptEstimate(US_REALM, orderId);
  const line = { DetailType: "SalesItemLineDetail", Amount: 50, SalesItemLineDetail: { ItemRef: { value: "5" }, Qty: 1, UnitPrice: 50 } };
  people().create(US_REALM, "Invoice", { CustomerRef: { value: "3" }, CurrencyRef: { value: "USD" }, Line: [line] });
  await hear();
  expect(await holds()).toEqual([]);
  expect(await deal()).toMatchObject({ state: "pushed", findings: [] });
});

test("a rejected order is put before finance, who wait for another answer or cancel it; another answer settles it by itself", async () => {
  await setStatus("Rejected");
  const [asked] = await holds();
  expect(asked).toMatchObject({ why: "rejected", deal: { id: DEAL_IDS.globex }, invoices: [], answers: ["wait", "cancel"] });
  expect(await deal()).toMatchObject({ state: "needsReview", actions: [], findings: [{ code: "orderRejected", level: "error" }] });
  expect([shown("tieout_state"), shown("tieout_order_status")]).toEqual(["needsReview", "rejected"]);
  expect(shown("tieout_message")).toContain("was rejected");
  await expect(answer(asked!.id, "adopt")).rejects.toThrow("noAnswer");
  await expect(stage.actors.ask("rep", "/ui/holds")).rejects.toThrow(/403|finance/);

  await answer(asked!.id, "wait");
  expect(await deal()).toMatchObject({ state: "pushed", findings: [{ code: "orderAwaited", level: "warning" }] });
  await setStatus("Accepted");
  expect(await deal()).toMatchObject({ state: "pushed", findings: [] });

  await setStatus("Rejected");
  await expect(answer(asked!.id, "cancel")).rejects.toThrow("alreadyAnswered");
  await answer((await holds())[0]!.id, "cancel", "The customer bought elsewhere");
  expect(await deal()).toMatchObject({ state: "cancelled", findings: [{ code: "orderEnded" }] });
  expect(shown("tieout_state")).toBe("cancelled");
  await setStatus("Pending");
  expect(await deal()).toMatchObject({ state: "pushed", findings: [] });
  expect(shown("tieout_state")).toBe("pushed");
});

test("an order that somebody closed waits for finance to say whether it is still to be billed, also where no webhook told of it", async () => {
  people().closeEstimate(US_REALM, orderId);
  stage.sandbox.quickbooks.webhooks.forget();
  await stage.clock.sleep(3_600_000);
  await stage.actors.ask("admin", "/ui/sync/run", { method: "POST", body: { what: "invoices" } });
  await workWaiting(stage);
  const [asked] = await holds();
  expect(asked).toMatchObject({ why: "closed", answers: ["keep", "stop"] });
  expect(await deal()).toMatchObject({ state: "needsReview", findings: [{ code: "orderClosed" }] });
  await answer(asked!.id, "keep");
  expect(await deal()).toMatchObject({ state: "pushed", order: { status: "closed" }, findings: [] });
  await setStatus("Pending");
});

test("an invoice that somebody made from the order is asked about once, whatever else becomes of order and invoice", async () => {
  people().acceptEstimate(US_REALM, orderId);
  const invoice = people().invoiceFromEstimate(US_REALM, orderId);
  await hear();
  const [asked] = await holds();
  const document = { number: invoice.DocNumber, net: { amount: "120000.00" }, url: expect.stringContaining(`txnId=${invoice.Id}`) };
  expect(asked).toMatchObject({ why: "invoiced", order: { net: document.net }, invoices: [document], answers: ["adopt", "keep", "stop"] });
  expect(await deal()).toMatchObject({ state: "pushed", findings: [{ code: "orderInvoiced", level: "warning" }] });
  expect([shown("tieout_state"), shown("tieout_invoice_status")]).toEqual(["pushed", "open"]);

  people().receivePayment(US_REALM, invoice.Id, 100);
  await hear();
  expect((await holds()).map(({ id }) => id)).toEqual([asked!.id]);
  await answer(asked!.id, "adopt", "Billed at once");
  expect(await deal()).toMatchObject({ state: "pushed", findings: [] });
  expect(await holds()).toEqual([]);
  expect(await holds("answered")).toMatchObject([{ id: asked!.id, state: "adopt", reason: "Billed at once", answers: [] }]);

  people().edit(US_REALM, "Estimate", orderId, { TxnStatus: "Rejected" });
  people().edit(US_REALM, "Invoice", invoice.Id, { CustomerMemo: { value: "Thank you" } });
  await hear();
  expect(await holds()).toEqual([]);
});

test("an order that finance ended is cancelled until it has no invoice any more; everything that was said is in the log with who said it", async () => {
  const billed = stage.sandbox.quickbooks
    .all(US_REALM, "Invoice")
    .find(({ LinkedTxn = [] }) => LinkedTxn.some(({ TxnId }) => TxnId === orderId));
  people().delete(US_REALM, "Invoice", billed!.Id);
  await hear();
  expect((await deal()).findings).toMatchObject([{ code: "invoiceDeleted" }]);
  const again = people().invoiceFromEstimate(US_REALM, orderId);
  await hear();
  await answer((await holds())[0]!.id, "stop");
  expect(await deal()).toMatchObject({ state: "cancelled" });
  people().delete(US_REALM, "Invoice", again.Id);
  await hear();
  expect(await deal()).toMatchObject({ state: "pushed" });

  const { entries } = await stage.actors.ask<{ entries: { what: string; by: unknown }[] }>("admin", "/ui/audit-log");
  const said = entries.filter(({ what }) => /^(order|invoice)\./.test(what)).toReversed();
  expect(said.map(({ what }) => what)).toEqual(["order.awaited", "order.cancelled", "order.kept", "invoice.adopted", "order.ended"]);
  expect(said.every(({ by }) => by !== null)).toBe(true);
});

test("one answer to several orders decides each for itself: what cannot be answered so keeps none back, and asking again decides nothing anew", async () => {
  const others = [DEAL_IDS.initech, DEAL_IDS.kord];
  for (const dealId of others) {
    stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", dealId, { dealstage: "closedwon" });
    await push(stage, dealId);
    const made = stage.sandbox.quickbooks.all(US_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote?.includes(dealId));
    people().acceptEstimate(US_REALM, made!.Id);
    people().invoiceFromEstimate(US_REALM, made!.Id);
  }
  await setStatus("Rejected");
  const open = await holds();
  const idOf = (dealId: string) => open.find((hold) => hold.deal.id === dealId)?.id ?? "";
  const [one, rejected, other] = [DEAL_IDS.initech, DEAL_IDS.globex, DEAL_IDS.kord].map(idOf);
  const body = { ids: [one, rejected, other], answer: "adopt", reason: "Billed for the year at once" };
  const ask = () =>
    stage.actors.ask<{ answered: Hold[]; refused: { id: string; message: string }[] }>("finance", "/ui/holds/answer", {
      method: "POST",
      body,
    });

  const first = await ask();
  expect(first.answered.map(({ id, state }) => [id, state])).toEqual([
    [one, "adopt"],
    [other, "adopt"],
  ]);
  expect(first.refused).toEqual([{ id: rejected, message: "This is no answer to what was asked." }]);
  expect(await ask()).toEqual(first);
  expect((await holds()).map(({ id }) => id)).toEqual([rejected]);

  const { entries } = await stage.actors.ask<{ entries: { what: string; subject: object; details: { reason?: string } }[] }>(
    "admin",
    "/ui/audit-log",
  );
  const adopted = entries.filter(({ what, details }) => what === "invoice.adopted" && details.reason === body.reason);
  expect(adopted.map(({ subject }) => subject).toReversed()).toEqual(others.map((id) => ({ object: "deal", id })));
  await expect(stage.actors.ask("rep", "/ui/holds/answer", { method: "POST", body })).rejects.toThrow(/403|finance/);
});
