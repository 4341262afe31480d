import {
  Alert,
  BarChart,
  Button,
  EmptyState,
  ErrorState,
  Link,
  LoadingButton,
  LoadingSpinner,
  Select,
  StatisticsItem,
  StatusTag,
  Table,
  TableCell,
  TableRow,
} from "@hubspot/ui-extensions";
import { useState } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CompanyStatus } from "../../hubspot-app/src/app/cards/company/company-status.tsx";
import type { CompanyInvoice, CompanyView } from "../../hubspot-app/src/app/cards/company/contract.ts";
import { usd } from "./example-view.ts";
import { fakeProxy, wrapped } from "./fake-proxy.ts";
import { textOf } from "./text-of.ts";
import { patientRenderer } from "./patient-renderer.ts";

const invoiceOf = (id: number, changes: Partial<CompanyInvoice> = {}): CompanyInvoice => ({
  id: String(id),
  number: `N-${id}`,
  date: "2026-10-01",
  dueDate: "2026-10-31",
  net: usd("100.00"),
  total: usd("108.00"),
  balance: usd("108.00"),
  daysOverdue: 24,
  url: `https://qbo.intuit.com/app/invoice?txnId=${id}`,
  status: "overdue",
  dealId: "31000000001",
  connectionId: "c-1",
  ...changes,
});
const globex: CompanyView = {
  companyId: "1",
  customers: [
    {
      id: "1",
      name: "Globex Corporation",
      currency: "USD",
      url: "https://qbo.intuit.com/app/customerdetail?nameId=1",
      connectionId: "c-1",
    },
    { id: "9", name: "Globex Corporation EUR", currency: "EUR", url: "", connectionId: "c-1" },
  ],
  balances: [usd("108.00"), { amount: "50.00", currency: "EUR" }],
  overdue: [usd("108.00")],
  unapplied: [usd("7.00")],
  credits: [],
  aging: [
    { bucket: "current", amount: usd("0.00") },
    { bucket: "1-30", amount: usd("108.00") },
  ],
  daysOverdue: 24,
  lastPayment: { date: "2026-11-02", amount: usd("70.00") },
  averageDaysLate: 3,
  creditHold: false,
  connectionLost: false,
  invoices: [invoiceOf(2), invoiceOf(1, { status: "paid", balance: usd("0.00"), daysOverdue: 0, dealId: null })],
  invoiceCount: 2,
  cursor: null,
  complete: true,
  asOf: "2026-11-24T15:04:00Z",
};
const hundred = Array.from({ length: 100 }, (_, at) => invoiceOf(200 - at));

afterEach(() => vi.unstubAllGlobals());

/** The card on a company's record, before an API with these answers. */
function card(...answers: Parameters<typeof fakeProxy>) {
  const proxy = fakeProxy(...answers);
  vi.stubGlobal("self", { hsFetch: proxy.fetch });
  const renderer = patientRenderer("crm.record.tab");
  let setBalance: (balance: string) => void = () => {};
  renderer.mocks.useCrmProperties.willCall(() => {
    const [balance, set] = useState("108.00");
    setBalance = set;
    return { properties: { tieout_balance: balance }, error: null, isLoading: false, isRefetching: false, refetch: async () => {} };
  });
  renderer.render(<CompanyStatus companyId="1" portalId={7} origin="https://api.example.com" timeZone="UTC" />);
  const rows = () => renderer.findAll(TableRow).map((row) => row.findAll(TableCell).map(textOf));
  const queries = () => proxy.calls.map(({ url }) => new URL(url).search);
  return { ...proxy, ...renderer, rows, queries, page: () => textOf(renderer.getRootNode()), setBalance: (to: string) => setBalance(to) };
}

async function opened(...answers: Parameters<typeof fakeProxy>) {
  const open = card(...answers);
  await open.waitFor(() => open.findByTestId(StatusTag, "standing"));
  return open;
}

const turnTo = ({ props }: { props: object }, page: number) => (props as { onPageChange(page: number): void }).onPageChange(page);

