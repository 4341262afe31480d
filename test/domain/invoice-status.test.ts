import { describe, expect, test } from "vitest";
import { appliedByInvoice, daysOverdue, dealInvoiceStatus, invoiceStatus } from "../../api/domain/invoice-status.ts";
import type { DealInvoiceStatus, InvoiceStatus } from "../../api/domain/invoice-status.ts";
import { dealTotals } from "../../api/domain/totals.ts";

const TODAY = "2027-01-15";
const invoice = (balance: bigint, applied: { cash?: bigint; credit?: bigint } = {}, dueDate: string | null = "2027-01-31") => ({
  total: 1000n,
  balance,
  cash: applied.cash ?? 0n,
  credit: applied.credit ?? 0n,
  dueDate,
  voided: false,
});

describe("an invoice of 10.00 due 2027-01-31, seen on 2027-01-15", () => {
  test.each([
    ["untouched", invoice(1000n), "open"],
    ["half paid", invoice(500n, { cash: 500n }), "partlyPaid"],
    ["half credited", invoice(500n, { credit: 500n }), "open"],
    ["paid in cash", invoice(0n, { cash: 1000n }), "paid"],
    ["paid and credited", invoice(0n, { cash: 600n, credit: 400n }), "paid"],
    ["credited whole", invoice(0n, { credit: 1000n }), "credited"],
    ["balance zero, and nobody knows of cash", invoice(0n), "writtenOff"],
    ["paid in part, the rest written off", invoice(0n, { cash: 900n }), "writtenOff"],
    ["due yesterday", invoice(1000n, {}, "2027-01-14"), "overdue"],
    ["due yesterday and half paid", invoice(500n, { cash: 500n }, "2027-01-14"), "overdue"],
    ["due today", invoice(1000n, {}, TODAY), "open"],
    ["without a due date", invoice(1000n, {}, null), "open"],
    ["due yesterday and paid", invoice(0n, { cash: 1000n }, "2027-01-14"), "paid"],
    ["void", { ...invoice(0n), total: 0n, voided: true }, "void"],
    ["of 0.00", { ...invoice(0n), total: 0n }, "paid"],
  ])("%s is %s", (_, facts, status) => {
    expect(invoiceStatus(facts, TODAY)).toBe(status);
  });

  test("counts its days overdue from the due date", () => {
    expect([
      daysOverdue(invoice(1n, {}, "2026-12-31"), TODAY),
      daysOverdue(invoice(0n, {}, "2026-12-31"), TODAY),
      daysOverdue(invoice(1n), TODAY),
    ]).toEqual([15, 0, 0]);
  });
});

test("payments apply cash and credit; what was voided applies nothing", () => {
  const payments = [
    {
      voided: false,
      applied: [
        { invoiceId: "1", amount: 700n, credit: 200n },
        { invoiceId: "2", amount: 50n, credit: 0n },
      ],
    },
    { voided: false, applied: [{ invoiceId: "1", amount: 100n, credit: 100n }] },
    { voided: true, applied: [{ invoiceId: "1", amount: 5n, credit: 0n }] },
  ];
  expect(appliedByInvoice(payments).get("1")).toEqual({ cash: 500n, credit: 300n });
  expect(appliedByInvoice(payments).get("3")).toBeUndefined();
});

test.each<[InvoiceStatus[], DealInvoiceStatus]>([
  [[], "none"],
  [["scheduled", "scheduled"], "scheduled"],
  [["open", "scheduled"], "open"],
  [["paid", "scheduled"], "partly_paid"],
  [["paid", "open"], "partly_paid"],
  [["partlyPaid"], "partly_paid"],
  [["paid", "overdue", "scheduled"], "overdue"],
  [["paid", "paid"], "paid"],
  [["paid", "credited"], "paid"],
  [["credited"], "credited"],
  [["paid", "writtenOff"], "written_off"],
  [["void"], "void"],
  [["void", "paid"], "paid"],
])("a deal with %j is %s", (statuses, expected) => {
  expect(dealInvoiceStatus(statuses.map((status) => ({ status })))).toBe(expected);
});

test("the totals of a deal: the contract is net, the rest gross, void invoices count nowhere", () => {
  const invoices = [
    { net: 1000n, tax: 80n, total: 1080n, balance: 0n, cash: 1000n, credit: 80n, voided: false },
    { net: 500n, tax: 0n, total: 500n, balance: 400n, cash: 100n, credit: 0n, voided: false },
    { net: 9n, tax: 9n, total: 9n, balance: 9n, cash: 9n, credit: 9n, voided: true },
  ];
  const amounts = Object.fromEntries(Object.entries(dealTotals(12_000n, invoices, "USD")).map(([name, money]) => [name, money.amount]));
  expect(amounts).toEqual({
    contract: "120.00",
    invoicedNet: "15.00",
    tax: "0.80",
    invoiced: "15.80",
    paid: "11.00",
    credited: "0.80",
    balance: "4.00",
  });
});
