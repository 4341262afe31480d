import { expect, test } from "vitest";
import { changesHash, changesSincePush } from "../../api/domain/changes.ts";
import { saleFromDeal } from "../../api/domain/sale-from-deal.ts";
import type { Sale } from "../../api/domain/sale.ts";
import { ADDRESS, onceLine, sampleCompany, sampleContact, sampleDeal, sampleLine, sampleRules } from "./sample-deal.ts";

function sale(changes: Parameters<typeof sampleDeal>[0] = {}): Sale {
  const result = saleFromDeal(sampleDeal({ amount: null, ...changes }), sampleRules()).sale;
  if (result === null) throw new Error("the sample deal makes no sale");
  return result;
}

test("nothing changed is an empty list, also when only how to reach the buyer changed", () => {
  expect(changesSincePush(sale(), sale())).toEqual([]);
  expect(
    changesSincePush(
      sale(),
      sale({ companies: [sampleCompany({ phone: "1", billingEmail: "new@acme.example" })], contacts: [sampleContact()] }),
    ),
  ).toEqual([]);
});

test("a price that was changed shows the value and the line", () => {
  expect(changesSincePush(sale(), sale({ lines: [sampleLine({ unitPrice: "210" })] }))).toEqual([
    { field: "Contract value", atPush: "120,000.00 USD", now: "126,000.00 USD" },
    { field: "Line seats: amount", atPush: "120,000.00 USD", now: "126,000.00 USD" },
  ]);
});

test("lines that came and went", () => {
  expect(changesSincePush(sale(), sale({ lines: [onceLine({ unitPrice: "120000" })] }))).toEqual([
    { field: "Line seats", atPush: "50 seats, 2026-12-01 to 2027-11-30, 12 × monthly: 120,000.00 USD", now: "removed" },
    { field: "Line Setup", atPush: "none", now: "Setup: 120,000.00 USD" },
  ]);
});

test.each([
  ["Order date", { closedAt: "2026-12-24T17:00:00Z" }, "2026-11-24", "2026-12-24"],
  ["Payment terms", { fields: { paymentTerms: "Net 60" } }, "Net 30", "Net 60"],
  ["PO number", { fields: { poNumber: "4711" } }, "none", "4711"],
  ["Deal amount", { amount: "120000" }, "none", "120,000.00 USD"],
  ["Buyer", { companies: [sampleCompany({ name: "Acme LLC" })] }, "Acme Inc", "Acme LLC"],
  ["Buyer's record", { companies: [sampleCompany({ id: "C9" })] }, "company C1", "company C9"],
  [
    "Shipping address",
    { companies: [sampleCompany({ shipping: { ...ADDRESS, city: "Reno" } })] },
    "1 Main St, Mountain View, CA, 94042, United States",
    "1 Main St, Reno, CA, 94042, United States",
  ],
  ["Tax exempt", { companies: [sampleCompany({ taxExempt: true })] }, "no", "yes"],
  [
    "Line seats: service dates",
    { lines: [sampleLine({ startDate: "2026-12-15" })] },
    "2026-12-01 to 2027-11-30",
    "2026-12-15 to 2027-12-14",
  ],
  ["Line seats: product", { lines: [sampleLine({ productId: "P9" })] }, "P1", "P9"],
])("%s is shown before and after", (field, changes, atPush, now) => {
  expect(changesSincePush(sale(), sale(changes))).toEqual([{ field, atPush, now }]);
});

test("the same value in other terms shows what moved", () => {
  expect(changesSincePush(sale(), sale({ lines: [sampleLine({ quantity: "25", unitPrice: "1200", frequency: "quarterly" })] }))).toEqual([
    { field: "Line seats: quantity", atPush: "50", now: "25" },
    { field: "Line seats: periods", atPush: "12 × monthly", now: "4 × quarterly" },
  ]);
});

test("changes have one hash, and any other has another", () => {
  const dearer = (unitPrice: string) => changesSincePush(sale(), sale({ lines: [sampleLine({ unitPrice })] }));
  expect(changesHash(dearer("300"))).toBe(changesHash(dearer("300")));
  expect(new Set([dearer("300"), dearer("301"), dearer("300").slice(0, 1), []].map(changesHash)).size).toBe(4);
});
