import type { Approval, DealView, Finding, Invoice, Money, Order } from "../../hubspot-app/src/app/shared/contract.ts";

/** Dollars, for examples. */
export const usd = (amount: string): Money => ({ amount, currency: "USD" });

const none = usd("0.00");

export const order: Order = {
  id: "145",
  number: "1042",
  status: "pending",
  net: usd("120000.00"),
  tax: usd("9900.00"),
  total: usd("129900.00"),
  url: "https://qbo.intuit.com/app/estimate?txnId=145",
};

export const invoice: Invoice = {
  id: "201",
  number: "INV-7",
  date: "2026-12-01",
  dueDate: "2026-12-31",
  net: usd("10000.00"),
  total: usd("10825.00"),
  balance: usd("10825.00"),
  daysOverdue: 0,
  url: "https://qbo.intuit.com/app/invoice?txnId=201",
  status: "open",
};

export const missingCity: Finding = {
  code: "addressIncomplete",
  level: "error",
  message: "The billing address has no city.",
  fixBy: "rep",
  where: { object: "company", id: "9", property: "tieout_billing_city" },
};

/** An annual deal of $120,000 that is ready and has not been pushed. */
export const ready: DealView = {
  dealId: "123",
  state: "ready",
  findings: [],
  failure: null,
  approval: null,
  actions: ["push"],
  customer: { id: null, name: "Northwind Traders", match: "new", reasons: ["No customer in QuickBooks has a name like this"], url: null },
  preview: {
    lines: [
      {
        item: "Platform, annual",
        description: "50 seats, 2026-12-01 to 2027-11-30, 12 × monthly",
        quantity: "50",
        unitPrice: "2400.00",
        listUnitPrice: "2400.00",
        discount: null,
        amount: usd("120000.00"),
        serviceStart: "2026-12-01",
        serviceEnd: "2027-11-30",
      },
    ],
    net: usd("120000.00"),
    dealAmount: usd("120000.00"),
    difference: none,
    differenceReason: null,
  },
  order: null,
  amendments: [],
  invoices: [],
  payments: [],
  totals: { contract: usd("120000.00"), invoicedNet: none, tax: none, invoiced: none, paid: none, credited: none, balance: none },
  duplicates: [],
  changes: [],
  asOf: "2026-11-24T15:04:05Z",
};

/** A discount that finance has to approve. */
export const approval: Approval = {
  id: "a-1",
  dealId: "123",
  dealName: "Northwind fleet",
  company: "Northwind Traders",
  dealUrl: "https://app.hubspot.com/contacts/7/record/0-3/123",
  reasons: [{ code: "discountOver", message: "The discount is over 20 %: 25 % on the whole deal." }],
  net: usd("120000.00"),
  discountPercent: "25",
  terms: "Net 30",
  requestedBy: { userId: 5002, email: "ben@northwind.example" },
  since: "2026-11-24T15:04:05Z",
  state: "open",
  decidedBy: null,
  decidedAt: null,
  reason: null,
};

/** The same deal while finance has not decided, as somebody of finance sees it. */
export const awaiting: DealView = { ...ready, state: "awaitingApproval", actions: ["approve", "refuse"], approval };

export const pushing: DealView = { ...ready, state: "pushing", actions: [] };

/** The same deal with its order in QuickBooks. */
export const pushed: DealView = {
  ...ready,
  state: "pushed",
  actions: [],
  customer: {
    id: "58",
    name: "Northwind Traders",
    match: "linked",
    reasons: [],
    url: "https://qbo.intuit.com/app/customerdetail?nameId=58",
  },
  order,
};
