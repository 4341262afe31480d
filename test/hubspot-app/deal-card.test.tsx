import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Link,
  LoadingButton,
  LoadingSpinner,
  StatisticsItem,
  StatusTag,
  Table,
  TableCell,
  TableRow,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import { createRenderer } from "@hubspot/ui-extensions/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DealView } from "../../hubspot-app/src/app/cards/contract.ts";
import { DealStatus } from "../../hubspot-app/src/app/cards/deal/deal-status.tsx";
import { invoice, missingCity, order, pushed, ready, usd } from "./example-view.ts";
import { fakeProxy, wrapped } from "./fake-proxy.ts";
import { textOf } from "./text-of.ts";

const API = "https://api.example.com";

beforeEach(() => vi.stubGlobal("self", globalThis));
afterEach(() => vi.unstubAllGlobals());

/** The card on a page whose hubspot.fetch gives these answers, one after the other. */
function card(...answers: Parameters<typeof fakeProxy>) {
  const proxy = fakeProxy(...answers);
  vi.stubGlobal("hsFetch", proxy.fetch);
  const renderer = createRenderer("crm.record.tab");
  let setStage: (stage: string | null) => void = () => {};
  renderer.mocks.useCrmProperties.willCall(() => {
    const [stage, set] = useState<string | null>("qualified");
    setStage = set;
    const error = stage === null ? new Error("No such property") : null;
    return { properties: { dealstage: stage }, error, isLoading: false, isRefetching: false, refetch: async () => {} };
  });
  const draw = () => renderer.render(<DealStatus dealId="123" origin={API} timeZone="UTC" />);
  const tags = () => renderer.findAll(StatusTag).map(({ text, props }) => [text, props.variant]);
  const rows = () => renderer.findAll(TableRow).map((row) => row.findAll(TableCell).map(textOf));
  const page = () => textOf(renderer.getRootNode());
  return { ...proxy, ...renderer, draw, tags, rows, page, setStage: (stage: string | null) => setStage(stage) };
}

/** The card once it shows this view. */
async function cardOf(view: DealView, ...answers: Parameters<typeof fakeProxy>) {
  const open = card(view, ...answers);
  open.draw();
  await open.waitFor(() => open.findByTestId(StatusTag, "deal-state"));
  return open;
}

describe("the deal card", () => {
  test("says that it is reading before it knows anything", async () => {
    const { draw, find, maybeFind, waitFor } = card(ready);
    draw();
    expect(find(LoadingSpinner).props.label).toBe("Reading the QuickBooks status of this deal");
    await waitFor(() => expect(maybeFind(LoadingSpinner)).toBeNull());
  });

  test("that cannot read says why, who can mend it and under which request, and tries again", async () => {
    const error = { code: "notFound", message: "This deal is not known.", fixBy: "admin", requestId: "r-9" };
    const { draw, waitFor, find, findByTestId } = card(wrapped(404, { error }), ready);
    draw();
    await waitFor(() => find(ErrorState));
    expect(textOf(find(ErrorState))).toContain("This deal is not known.");
    expect(textOf(find(ErrorState))).toContain("An administrator can put this right. Request r-9");
    find(Button).trigger("onClick");
    await waitFor(() => findByTestId(StatusTag, "deal-state"));
  });

  test.each([
    ["notReady", "Not ready", "warning"],
    ["ready", "Ready to push", "info"],
    ["awaitingApproval", "Awaiting approval", "warning"],
    ["needsReview", "Needs review", "warning"],
    ["pushed", "In QuickBooks", "success"],
    ["changed", "Changed since push", "warning"],
    ["cancelled", "Cancelled", "default"],
    ["failed", "Push failed", "danger"],
    ["notConnected", "Not connected", "default"],
  ] as const)("shows the state %s as %s", async (state, words, variant) => {
    const { findByTestId } = await cardOf({ ...ready, state });
    const tag = findByTestId(StatusTag, "deal-state");
    expect([tag.text, tag.props.variant]).toEqual([words, variant]);
  });

  test("says how fresh it is, and reads again on demand", async () => {
    const { find, page, calls, waitFor } = await cardOf(ready, pushed);
    expect(page()).toContain("As of Nov 24, 2026, 3:04 PM");
    find(LoadingButton, ({ text }) => text === "Refresh").trigger("onClick");
    await waitFor(() => expect(page()).toContain("The order in QuickBooks agrees"));
    expect(calls).toHaveLength(2);
  });

  test("that cannot refresh keeps what it showed and says so", async () => {
    const { find, findByTestId, waitFor } = await cardOf(ready, new Error("offline"));
    find(LoadingButton, ({ text }) => text === "Refresh").trigger("onClick");
    await waitFor(() => find(Alert));
    expect(find(Alert).props.title).toBe("This could not be refreshed");
    expect(findByTestId(StatusTag, "deal-state").text).toBe("Ready to push");
  });
});

