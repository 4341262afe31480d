import { z } from "zod";
import { AGING_BUCKETS } from "../domain/customer-account.ts";

/** The contract's shapes (DESIGN §5) as schemas: each answer is checked against its own before it leaves. */
export const money = z.object({ amount: z.string().regex(/^-?\d+(\.\d+)?$/), currency: z.string().length(3) }).meta({ id: "Money" });

const finding = z
  .object({
    code: z.string(),
    level: z.enum(["error", "warning"]),
    message: z.string(),
    fixBy: z.enum(["rep", "finance", "admin"]),
    where: z
      .object({ object: z.enum(["deal", "company", "contact", "lineItem"]), id: z.string(), property: z.string().optional() })
      .optional(),
  })
  .meta({ id: "Finding" });

const order = z
  .object({
    id: z.string(),
    number: z.string().nullable(),
    status: z.enum(["pending", "accepted", "rejected", "closed", "deleted", "invoiced"]),
    net: money,
    tax: money.nullable(),
    total: money,
    url: z.string(),
  })
  .meta({ id: "Order" });

/** What has become of an invoice. */
export const invoiceStatus = z.enum(["scheduled", "open", "partlyPaid", "paid", "credited", "writtenOff", "overdue", "void"]);

const invoice = z
  .object({
    id: z.string().nullable(),
    number: z.string().nullable(),
    date: z.string(),
    dueDate: z.string().nullable(),
    net: money,
    total: money,
    balance: money,
    daysOverdue: z.number().int(),
    url: z.string().nullable(),
    status: invoiceStatus,
  })
  .meta({ id: "Invoice" });

const customer = z.object({
  id: z.string().nullable(),
  name: z.string(),
  match: z.enum(["linked", "found", "new", "ambiguous"]),
  reasons: z.array(z.string()),
  url: z.string().nullable(),
});

const payment = z.object({ id: z.string(), date: z.iso.date(), invoices: z.array(z.string()), paid: money, credit: money });

const duplicate = z.object({
  kind: z.enum(["order", "invoice"]),
  id: z.string(),
  number: z.string().nullable(),
  date: z.string(),
  net: money,
  url: z.string(),
});

const preview = z.object({
  lines: z.array(
    z.object({
      item: z.string(),
      description: z.string(),
      quantity: z.string(),
      unitPrice: z.string(),
      listUnitPrice: z.string().nullable(),
      discount: z.string().nullable(),
      amount: money,
      serviceStart: z.string().nullable(),
      serviceEnd: z.string().nullable(),
    }),
  ),
  net: money,
  dealAmount: money.nullable(),
  difference: money.nullable(),
  differenceReason: z.string().nullable(),
});

/** Who decided or asked. */
export const person = z.object({ userId: z.number().int(), email: z.string().nullable() }).meta({ id: "Person" });

/** A sale that finance has to agree to. */
export const approval = z
  .object({
    id: z.string(),
    dealId: z.string(),
    dealName: z.string(),
    company: z.string(),
    dealUrl: z.string(),
    reasons: z.array(z.object({ code: z.string(), message: z.string() })),
    net: money,
    discountPercent: z.string(),
    terms: z.string().nullable(),
    requestedBy: person.nullable(),
    since: z.iso.datetime(),
    state: z.enum(["open", "approved", "refused"]),
    decidedBy: person.nullable(),
    decidedAt: z.iso.datetime().nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: "Approval" });

const failure = z.object({
  message: z.string(),
  since: z.iso.datetime(),
  fixBy: z.enum(["rep", "finance", "admin"]),
  owner: person.nullable(),
  attempts: z.number().int(),
  byItself: z.boolean(),
  retrying: z.boolean(),
  letterId: z.string().nullable(),
  mayOpen: z.boolean(),
});

