import { expect, test } from "vitest";
import type { CreditHold } from "../../api/domain/customer-account.ts";
import { isOnCreditHold } from "../../api/flows/is-on-credit-hold.ts";
import type { CustomerInvoice } from "../../api/flows/read-account.ts";
import type { PortalTx } from "../../api/ports/store.ts";

const TODAY = "2026-11-20";
const overdue = (connectionId: string, balance: bigint, dueDate = "2026-11-01") =>
  ({ connectionId, id: "1", currency: "USD", date: "2026-10-01", dueDate, total: balance, balance, voided: false }) as CustomerInvoice;

/** A portal whose companies "us" and "canada" hold from these. */
const portal = (us: CreditHold, canada: CreditHold) =>
  ({ settings: { of: async (id: string) => ({ creditHold: id === "us" ? us : canada }) } }) as unknown as PortalTx;

const OVER_100: CreditHold = { overdueOver: "100", daysOverdueOver: null };
const NEVER: CreditHold = { overdueOver: null, daysOverdueOver: null };

test.each<[string, CustomerInvoice[], CreditHold, CreditHold, boolean]>([
  ["more to the company that minds", [overdue("us", 10_001n)], OVER_100, NEVER, true],
  ["more to the company that does not mind", [overdue("canada", 10_001n)], OVER_100, NEVER, false],
  ["to each less than it minds, however much together", [overdue("us", 9_000n), overdue("canada", 9_000n)], OVER_100, OVER_100, false],
  ["for longer than one of them minds", [overdue("canada", 1n, "2026-10-01")], NEVER, { ...NEVER, daysOverdueOver: 30 }, true],
  ["nothing", [], OVER_100, OVER_100, false],
])("a buyer that owes %s", async (_what, invoices, us, canada, isHeld) => {
  expect(await isOnCreditHold(portal(us, canada), { invoices }, TODAY)).toBe(isHeld);
});
