import { describe, expect, test } from "vitest";
import { holdFinding, mayAnswer, nextHold, type HoldFacts, type OrderStanding } from "../../api/domain/hold.ts";

const order = (status: string, ...invoiceIds: string[]): OrderStanding => ({ status, linked: invoiceIds.length > 0, invoiceIds });
const VOIDED: OrderStanding = { status: "invoiced", linked: true, invoiceIds: [] };
const DELETED: OrderStanding = null;
type Answer = Exclude<HoldFacts["state"], "open" | "healed">;

/** What is known after the order was seen in each of these, with what finance answered in between. */
function after(...steps: (OrderStanding | Answer)[]): HoldFacts | null {
  let known: HoldFacts | null = null;
  for (const step of steps) {
    const before: HoldFacts | null = known;
    if (typeof step !== "string") known = nextHold(before, step) ?? before;
    else if (before) known = Object.assign({}, before, { state: step });
  }
  return known;
}

describe("an order that waits for nobody's answer", () => {
  test.each<[string, OrderStanding]>([
    ["is pending", order("pending")],
    ["is accepted", order("accepted")],
    ["is deleted, which is asked about as drift", DELETED],
    ["has an invoice that was voided, which is asked about as drift", VOIDED],
  ])("%s", (_what, standing) => {
    expect(nextHold(null, standing)).toBeNull();
    expect(after(order("rejected"), standing)).toMatchObject({ state: "healed" });
    expect(after(order("accepted", "130"), "adopt", standing)).toMatchObject({ state: "healed" });
  });
});

describe("an order is put before finance", () => {
  test.each<[string, OrderStanding, Omit<HoldFacts, "state">]>([
    ["that was rejected", order("rejected"), { why: "rejected", invoiceIds: [] }],
    ["that was closed", order("closed"), { why: "closed", invoiceIds: [] }],
    ["that was converted, and no invoice is known", order("invoiced"), { why: "closed", invoiceIds: [] }],
    ["from which an invoice was made", order("invoiced", "130"), { why: "invoiced", invoiceIds: ["130"] }],
    ["from which a part was invoiced while it stays open", order("accepted", "130"), { why: "invoiced", invoiceIds: ["130"] }],
    ["that was invoiced and then rejected, for the invoice", order("rejected", "130"), { why: "invoiced", invoiceIds: ["130"] }],
  ])("%s", (_what, standing, asked) => {
    expect(nextHold(null, standing)).toEqual({ ...asked, state: "open" });
    expect(nextHold(after(standing), standing)).toBeNull();
  });
});

describe("what finance has answered", () => {
  test("is not asked again while the order is as it was then, or has an invoice less", () => {
    expect(nextHold(after(order("rejected"), "wait"), order("rejected"))).toBeNull();
    expect(nextHold(after(order("closed"), "stop"), order("closed"))).toBeNull();
    expect(nextHold(after(order("invoiced", "130", "131"), "keep"), order("invoiced", "131"))).toBeNull();
  });

  test("covers no further invoice, and nothing else that becomes of the order", () => {
    expect(after(order("invoiced", "130"), "adopt", order("invoiced", "130", "131"))).toEqual({
      ...{ why: "invoiced", invoiceIds: ["130", "131"], state: "open" },
    });
    expect(after(order("rejected"), "wait", order("closed"))).toMatchObject({ why: "closed", state: "open" });
    expect(after(order("closed"), "keep", order("invoiced", "130"))).toMatchObject({ why: "invoiced", state: "open" });
    expect(after(order("rejected"), "cancel", order("pending"), order("rejected"))).toMatchObject({ why: "rejected", state: "open" });
  });

  test("is one of the answers that there are to it", () => {
    expect(mayAnswer({ why: "rejected" }, "cancel")).toBe(true);
    expect(mayAnswer({ why: "rejected" }, "adopt")).toBe(false);
    expect(mayAnswer({ why: "closed" }, "adopt")).toBe(false);
    expect(mayAnswer({ why: "invoiced" }, "wait")).toBe(false);
  });
});

test("the deal says what was made of its order and who answers; an order that was kept or whose invoice is all of it says nothing", () => {
  const said = (...steps: Parameters<typeof after>) => {
    const known = after(...steps);
    return known && holdFinding(known);
  };
  expect(said(order("rejected"))).toMatchObject({ code: "orderRejected", level: "error", fixBy: "finance" });
  expect(said(order("closed"))).toMatchObject({ code: "orderClosed", level: "error" });
  expect(said(order("invoiced", "130"))).toEqual({
    ...{ code: "orderInvoiced", level: "warning", fixBy: "finance" },
    message: "An invoice was made from the order in QuickBooks. Finance says whether that is all of it.",
  });
  expect(said(order("invoiced", "130", "131"))?.message).toContain("2 invoices were made from the order");
  expect(said(order("rejected"), "wait")).toMatchObject({ code: "orderAwaited", level: "warning" });
  expect(said(order("rejected"), "cancel")?.code).toBe("orderEnded");
  expect(said(order("invoiced", "130"), "stop")?.code).toBe("orderEnded");
  expect(said(order("invoiced", "130"), "adopt")).toBeNull();
  expect(said(order("closed"), "keep")).toBeNull();
  expect(said(order("rejected"), order("accepted"))).toBeNull();
});