/** What the deal card shows. */
export const dealView = z
  .object({
    dealId: z.string(),
    state: z.enum([
      "notReady",
      "ready",
      "awaitingApproval",
      "needsReview",
      "pushing",
      "pushed",
      "changed",
      "cancelled",
      "failed",
      "notConnected",
    ]),
    findings: z.array(finding),
    failure: failure.nullable(),
    approval: approval.nullable(),
    actions: z.array(z.enum(["push", "approve", "refuse", "retry", "review", "amend", "keep", "connect"])),
    customer: customer.nullable(),
    preview: preview.nullable(),
    order: order.nullable(),
    amendments: z.array(order),
    invoices: z.array(invoice).max(100),
    payments: z.array(payment).max(100),
    totals: z.object({ contract: money, invoicedNet: money, tax: money, invoiced: money, paid: money, credited: money, balance: money }),
    duplicates: z.array(duplicate),
    changes: z.array(z.object({ field: z.string(), atPush: z.string(), now: z.string() })),
    asOf: z.iso.datetime(),
  })
  .meta({ id: "DealView" });

/** What the company card shows. */
export const companyView = z
  .object({
    companyId: z.string(),
    customers: z.array(z.object({ id: z.string(), name: z.string(), currency: z.string(), url: z.string(), connectionId: z.string() })),
    balances: z.array(money),
    overdue: z.array(money),
    unapplied: z.array(money),
    credits: z.array(money),
    aging: z.array(z.object({ bucket: z.enum(AGING_BUCKETS), amount: money })),
    daysOverdue: z.number().int(),
    lastPayment: z.object({ date: z.string(), amount: money }).nullable(),
    averageDaysLate: z.number().int().nullable(),
    creditHold: z.boolean(),
    connectionLost: z.boolean(),
    invoices: z.array(invoice.extend({ dealId: z.string().nullable(), connectionId: z.string() })).max(100),
    invoiceCount: z.number().int(),
    cursor: z.string().nullable(),
    complete: z.boolean(),
    asOf: z.iso.datetime(),
  })
  .meta({ id: "CompanyView" });

const decimal = z.string().regex(/^\d+(\.\d+)?$/, "must be a decimal such as 0.5");

/** Which items the products of HubSpot become. */
export const productMappings = z
  .object({
    products: z.array(
      z
        .object({
          productId: z.string().min(1).optional(),
          sku: z.string().min(1).optional(),
          manualReview: z.boolean().optional(),
          items: z.array(z.object({ itemId: z.string().min(1), quantity: decimal.default("1"), share: decimal.default("1") })),
        })
        .refine(({ productId, sku }) => productId !== undefined || sku !== undefined, "needs a productId or a sku")
        .refine(({ items, manualReview }) => items.length > 0 || manualReview === true, "needs at least one item, or manualReview"),
    ),
  })
  .meta({ id: "ProductMappings" });

/** Work that waits for a person. `fields` is what was sent last, with what the try before had sent where that differs. */
export const deadLetter = z
  .object({
    id: z.string(),
    kind: z.string(),
    cause: z.string(),
    message: z.string(),
    fixBy: z.enum(["rep", "finance", "admin"]),
    record: z.object({ object: z.string(), id: z.string() }),
    company: z.string().nullable(),
    attempts: z.number().int(),
    since: z.string(),
    owner: z.number().int().nullable(),
    ownerEmail: z.string().nullable(),
    state: z.enum(["open", "retrying", "healed", "dismissed"]),
    money: money.nullable(),
    fields: z.array(z.object({ path: z.string(), value: z.string(), before: z.string().nullable() })),
    byItself: z.boolean(),
    retryable: z.boolean(),
    editable: z.boolean(),
  })
  .meta({ id: "DeadLetter" });

/** Dead letters of one cause, and how far its correction has come. */
export const deadLetterGroup = z
  .object({
    cause: z.string(),
    message: z.string(),
    fixBy: z.enum(["rep", "finance", "admin"]),
    byItself: z.boolean(),
    count: z.number().int(),
    retryable: z.number().int(),
    retrying: z.number().int(),
    healed: z.number().int(),
    money: z.array(money),
    oldest: z.string(),
  })
  .meta({ id: "DeadLetterGroup" });
