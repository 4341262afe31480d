import { Accordion, Alert, Link, LoadingButton, StatisticsItem, Table, TextArea } from "@hubspot/ui-extensions";
import { afterEach, describe, expect, test, vi } from "vitest";
import { cardOf } from "./card-on-page.tsx";
import { invoice, order, pushed, ready, usd } from "./example-view.ts";

afterEach(() => vi.unstubAllGlobals());

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
    const { page } = await cardOf({
      ...ready,
      preview: { lines: [], net: usd("120000.00"), dealAmount, difference, differenceReason: null },
    });
    expect(page()).toContain(words);
  });

  test("shows list price and discount where there is one, and why the total differs from the deal's amount", async () => {
    const [line] = ready.preview?.lines ?? [];
    if (!line || !ready.preview) throw new Error("The example has a line.");
    const lines = [{ ...line, listUnitPrice: "2500.00", discount: "4 %" }];
    const { rows, page } = await cardOf({
      ...ready,
      preview: { ...ready.preview, lines, dealAmount: usd("125000.00"), differenceReason: "The discount is not in the amount." },
    });
    expect(
      rows()
        .find(([item]) => item?.startsWith("Platform"))
        ?.slice(2),
    ).toEqual(["50", "$2,500.00", "4 %", "$2,400.00", "$120,000.00"]);
    expect(page()).toContain("The discount is not in the amount.");
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
    expect(rows().filter(([number]) => number?.startsWith("INV-") || number?.startsWith("To come"))).toEqual([
      ["INV-7 Dec 1, 2026", "Dec 31, 2026", "Open", "$10,825.00", "$10,825.00", "PDF"],
      ["INV-8 Dec 1, 2026", "Dec 31, 2026 12 days overdue", "Partly paid", "$10,825.00", "$825.00", "PDF"],
      ["INV-9 Dec 1, 2026", "Dec 31, 2026 1 day overdue", "Overdue", "$10,825.00", "$10,825.00", "PDF"],
      ["To come Dec 1, 2026", "–", "Scheduled", "$10,825.00", "–", "–"],
    ]);
    expect(findAll(Link).map(({ text }) => text)).not.toContain("To come");
    expect(page()).toContain("2 invoices overdue, the oldest by 12 days.");
  });

  test("payments say when, for which invoice and how much, and what was paid from a credit", async () => {
    const paid = { id: "9", date: "2026-12-20", invoices: ["INV-7", "INV-8"], paid: usd("10000.00"), credit: usd("0.00") };
    const { rows, page } = await cardOf({ ...pushed, payments: [paid] });
    expect(page()).toContain("Payments");
    expect(rows()).toContainEqual(["Dec 20, 2026", "INV-7, INV-8", "$10,000.00"]);
    const withCredit = await cardOf({ ...pushed, payments: [paid, { ...paid, id: "8", paid: usd("0.00"), credit: usd("825.00") }] });
    expect(withCredit.page()).toContain("Payments and credits");
    expect(withCredit.rows()).toContainEqual(["Dec 20, 2026", "INV-7, INV-8", "$0.00", "$825.00"]);
  });

  test("a long schedule is turned page by page", async () => {
    const invoices = Array.from({ length: 30 }, (_, index) => ({ ...invoice, id: `${index}`, number: `INV-${index}` }));
    const { rows, find, findAll, waitFor } = await cardOf({ ...pushed, invoices });
    const { props } = find(Table, ({ props: { paginated } }) => paginated === true);
    expect(props).toMatchObject({ pageCount: 3, page: 1 });
    expect(findAll(Link, ({ text }) => text?.startsWith("INV-") === true)).toHaveLength(12);
    if (!("onPageChange" in props)) throw new Error("The table should have pages.");
    (props.onPageChange as (page: number) => void)(3);
    await waitFor(() => expect(rows().map(([number]) => number)).toContain("INV-29 Dec 1, 2026"));
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

  test("what changed is kept by finance, with what it has seen and why", async () => {
    const changes = [{ field: "Quantity of Platform", atPush: "50", now: "60" }];
    const changed = { ...pushed, state: "changed", changes } as const;
    const { find, findByTestId, waitFor, page, calls } = await cardOf({ ...changed, actions: ["keep"] }, { ...pushed, changes });
    find(TextArea).props.onInput?.("Agreed by phone");
    await waitFor(() => expect(find(TextArea).props.value).toBe("Agreed by phone"));
    findByTestId(LoadingButton, "keep").trigger("onClick");
    await waitFor(() => expect(page()).toContain("finance keeps the order as it is."));
    expect(calls[1]).toMatchObject({
      url: expect.stringMatching(/deals\/123\/keep$/) as string,
      options: { method: "POST", body: { changes, reason: "Agreed by phone" } },
    });
    const forRep = await cardOf(changed);
    expect(forRep.maybeFindByTestId(LoadingButton, "keep")).toBeNull();
    expect(forRep.page()).toContain("Finance keeps the order or changes it there; else the deal is put back.");
  });
});