describe("while the card is open", () => {
  test("a new stage makes it read again", async () => {
    const { setStage, tags, waitFor, calls } = await cardOf(ready, pushed);
    setStage("closedwon");
    await waitFor(() => expect(tags()).toContainEqual(["In QuickBooks", "success"]));
    expect(calls).toHaveLength(2);
  });

  test("a record whose properties cannot be watched is still shown, and read once", async () => {
    const { setStage, page, waitFor, calls } = await cardOf(ready);
    setStage(null);
    await waitFor(() => expect(page()).toContain("Ready to push"));
    expect(calls).toHaveLength(1);
  });
});

describe("what preflight noticed", () => {
  const unmapped = { code: "productUnmapped", level: "error", message: "Setup fee has no QuickBooks item.", fixBy: "finance" } as const;
  const closeDate = { code: "dateUnclear", level: "warning", message: "04/05/2026 can be read in two ways.", fixBy: "rep" } as const;

  test("is grouped by who can mend it, what stops the push first, with the place to mend it", async () => {
    const { findAll } = await cardOf({ ...ready, state: "notReady", actions: [], findings: [closeDate, unmapped, missingCity] });
    const boxes = findAll(Alert).map((box) => [box.props.title, box.props.variant, textOf(box)]);
    expect(boxes).toEqual([
      [
        "For the sales rep: 1 thing to put right",
        "danger",
        "The billing address has no city. Company 9, Billing city (tieout_billing_city) Warning: 04/05/2026 can be read in two ways.",
      ],
      ["For finance: 1 thing to put right", "danger", "Setup fee has no QuickBooks item."],
    ]);
  });

  test("is no alarm when it is only worth a look", async () => {
    const { find } = await cardOf({ ...ready, findings: [closeDate] });
    expect(find(Alert).props).toMatchObject({ title: "For the sales rep: worth a look", variant: "warning" });
  });
});

describe("the preview", () => {
  test("shows each line exactly as QuickBooks will have it", async () => {
    const { rows, page } = await cardOf(ready);
    expect(rows()).toContainEqual([
      "Platform, annual 50 seats, 2026-12-01 to 2027-11-30, 12 × monthly",
      "Dec 1, 2026 to Nov 30, 2027",
      "50",
      "$2,400.00",
      "$120,000.00",
    ]);
    expect(page()).toContain("The deal's amount is $120,000.00 too: both agree to the cent.");
  });

  test.each([
    [usd("100000.00"), usd("20000.00"), "The deal's amount is $100,000.00: the lines come to $20,000.00 more. QuickBooks gets the lines."],
    [usd("100000.00"), usd("-20000.00"), "The deal's amount is $100,000.00: the lines come to $20,000.00 more. QuickBooks gets the lines."],
    [usd("120000.01"), usd("-0.01"), "The deal's amount is $120,000.01: the lines come to $0.01 less. QuickBooks gets the lines."],
    [null, null, "The deal has no amount to compare with. QuickBooks gets the lines."],
    [{ amount: "1.00", currency: "EUR" }, null, "The deal's amount is €1.00, in another currency than the lines."],
  ])("of a deal with the amount %j says how it differs", async (dealAmount, difference, words) => {
    const { page } = await cardOf({ ...ready, preview: { lines: [], net: usd("120000.00"), dealAmount, difference } });
    expect(page()).toContain(words);
  });

  test("is folded away once the order is in QuickBooks", async () => {
    const { find } = await cardOf(pushed);
    expect(find(Accordion).props.title).toBe("Order lines (1 line)");
  });
});