describe("the company card", () => {
  test("says that it reads, and why it cannot, and tries again", async () => {
    const { find, waitFor, findByTestId } = card(wrapped(503, { error: { code: "busy", message: "Not now.", requestId: "r-1" } }), globex);
    expect(find(LoadingSpinner).props.label).toBe("Reading what this company owes");
    await waitFor(() => find(ErrorState));
    expect(textOf(find(ErrorState))).toContain("Not now.");
    find(Button).trigger("onClick");
    await waitFor(() => findByTestId(StatusTag, "standing"));
  });

  test("shows what is owed by currency, how old it is, when and how late was paid, and which customers it is", async () => {
    const { findAll, find, findByTestId, page, rows } = await opened(globex);
    expect(findByTestId(StatusTag, "standing").text).toBe("Overdue");
    expect(rows()).toContainEqual(["USD", "$108.00", "$108.00", "$7.00"]);
    expect(rows()).toContainEqual(["EUR", "€50.00", "–", "–"]);
    expect(page()).toContain("Last payment $70.00 on Nov 2, 2026. Pays 3 days late on average. The oldest invoice is 24 days overdue.");
    expect(page()).toContain("Open by age, USD");
    expect(find(BarChart).props.data).toMatchObject([
      { age: "Not due", open: 0 },
      { age: "1–30 days", open: 108 },
    ]);
    expect(page()).toContain("Globex Corporation EUR");
    expect(findAll(Link).at(-1)?.props.href).toEqual({ url: globex.customers[0]?.url, external: true });
  });

  test("lists every invoice, those that Tieout did not make too", async () => {
    const { rows, find } = await opened(globex);
    expect(rows().filter(([number]) => number?.startsWith("N-"))).toEqual([
      ["N-2 Oct 1, 2026 Open its deal", "Oct 31, 2026 24 days overdue", "Overdue", "$108.00", "$108.00", "PDF"],
      ["N-1 Oct 1, 2026 Not made by Tieout", "Oct 31, 2026", "Paid", "$108.00", "$0.00", "PDF"],
    ]);
    expect(find(Link, ({ text }) => text === "Open its deal").props.href).toBe("/contacts/7/record/0-3/31000000001");
  });

  test("that owes in one currency has its figures side by side", async () => {
    const { findAll } = await opened({ ...globex, balances: [usd("108.00")], overdue: [] });
    expect(findAll(StatisticsItem).map(({ props }) => [props.label, props.number])).toEqual([
      ["Balance", "$108.00"],
      ["Overdue", "None"],
      ["Unapplied payments", "$7.00"],
    ]);
  });

  test.each([
    ["on hold says so", { creditHold: true }, "Credit hold"],
    ["that owes nothing late is in good standing", { overdue: [] }, "In good standing"],
    ["without a customer is not in QuickBooks", { customers: [] }, "Not in QuickBooks"],
  ])("of a company %s", async (_what, changes, words) => {
    const { findByTestId, maybeFind } = await opened({ ...globex, ...changes });
    expect(findByTestId(StatusTag, "standing").text).toBe(words);
    expect(maybeFind(EmptyState) !== null).toBe("customers" in changes);
  });

  test("says that the connection is lost, and shows what was last seen", async () => {
    const { find, page } = await opened({ ...globex, connectionLost: true });
    expect(find(Alert).props.title).toBe("The connection to QuickBooks is lost");
    expect(page()).toContain("N-2");
  });

  test("says that the figures are not whole while QuickBooks is read for the first time", async () => {
    const { find } = await opened({ ...globex, complete: false });
    expect(find(Alert).props.title).toBe("QuickBooks is still being read");
  });

  test("asks for invoices of one status, and for the next hundred once they are turned to", async () => {
    const first = { ...globex, invoices: hundred, invoiceCount: 103, cursor: "c 1" };
    const rest = { ...first, invoices: [invoiceOf(3), invoiceOf(2), invoiceOf(1)], cursor: null };
    const { find, queries, waitFor, rows } = await opened(first, rest, { ...globex, invoices: [], invoiceCount: 0 });
    const invoices = () => find(Table, ({ props: { paginated } }) => paginated === true);
    const numbers = () => rows().flatMap(([invoice]) => /^N-\d+/.exec(invoice ?? "") ?? []);
    turnTo(invoices(), 2);
    await waitFor(() => expect(numbers()[0]).toBe("N-190"));
    expect(queries()).toEqual([""]);
    turnTo(invoices(), 11);
    await waitFor(() => expect(numbers().at(-1)).toBe("N-1"));
    find(Select).props.onChange?.("void");
    await waitFor(() => expect(queries()).toEqual(["", "?cursor=c+1", "?status=void"]));
  });

  test("is refreshed on demand, keeps what it showed when that fails, and follows what is written on the record", async () => {
    const { find, findByTestId, queries, waitFor, setBalance } = await opened(globex, new Error("offline"), { ...globex, overdue: [] });
    find(LoadingButton, ({ text }) => text === "Refresh").trigger("onClick");
    await waitFor(() => expect(find(Alert).props.title).toBe("This could not be refreshed"));
    expect(findByTestId(StatusTag, "standing").text).toBe("Overdue");
    setBalance("0.00");
    await waitFor(() => expect(findByTestId(StatusTag, "standing").text).toBe("In good standing"));
    expect(queries()).toEqual(["", "?refresh=true", ""]);
  });
});
