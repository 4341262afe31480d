import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { orderKey } from "../../api/flows/ensure-order.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, push, rowsOf, startStage, type Stage } from "./harness.ts";

const DEAL = DEAL_IDS.globex;
const PATH = `/ui/deals/${DEAL}`;
const GLOBEX = "1";

type View = {
  state: string;
  actions: string[];
  findings: { code: string; message: string; fixBy: string }[];
  duplicates: { kind: string; id: string; date: string; net: { amount: string } }[];
  order: { id: string } | null;
};

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { roles: { [USERS.finance]: "finance" } } });
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await forgetDeals(stage);
  await stage.clock.sleep(60_000);
});

type ByHand = { amount?: number; date?: string; kind?: "Estimate" | "Invoice"; note?: string };

/** What a person types into QuickBooks for Globex's deal of 120,000.00, won on 2026-11-16. */
function enteredByHand(changes: ByHand = {}): string {
  const { amount = 120_000, date = "2026-11-18", kind = "Estimate", note } = changes;
  const line = { DetailType: "SalesItemLineDetail", Amount: amount, SalesItemLineDetail: { ItemRef: { value: "1" } } };
  const document = { CustomerRef: { value: GLOBEX }, CurrencyRef: { value: "USD" }, TxnDate: date, Line: [line] };
  return stage.sandbox.quickbooks.people.create(US_REALM, kind, { ...document, ...(note && { PrivateNote: note }) }).Id;
}

const view = (who: "rep" | "finance" = "finance") => stage.actors.ask<View>(who, PATH);
const decide = (body: object, who: "rep" | "finance" = "finance") =>
  stage.actors.ask<View>(who, `${PATH}/duplicate`, { method: "POST", body });
const orders = () =>
  stage.sandbox.quickbooks
    .all(US_REALM, "Estimate")
    .filter(({ CustomerRef }) => CustomerRef?.value === GLOBEX)
    .map(({ Id }) => Id);
/** About a duplicate; how the customer was found stands in the log too. */
const lastDecision = async () => {
  const entries = await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.audit.list({ before: null, limit: 10 }));
  return entries.find(({ what }) => what.startsWith("duplicate."));
};
const shown = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).read("deals", DEAL).properties["tieout_state"];

describe("a human's copy of the sale", () => {
  test.each<[string, ByHand]>([
    ["the very same order", {}],
    ["an order one dollar less", { amount: 119_999 }],
    ["an order fourteen days before", { date: "2026-11-02" }],
    ["an invoice", { kind: "Invoice" }],
  ])("stops the push until finance decides: %s", async (_, changes) => {
    const id = enteredByHand(changes);
    await push(stage, DEAL);

    const seen = await view();
    expect(seen).toMatchObject({ state: "needsReview", actions: ["review"], order: null });
    expect(seen.duplicates).toMatchObject([{ id }]);
    expect(seen.findings).toMatchObject([{ code: "possibleDuplicate", fixBy: "finance" }]);
    expect(orders()).toEqual(changes.kind === "Invoice" ? [] : [id]);
    expect(shown()).toBe("needsReview");
  });

  test.each([
    ["two dollars more", { amount: 120_002 }],
    ["fifteen days later", { date: "2026-12-01" }],
    ["with a marker of ours for another deal", { note: "HS-4711" }],
  ])("is none when it is %s: the deal is pushed", async (_, changes) => {
    enteredByHand(changes);
    await push(stage, DEAL);
    expect(await view()).toMatchObject({ state: "pushed", duplicates: [] });
    expect(orders()).toHaveLength(2);
  });

  test("that was rejected, or is another deal's order already, is none", async () => {
    const [rejected, linked] = [enteredByHand(), enteredByHand()];
    stage.sandbox.quickbooks.people.edit(US_REALM, "Estimate", rejected, { TxnStatus: "Rejected" });
    await stage.db.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
      const connectionId = (await tx.connections.list())[0]?.connectionId ?? "";
      await tx.links.save({ ...orderKey(connectionId, "4711"), externalId: linked, how: "found", reasons: [] });
    });
    await push(stage, DEAL);
    expect(await view()).toMatchObject({ state: "pushed", duplicates: [] });
  });
});

describe("finance", () => {
  test("links the order, and no other is made", async () => {
    const id = enteredByHand();
    await push(stage, DEAL);
    expect(await decide({ decision: "link", orderId: id })).toMatchObject({ state: "pushing" });
    await push(stage, DEAL);
    expect(await view()).toMatchObject({ state: "pushed", order: { id }, duplicates: [] });
    expect(orders()).toEqual([id]);
    expect(await rowsOf(stage.db.url, "select how, reasons[1] as reason from links where record_type = 'order'")).toEqual([
      { how: "chosen", reason: expect.stringContaining("carla@northwind.example") as string },
    ]);
    expect(await lastDecision()).toMatchObject({ what: "duplicate.linked", details: { document: `order:${id}` } });
  });

  test("pushes anyway: the order is made, once, and the copy is not asked about again", async () => {
    const id = enteredByHand();
    await push(stage, DEAL);
    await decide({ decision: "pushAnyway" });
    await push(stage, DEAL);
    await push(stage, DEAL);
    expect(await view()).toMatchObject({ state: "pushed", duplicates: [] });
    expect(orders()).toHaveLength(2);
    expect((await view()).order?.id).not.toBe(id);
    expect(await lastDecision()).toMatchObject({
      what: "duplicate.dismissed",
      by: { email: "carla@northwind.example" },
      details: { documents: [`order:${id}`] },
    });
  });

  test("is asked again about a second copy that came after the first was decided", async () => {
    enteredByHand({ date: "2026-11-17" });
    await push(stage, DEAL);
    const second = enteredByHand();
    await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) =>
      tx.duplicates.dismiss({ dealId: DEAL, documents: [`order:${orders()[0]}`], by: { userId: 1, email: null }, at: stage.clock.now() }),
    );
    await push(stage, DEAL);
    expect((await view()).duplicates).toMatchObject([{ id: second }]);
  });

  test("cannot link what is no copy of this sale, nor an invoice as its order, and a rep decides nothing", async () => {
    const id = enteredByHand();
    const invoice = enteredByHand({ kind: "Invoice" });
    await push(stage, DEAL);
    await expect(decide({ decision: "link", orderId: invoice })).rejects.toThrow(/noSuchDuplicate/);
    await expect(decide({ decision: "link", orderId: "106" })).rejects.toThrow(/noSuchDuplicate/);
    await expect(decide({ decision: "link", orderId: id }, "rep")).rejects.toThrow(/roleTooSmall/);
    await expect(decide({ decision: "pushAnyway" }, "rep")).rejects.toThrow(/roleTooSmall/);
    expect(orders()).toEqual([id]);
    expect((await view("rep")).actions).toEqual([]);
  });
});