describe("the customer", () => {
  test.each([
    ["linked", "Linked"],
    ["found", "Found"],
    ["new", "New"],
    ["ambiguous", "Not certain"],
  ] as const)("that is %s says so, with the reasons", async (match, words) => {
    const customer = { id: null, name: "Northwind", match, reasons: ["Same domain: northwind.example"], url: null };
    const { tags, page } = await cardOf({ ...ready, customer });
    expect(tags().map(([text]) => text)).toContain(words);
    expect(page()).toContain("Same domain: northwind.example");
  });

  test("that is in QuickBooks is a link to it", async () => {
    const { find } = await cardOf(pushed);
    expect(find(Link, ({ text }) => text === "Northwind Traders").props.href).toEqual({ url: pushed.customer?.url, external: true });
  });
});

describe("the push button", () => {
  test("is there for who may push, and only then", async () => {
    expect((await cardOf(ready)).findByTestId(LoadingButton, "push").text).toBe("Push to QuickBooks");
    expect((await cardOf({ ...ready, state: "failed", actions: ["retry"] })).findByTestId(LoadingButton, "push").text).toBe(
      "Try the push again",
    );
    expect((await cardOf({ ...ready, actions: ["approve"] })).maybeFindByTestId(LoadingButton, "push")).toBeNull();
  });

  test("pushes with one key, shows that it is busy, and then the order", async () => {
    const { findByTestId, waitFor, find, keys, tags } = await cardOf(ready, pushed);
    findByTestId(LoadingButton, "push").trigger("onClick");
    await waitFor(() => expect(findByTestId(LoadingButton, "push").props.loading).toBe(true));
    expect(find(LoadingSpinner).props.label).toBe("This usually takes a few seconds");
    await waitFor(() => expect(tags()).toContainEqual(["In QuickBooks", "success"]));
    expect(keys()).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  test("whose answer was lost offers to repeat the same press", async () => {
    const { findByTestId, waitFor, find, keys, tags } = await cardOf(ready, wrapped(502, null), ready, pushed);
    findByTestId(LoadingButton, "push").trigger("onClick");
    await waitFor(() => find(Alert, { title: "The push was not confirmed" }));
    expect(textOf(find(Alert))).toContain("cannot make a second order");
    find(Button, ({ text }) => text === "Try again").trigger("onClick");
    await waitFor(() => expect(tags()).toContainEqual(["In QuickBooks", "success"]));
    expect(new Set(keys()).size).toBe(1);
    expect(keys()).toHaveLength(2);
  });
});

describe("what is in QuickBooks", () => {
  test("the order and its amendments have status and link", async () => {
    const amendment = { ...order, id: "150", number: null, status: "accepted", tax: null } as const;
    const { rows, find, page } = await cardOf({ ...pushed, amendments: [amendment] });
    expect(page()).toContain("Order and amendments");
    expect(rows()).toContainEqual(["1042", "Pending", "$120,000.00", "$9,900.00", "$129,900.00"]);
    expect(rows()).toContainEqual(["Open in QuickBooks", "Accepted", "$120,000.00", "–", "$129,900.00"]);
    expect(find(Link, ({ text }) => text === "1042").props.href).toEqual({ url: order.url, external: true });
  });

  test("a deleted order is no link", async () => {
    const { rows, maybeFind } = await cardOf({ ...pushed, order: { ...order, status: "deleted" } });
    expect(rows()).toContainEqual(["1042", "Deleted in QuickBooks", "$120,000.00", "$9,900.00", "$129,900.00"]);
    expect(maybeFind(Link, ({ text }) => text === "1042")).toBeNull();
  });

  test("invoices have status, balance and overdue days; those to come are no link", async () => {
    const late = { ...invoice, id: "202", number: "INV-8", status: "partlyPaid", balance: usd("825.00"), daysOverdue: 12 } as const;
    const due = { ...invoice, id: "203", number: "INV-9", status: "overdue", daysOverdue: 1 } as const;
    const toCome = { ...invoice, id: null, number: null, url: null, dueDate: null, status: "scheduled" } as const;
    const { rows, findAll, page } = await cardOf({ ...pushed, invoices: [invoice, late, due, toCome] });
    expect(rows().filter(([number]) => number?.startsWith("INV-") || number === "To come")).toEqual([
      ["INV-7", "Dec 1, 2026", "Dec 31, 2026", "Open", "$10,825.00", "$10,825.00"],
      ["INV-8", "Dec 1, 2026", "Dec 31, 2026", "Partly paid, 12 days overdue", "$10,825.00", "$825.00"],
      ["INV-9", "Dec 1, 2026", "Dec 31, 2026", "Overdue, 1 day", "$10,825.00", "$10,825.00"],
      ["To come", "Dec 1, 2026", "–", "Scheduled", "$10,825.00", "–"],
    ]);
    expect(findAll(Link).map(({ text }) => text)).not.toContain("To come");
    expect(page()).toContain("2 invoices overdue, the oldest by 12 days.");
  });

  test("a long schedule is turned page by page", async () => {
    const invoices = Array.from({ length: 30 }, (_, index) => ({ ...invoice, id: `${index}`, number: `INV-${index}` }));
    const { rows, find, findAll, waitFor } = await cardOf({ ...pushed, invoices });
    const { props } = find(Table, ({ props: { paginated } }) => paginated === true);
    expect(props).toMatchObject({ pageCount: 3, page: 1 });
    expect(findAll(Link, ({ text }) => text?.startsWith("INV-") === true)).toHaveLength(12);
    if (!("onPageChange" in props)) throw new Error("The table should have pages.");
    (props.onPageChange as (page: number) => void)(3);
    await waitFor(() => expect(rows().map(([number]) => number)).toContain("INV-29"));
    expect(rows().filter(([number]) => number?.startsWith("INV-"))).toHaveLength(6);
  });

  test("totals run from the contract to what is still owed", async () => {
    const totals = { ...pushed.totals, tax: usd("825.00"), invoiced: usd("10825.00"), paid: usd("10000.00"), balance: usd("825.00") };
    const { findAll } = await cardOf({ ...pushed, totals });
    expect(findAll(StatisticsItem).map(({ props }) => [props.label, props.number])).toEqual([
      ["Contract, net", "$120,000.00"],
      ["Invoiced, with tax", "$10,825.00"],
      ["Paid", "$10,000.00"],
      ["Balance due", "$825.00"],
    ]);
  });

  test("what changed since the push stands side by side", async () => {
    const changes = [{ field: "Quantity of Platform", atPush: "50", now: "60" }];
    const { rows, find } = await cardOf({ ...pushed, state: "changed", changes });
    expect(find(Alert).props.title).toBe("Changed in HubSpot since the push");
    expect(rows()).toContainEqual(["Quantity of Platform", "50", "60"]);
  });
});

describe("a deal with nothing to show", () => {
  const empty = { ...ready, actions: [], customer: null, preview: null } satisfies DealView;

  test("says what would make an order", async () => {
    expect((await cardOf({ ...empty, state: "notReady" })).find(EmptyState).props.title).toBe("No order yet");
  });

  test("says that QuickBooks is not connected", async () => {
    expect((await cardOf({ ...empty, state: "notConnected" })).find(EmptyState).props.title).toBe("QuickBooks is not connected");
  });
});
