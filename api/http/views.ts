import { z } from "zod";
import { AGING_BUCKETS } from "../domain/customer-account.ts";
import { FIELD_RULES, SYNC_FIELD_NAMES } from "../domain/sync-fields.ts";
import { SYNC_DIRECTIONS, SYNC_FREQUENCIES } from "../domain/sync-settings.ts";

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

export const person = z.object({ userId: z.number().int(), email: z.string().nullable() }).meta({ id: "Person" });

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
  retrying: z.boolean(),
  letterId: z.string().nullable(),
  mayOpen: z.boolean(),
});

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
    actions: z.array(z.enum(["push", "approve", "refuse", "retry", "review", "amend", "connect"])),
    customer: customer.nullable(),
    preview: preview.nullable(),
    order: order.nullable(),
    amendments: z.array(order),
    invoices: z.array(invoice).max(100),
    totals: z.object({ contract: money, invoicedNet: money, tax: money, invoiced: money, paid: money, credited: money, balance: money }),
    duplicates: z.array(duplicate),
    changes: z.array(z.object({ field: z.string(), atPush: z.string(), now: z.string() })),
    asOf: z.iso.datetime(),
  })
  .meta({ id: "DealView" });

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
    invoices: z.array(invoice.extend({ dealId: z.string().nullable(), connectionId: z.string() })).max(100),
    invoiceCount: z.number().int(),
    cursor: z.string().nullable(),
    complete: z.boolean(),
    asOf: z.iso.datetime(),
  })
  .meta({ id: "CompanyView" });

export const role = z.enum(["viewer", "pusher", "finance", "admin"]);
const isoDate = z.iso.date();

function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf("timeZone").includes(name) || name === "UTC";
}

const limit = z
  .string()
  .regex(/^\d+(\.\d+)?$/)
  .nullable();
const approvals = z.object({
  discountPercentOver: z.number().min(0).max(100).nullable(),
  contractOver: limit,
  termsNotListed: z.boolean(),
  newCustomerOver: limit,
  priceTolerance: z.number().min(0).max(100).nullable(),
  fourEyes: z.boolean(),
});

const routingRule = z
  .object({
    by: z.enum(["pipeline", "currency", "property"]),
    property: z.string().min(1).max(100).optional(),
    value: z.string().min(1).max(200),
    connectionId: z.string().min(1),
  })
  .refine(({ by, property }) => by !== "property" || property !== undefined, "a rule by a property must name the property");
const routing = z.object({ rules: z.array(routingRule).max(100), defaultConnectionId: z.string().min(1).nullable() });

const frequency = z.enum(SYNC_FREQUENCIES);
const twoWays = z.object({ direction: z.enum(SYNC_DIRECTIONS), frequency });
const sync = z.object({
  customers: twoWays,
  contacts: twoWays,
  invoices: z.object({ frequency }),
  payments: z.object({ frequency }),
  rules: z.partialRecord(z.enum(SYNC_FIELD_NAMES), z.enum(FIELD_RULES)),
});

const settings = z.object({
  automaticPush: z.boolean(),
  goLiveDate: isoDate.nullable(),
  goLiveWaiver: z.string().min(1).nullable(),
  settleSeconds: z.number().int().min(0).max(86_400),
  breaker: z.object({ pushes: z.number().int().positive(), minutes: z.number().int().positive() }),
  readyStages: z.array(z.string()).nullable(),
  orderDocument: z.enum(["estimate", "invoice"]),
  numbering: z.object({
    kind: z.enum(["company", "marker", "sequence"]),
    prefix: z.string().max(12).optional(),
    next: z.number().int().positive().optional(),
  }),
  amountBasis: z.enum(["tcv", "acv", "arr", "mrr", "lineSum", "manual"]),
  discountAs: z.enum(["netPrices", "line"]),
  pricesIncludeTax: z.boolean(),
  billBeforeAcceptance: z.boolean(),
  shadow: z.boolean(),
  readOnly: z.boolean(),
  approvals,
  alerts: z.object({ slackWebhookUrl: z.url().nullable(), emails: z.array(z.email()) }),
  /** By HubSpot user id, or by the e-mail of somebody who has not come yet. */
  roles: z.record(z.union([z.string().regex(/^\d+$/), z.email()]), role),
  defaultRole: z.enum(["viewer", "pusher"]),
  pushOnly: z.enum(["all", "own", "team"]),
  routing,
  evergreen: z.enum(["termed", "monthly"]).nullable(),
  dateFormat: z.enum(["MM/DD/YYYY", "DD/MM/YYYY", "DD.MM.YYYY"]).nullable(),
  timeZone: z.string().refine(isTimeZone, "must be a zone such as Europe/Berlin").nullable(),
  dailyHour: z.number().int().min(0).max(23),
  orderFields: z.object({ poNumber: z.string().min(1).max(30), salesRep: z.string().min(1).max(30) }),
  dealNameOnOrder: z.boolean(),
  creditHold: z.object({
    overdueOver: z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .nullable(),
    daysOverdueOver: z.number().int().min(0).max(3650).nullable(),
  }),
  catalogue: z.object({ createProducts: z.boolean() }),
  readBudget: z.number().int().positive(),
  retention: z.object({ logDays: z.number().int().min(1).max(90), afterUninstallDays: z.number().int().min(1).max(365) }),
  sync,
});

/** All settings, and the basis that the won deals' amounts speak for; `share` of `deals` are on it. */
export const settingsView = settings
  .extend({
    amountBasisProposal: z
      .object({ basis: settings.shape.amountBasis.exclude(["manual"]), share: z.number().min(0.9).max(1), deals: z.number().int() })
      .nullable(),
  })
  .meta({ id: "Settings" });

/** A part of the settings, and of the approvals in them. What is only read may come back with them, and changes nothing. */
export const settingsChange = settings
  .partial()
  .extend({ approvals: approvals.partial().optional(), amountBasisProposal: z.unknown().optional() })
  .strict();

const decimal = z.string().regex(/^\d+(\.\d+)?$/, "must be a decimal such as 0.5");

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
    attempts: z.number().int(),
    since: z.string(),
    owner: z.number().int().nullable(),
    ownerEmail: z.string().nullable(),
    state: z.enum(["open", "retrying", "healed", "dismissed"]),
    money: money.nullable(),
    fields: z.array(z.object({ path: z.string(), value: z.string(), before: z.string().nullable() })),
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
    count: z.number().int(),
    retrying: z.number().int(),
    healed: z.number().int(),
    money: z.array(money),
    oldest: z.string(),
  })
  .meta({ id: "DeadLetterGroup" });
